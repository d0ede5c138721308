"""Numbers, dates, percentages and fractions in English and Chinese, in one form. Part of digest.summarizers.guards.

3.1 million, 310万 and three million one hundred thousand all give "3100000"; 25%, 25 per cent and 百分之二十五
give "25%"; March and 3月 give "month:3". What is vague stays a word of its own ("word:half", "word:数十").
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import regex

from digest.summarizers.guards import tokens

_SMALL = dict(
    zip(
        str.split(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        ),
        range(20),
        strict=True,
    )
) | dict(zip(str.split("twenty thirty forty fifty sixty seventy eighty ninety"), range(20, 100, 10), strict=True))
_ORDINALS = dict(
    zip(str.split("first second third fourth fifth sixth seventh eighth ninth tenth"), range(1, 11), strict=True)
)
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "bn": 10**9, "k": 10**3, "m": 10**6,
    "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12,
}  # fmt: skip
_HAN_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "廿": 20} | dict(
    zip("三四五六七八九", range(3, 10), strict=True)
)
_MONTHS = {
    name: month
    for month, names in enumerate(
        str.split(
            "january,jan february,feb march,mar april,apr may june,jun july,jul august,aug september,sept,sep "
            "october,oct november,nov december,dec"
        ),
        1,
    )
    for name in names.split(",")
}
_DAYS = {
    name: day
    for day, names in enumerate(
        str.split("monday,一 tuesday,二 wednesday,三 thursday,四 friday,五 saturday,六 sunday,日,天"), 1
    )
    for name in names.split(",")
}
_MEASURES = (
    "个個名位人家所项項种種次年月日天周週场場件条條座艘架辆輛岁歲米公斤吨噸户戶届屆期国國省市县縣区區倍成大部层層"
    "点點分小时時期方者级級度季轮輪起艘只隻支本枚台门門块塊元"  # what a count stands before
)

_SMALL_WORDS = "|".join(_SMALL)
_LATER_WORDS = "|".join((*_SMALL, "hundred", "thousand", "million", "billion", "trillion"))
_HAN_NUMERAL = "[零〇一二三四五六七八九十百千万萬亿億两兩廿]"
_PATTERN = regex.compile(
    rf"""
      (?P<fraction>(?P<below>{_HAN_NUMERAL}{{1,12}}|\d{{1,12}})分之(?P<above>{_HAN_NUMERAL}{{1,12}}|\d{{1,12}}(?:\.\d{{1,9}})?))
    | (?P<month>(?<![\d.])\d{{1,2}})\s?月(?!球|亮)
    | (?:星期|周|週|礼拜|禮拜)(?P<weekday>[一二三四五六日天])(?![\d年月])
    | (?P<digits>\d{{1,3}}(?:[,]\d{{3}}){{1,9}}(?:\.\d{{1,30}})?
        |\d{{1,3}}(?:\ \d{{3}}){{1,9}}(?=\s?\p{{Han}})
        |\d{{1,30}}(?:\.\d{{1,30}})?)
      (?P<scale>[\s-]?(?:(?:hundred|thousand|million|billion|trillion|bn|[km])(?![a-z])|[十百千万萬亿億兆]{{1,2}}))?
      (?P<percent>\s?(?:%|[\s-]?per\s?cent(?!ile)(?:age)?|个百分点|個百分點))?
    | (?P<vague>[数數几幾好][十百千万萬亿億]+|成[千百][上]?[万萬千]|一半|半[数數]|过半|過半)
    | (?P<han>{_HAN_NUMERAL}{{2,20}}|(?<=第){_HAN_NUMERAL}|[二三四五六七八九十两兩](?=[{_MEASURES}]))
    | (?<![\p{{L}}'-])(?P<words>(?:{_SMALL_WORDS})(?:(?:[\s-]|\sand\s)(?:{_LATER_WORDS}))*)
      (?:[\s-](?P<part>hal(?:f|ves)|thirds?|quarters?|fifths?|tenths?)(?!\p{{L}}))?
      (?P<per>\s?(?:%|per\s?cent|percentage))?(?![\p{{L}}'])
    | (?<![\p{{L}}'-])(?P<month_name>{"|".join(_MONTHS)})\.?(?![\p{{L}}'-])
    | (?<![\p{{L}}'-])(?P<day_name>{"|".join(name for name in _DAYS if name.isascii())})s?(?![\p{{L}}-])
    | (?<![\p{{L}}'-])(?P<ordinal>{"|".join(_ORDINALS)})(?![\p{{L}}-])
    | (?<![\p{{L}}'-])(?P<loose>half|halves|twice|double[sd]?|doubling|triple[sd]?|dozens?|hundreds|thousands
        |millions|billions|quarter|hundred|thousand|million|billion)(?![\p{{L}}-])
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
# Written with capitals only they are months; "may" and "march" are verbs.
_AMBIGUOUS = frozenset({"may", "march", "mar", "dec", "sep", "jan", "jun", "oct"})
_PARTS = {"h": 2, "t": 3, "q": 4, "f": 5}
_IDIOMS = regex.compile(
    rf"(?<!{_HAN_NUMERAL}|\d)"  # 五点四十分 and 三万一千 are amounts, 十分 and 万一 alone are none
    rf"(?:一带一路|一帶一路|千方百计|千方百計|万一|萬一|一一(?!{_HAN_NUMERAL})|十分(?![之钟鐘])|百分(?!之|点|點)"
    "|千万不|万万|千千万万)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """`key` is equal for equal amounts; `text` is what was written."""

    key: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def found(text: str) -> tuple[Number, ...]:
    """The numbers of `text` in their order; places refer to the text in the form `tokens.plain` gives."""
    whole = _IDIOMS.sub(lambda idiom: "·" * len(idiom[0]), tokens.plain(text))
    numbers: list[Number] = []
    for place in _PATTERN.finditer(whole):
        key = _key(place)
        if key:
            numbers.append(Number(key=key, text=place[0].strip(), start=place.start(), end=place.end()))
    return tuple(numbers)


def missing(numbers: tuple[Number, ...], known: tuple[Number, ...]) -> tuple[Number, ...]:
    """Those of `numbers` whose amount is not among `known`; in "20 to 25%" the sign counts for both."""
    keys = {number.key for number in known}
    ranged = {left.key + "%" for left, right in pairwise(known) if right.key.endswith("%")}
    return tuple(number for number in numbers if number.key not in keys and number.key not in ranged)


def _key(place: "regex.Match[str]") -> str:
    parts = place.groupdict()
    if parts["fraction"]:
        below, above = _amount(parts["below"]), _amount(parts["above"])
        return f"{above}%" if below == "100" else f"{above}/{below}"
    if parts["month"] or parts["weekday"]:
        return f"month:{int(parts['month'])}" if parts["month"] else f"day:{_DAYS[parts['weekday']]}"
    if parts["digits"]:
        return _digits(parts["digits"], parts["scale"] or "") + ("%" if parts["percent"] else "")
    if parts["words"]:
        return _spelled(parts["words"].casefold(), parts["part"] or "", bool(parts["per"]))
    return _named(parts, place[0])


def _named(parts: dict[str, str], written: str) -> str:
    if parts["vague"]:
        return f"word:{'half' if '半' in parts['vague'] else parts['vague']}"
    if parts["han"]:
        return _amount(parts["han"])
    if parts["month_name"]:
        name = parts["month_name"]
        return "" if name.casefold() in _AMBIGUOUS and not name[0].isupper() else f"month:{_MONTHS[name.casefold()]}"
    if parts["day_name"]:
        return f"day:{_DAYS[parts['day_name'].casefold()]}"
    if parts["ordinal"]:
        return str(_ORDINALS[parts["ordinal"].casefold()])
    return f"word:{tokens.stem(written)}"


def _digits(written: str, scale: str) -> str:
    amount = Decimal(written.replace(",", "").replace(" ", ""))
    name = "".join(scale.split()).strip("-").casefold()  # white space of any kind may stand before it
    for each in [name] if name in _SCALES else name:
        amount *= _SCALES[each]
    return _short(amount)


def _short(amount: Decimal) -> str:
    return format(amount.normalize(), "f") if amount else "0"


def _amount(written: str) -> str:
    """The value of Chinese numerals or digits: 三百二十 is 320, 二〇二五 is 2025."""
    if written[0].isdecimal():
        return _short(Decimal(written))
    if all(letter in _HAN_DIGITS for letter in written):
        return "".join(str(_HAN_DIGITS[letter]) for letter in written).lstrip("0") or "0"
    total = section = digit = 0
    for letter in written:
        scale = _SCALES.get(letter, 0)
        if not scale:
            digit = _HAN_DIGITS[letter]
            continue
        if scale < 10**4:
            section += (digit or 1) * scale
        elif scale == 10**4:
            total, section = total + (section + digit or 1) * scale, 0
        else:  # 亿 counts everything before it: 三万亿
            total, section = (total + section + digit or 1) * scale, 0
        digit = 0
    return str(total + section + digit)


def _spelled(written: str, part: str, percent: bool) -> str:
    words = [word for word in regex.split(r"[\s-]+", written) if word != "and"]
    if words == ["one"] and not part and not percent:
        return ""  # a pronoun more often than a number
    total = section = 0
    for word in words:
        scale = _SCALES.get(word, 0)
        if not scale:
            section += _SMALL[word]
        elif scale == 100:
            section = (section or 1) * 100
        else:
            total += (section or 1) * scale
            section = 0
    amount = str(total + section)
    if part:
        below = 10 if part.startswith("te") else _PARTS[part[0]]
        return "word:half" if (amount, below) == ("1", 2) else f"{amount}/{below}"
    return amount + ("%" if percent else "")
