"""Large numbers as a region counts: ten to the twelfth is 万亿 on the mainland and in Hong Kong, 兆 in Taiwan. Pure."""

import re
from collections.abc import Iterator
from functools import cache

from digest.model import Language, Variant

_COUNT = "[0-9０-９〇零一二两兩三四五六七八九十百千几幾数數多余餘半点點]"
_AMOUNTS = (_COUNT, _COUNT + "[ ,，]", "[上近超逾达達约約]")  # what stands before the word
_MONEY = r"(?=[多余餘]?(?:[美欧歐日英港澳加韩韓新台臺人][民币幣]?[币幣]?)?[元圆圓])"
_RULES = {
    (Language.ZH_HANS.value, Variant.ZH_HANT_TW.value): ("万亿", "", "兆"),
    (Variant.ZH_HANT_HK.value, Variant.ZH_HANT_TW.value): ("萬億", "", "兆"),
    # 兆 is also mega-, as in 100兆 of a network: only money is surely meant.
    (Variant.ZH_HANT_TW.value, Variant.ZH_HANT_HK.value): ("兆", _MONEY, "萬億"),
    (Variant.ZH_HANT_TW.value, Language.ZH_HANS.value): ("兆", _MONEY, "万亿"),
}


def find(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and new word of each large number that the readers of `target` count otherwise."""
    if (source, target) in _RULES:
        word, behind, new = _RULES[source, target]
        for match in _search(word, behind).finditer(text):
            yield match.start(), match.end(), new


@cache
def _search(word: str, behind: str) -> re.Pattern[str]:
    before = "|".join(f"(?<={amount}{word})" for amount in _AMOUNTS)
    return re.compile(f"{word}(?:{before}){behind}")  # the word first: it is looked for most quickly
