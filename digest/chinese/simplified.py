"""What OpenCC gets wrong on the way to Simplified, put right in its result. Part of digest.chinese, floor 2.

Taiwan writes 著 for the particle and for the book; Simplified tells 看着 from 专著, and OpenCC knows only some of the
books. The dot in a foreign name is a regional form like a quotation mark: ． and ‧ in Taiwan, · on the mainland
(GB/T 15834-2011). Every replacement is as long as what it replaces.
"""

from collections.abc import Callable

import regex

_NOT_A_VERB = r"(?![手力眼重陆火想色装急落凉迷地实墨笔])"  # 从理论着手, 在本土着陆
_BOOKS = regex.compile(
    rf"(?<=专|原|土|遗|译|论|拙|新|近|撰|名|巨)着{_NOT_A_VERB}(?!装)|(?<=合)着(?!眼|双|手|拍|音|节|掌)|(?<=编)着(?!辫|故|谎|织|花)"
    rf"|(?<=所)着{_NOT_A_VERB}|着(?=有《)|(?<=\p{{Han}}[ \u3000])着(?!\p{{Han}})"
    r"|(?<=(?:^|[^\p{Han}])\p{Han}{2,4})(?<![看读捧拿翻写唱念听抱带背靠沿随凭按照本用学抄印刻贴挂放讲说围绕味为有对朝向载演译着])着(?=《)"
)
_DOT = regex.compile(r"(?<=\p{Han})‧(?=\p{Han})|(?<=\p{Han})(?<![一二三四五六七八九十甲乙丙丁])．(?=\p{Han})")
_WORDS = (
    ("合著眼", "合着眼"),
    ("合著双", "合着双"),
    ("规画", "规划"),
    ("企画", "企划"),
    ("徐干学", "徐乾学"),
    ("王泛森", "王汎森"),
    ("薛应旗", "薛应旂"),
)


def mending(convert: Callable[[str], str]) -> Callable[[str], str]:
    """`convert`, with its result put right."""

    def mended(text: str) -> str:
        text = convert(text)
        if "着" in text:
            text = _BOOKS.sub("著", text)
        text = _DOT.sub("·", text)
        for wrong, right in _WORDS:
            text = text.replace(wrong, right)
        return text

    return mended
