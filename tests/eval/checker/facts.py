"""Whether every number, name and title of a sentence is one that the article has."""

import unicodedata
from collections.abc import Iterator

import regex

from digest.model import Article

_ARABIC = regex.compile(r"\d+(?:(?:[,\s](?=\d{3}(?!\d)))\d{3})*(?:\.\d+)?")
_CHINESE = regex.compile(
    r"[〇零一二两兩三四五六七八九十百千万萬亿億]{2,}|[一二三四五六七八九十](?=[月日年岁歲个個名位人次届屆项項家])"
)
_DIGITS = {
    letter: value
    for value, letters in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
    for letter in letters
}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_SMALL = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ENGLISH = {word: value for value, word in enumerate(_SMALL.split("|"))}
_ENGLISH |= {word: 10 * tens for tens, word in enumerate(_TENS.split("|"), 2)}
_ENGLISH_WORD = regex.compile(rf"\b(?:{'|'.join(_ENGLISH)})\b", regex.IGNORECASE)
_TITLE = regex.compile(r"《([^《》]{1,60})》")
_NAME = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{Latin}\p{N}&]*(?:[-’'.]\p{Latin}+)*")
_PLAIN_OPENING = regex.compile(r"(?:^|[.!?。！？:：—–]\s*|[\"“‘「(（]\s*)$")


def faults(article: Article, text: str) -> Iterator[str]:
    """What the sentence states and the article does not."""
    source = " \n ".join((article.title, article.body, article.speaker, article.speaker_post))
    known = _numbers(source)
    for written, value in _numbers(text).items():
        if written not in known and value not in known.values():
            yield f"the number {written!r} is not in the article"
    folded = unicodedata.normalize("NFKC", source)
    for title in _TITLE.findall(text):
        if title not in source:
            yield f"the title {title!r} is not in the article"
    names = set(_NAME.findall(folded))
    names |= {part for name in names for part in name.split(".")}  # glued: "Haiping.The"
    small = folded.casefold()
    for found in _NAME.finditer(unicodedata.normalize("NFKC", text)):
        ordinary = bool(_PLAIN_OPENING.search(text[: found.start()])) and regex.search(
            rf"\b{regex.escape(found[0].casefold())}\b", small
        )
        if found[0] not in names and not ordinary:
            yield f"the name {found[0]!r} is not in the article"


def _numbers(text: str) -> dict[str, float]:
    """Every number in `text` as it is written (separators removed) with its value."""
    plain = unicodedata.normalize("NFKC", text)
    found: dict[str, float] = {}
    for each in _ARABIC.findall(plain):
        digits = regex.sub(r"[,\s]", "", each)
        found[digits] = float(digits)
    for each in _CHINESE.findall(plain):
        found[each] = _chinese(each)
    for each in _ENGLISH_WORD.findall(plain):
        found[each.casefold()] = float(_ENGLISH[each.casefold()])
    return found


def _chinese(written: str) -> float:
    """The value of a Chinese numeral: 三百二十万 or, digit by digit, 二〇二五."""
    if all(letter in _DIGITS for letter in written):
        return float("".join(str(_DIGITS[letter]) for letter in written))
    total = section = digit = 0
    for letter in written:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[letter], 0
        else:
            total, section, digit = (total + section + digit or 1) * _LARGE[letter], 0, 0
    return float(total + section + digit)
