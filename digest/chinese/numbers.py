"""Large numbers as a region counts: ten to the twelfth is 万亿 on the mainland and in Hong Kong, 兆 in Taiwan. Pure."""

from collections.abc import Iterator

import regex

from digest.model import Language, Variant

_AMOUNT = r"(?<=[0-9０-９〇零一二两兩三四五六七八九十百千几幾数數多余餘半点點][ ,，]?|[上近超逾达達约約])"
_MONEY = r"(?=[多余餘]?(?:[美欧歐日英港澳加韩韓新台臺人][民币幣]?[币幣]?)?[元圆圓])"
_RULES = {
    (Language.ZH_HANS.value, Variant.ZH_HANT_TW.value): (_AMOUNT + "万亿", "兆"),
    (Variant.ZH_HANT_HK.value, Variant.ZH_HANT_TW.value): (_AMOUNT + "萬億", "兆"),
    # 兆 is also mega-, as in 100兆 of a network: only money is surely meant.
    (Variant.ZH_HANT_TW.value, Variant.ZH_HANT_HK.value): (_AMOUNT + "兆" + _MONEY, "萬億"),
    (Variant.ZH_HANT_TW.value, Language.ZH_HANS.value): (_AMOUNT + "兆" + _MONEY, "万亿"),
}
_SEARCH = {pair: regex.compile(pattern) for pair, (pattern, _word) in _RULES.items()}


def find(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and new word of each large number that the readers of `target` count otherwise."""
    pair = (source, target)
    if pair in _RULES:
        for match in _SEARCH[pair].finditer(text):
            yield match.start(), match.end(), _RULES[pair][1]
