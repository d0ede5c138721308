"""The baseline: the first sentences that say something, within the budget. Floor 2: pure.

Sentences are taken whole and in order from the paragraphs of role TEXT, and a quotation is never cut. A dateline
in front, greetings, calls to click and repeated sentences stay out. It does not judge what matters most.
"""

import re
from collections.abc import Iterator

from digest.model import Article, Budget, Language, Paragraph, Role, Summary, SummarySentence, said
from digest.summarizers import patterns
from digest.text import sentences, typography

_HAN = patterns.Pattern(r"\p{Han}")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # each counts as a word
_WORD = re.compile(r"[^\W_][\w’'.,-]*")

# "【砚溪，2025年11月12日】", "新华社北京11月10日电", "北京，11月10日——", "中国北京，2025 年 12 月 9 日——",
# "武汉，11月7-8日——", "BEIJING, 10 November 2025 –"
_DATELINE = patterns.Pattern(
    r"""^(?:
      【[^】。]{2,30}】 \s*
    | （[^）。]{2,20}\d{1,2}\s*月\s*\d{1,2}\s*日[^）。]{0,6}） \s*
    | （?\p{Han}{2,6}[社网報报]\p{Han}{2,8}\d{1,2}月\d{1,2}日[电電讯訊](?:（[^）]{2,12}）)?）? \s*
    | [^，。,]{2,16} [，,] \s* (?:\d{4}\s*年)? \s* \d{1,2}\s*月\s*\d{1,2} (?:\s*[-–—至]\s*\d{1,2})? \s*日
        \s* (?:（[^）]{1,12}）)? \s* [—–-]{1,2} \s*
    | \p{Lu}[\p{L}\s.’'-]{1,40} (?:,\s\p{Lu}[\p{L}\s.’'-]{1,40})? ,\s
        (?:\d{1,2}\s\p{L}+|\p{L}+\s\d{1,2}) (?:,?\s\d{4})? \s* [—–-]{1,2} \s+
    )""",
    patterns.VERBOSE,
)

_GREETING = patterns.Pattern(
    r"""(?: 阁下|閣下|女士们|女士們|先生们|先生們|各位来宾|各位來賓|各位嘉宾|各位嘉賓|同事们|同事們|朋友们|朋友們
      | 大家好|早上好|下午好|晚上好|热烈欢迎|熱烈歡迎|表示欢迎|表示歡迎|表示.{0,8}感谢|表示.{0,8}感謝|衷心感谢|衷心感謝
      | ^(?:your\s+)?excellenc(?:y|ies)\b | \bladies\s+and\s+gentlemen\b | ^dear\s | ^distinguished\s
      | ^(?:我(?:们|們)?(?:要|想|谨|謹)?)?(?:感谢|感謝) | ^i\s(?:(?:would\slike|want|wish)\sto\s)?thank\b
      | ^good\s(?:morning|afternoon|evening)\b | ^thank\s+you\b
      | ^it\s+is\s+(?:an?|my)\s+(?:great\s+)?(?:honou?r|pleasure)\b )""",
    patterns.VERBOSE | patterns.IGNORECASE,
)

_CALL = patterns.Pattern(
    r"\bclick\b|\blearn more\b|\bread more\b|点击|點擊|了解更多|扫码|掃碼|二维码", patterns.IGNORECASE
)


def summarize(article: Article, budget: Budget) -> Summary:
    """The first whole sentences within `budget`; always at least none, never a cut one."""
    spaced = article.language not in {Language.ZH_HANS, Language.ZH_HANT, Language.JA}
    limit = budget.words if spaced else budget.characters
    taken: list[SummarySentence] = []
    seen: set[str] = set()
    used = 0
    for sentence in _candidates(article):
        key = typography.normal(sentence.text)
        cost = length(sentence.text, spaced)
        if key in seen:
            continue
        if used + cost > limit:
            if taken:
                break
            continue  # a first sentence longer than the whole budget gives way to one that fits
        seen.add(key)
        taken.append(sentence)
        used += cost
    unit = said("words") if spaced else said("characters")
    notes = () if taken else (said("No summary: no whole sentence fits {limit} {unit}.", limit=limit, unit=unit),)
    return Summary(sentences=tuple(taken), method="lead", spaced=spaced, notes=notes)


def length(text: str, spaced: bool) -> int:
    """Words of a spaced script, each Chinese character in it one; every visible character of an unspaced one."""
    if not spaced:
        return sum(not character.isspace() for character in text)
    return len(_WORD.findall(text if text.isascii() else _EAST_ASIAN.sub(" 字 ", text)))


def _candidates(article: Article) -> Iterator[SummarySentence]:
    for position, paragraph in enumerate(article.paragraphs):
        if paragraph.role is Role.TEXT and _in_language(paragraph, article):
            yield from _sentences(position, paragraph)


def _in_language(paragraph: Paragraph, article: Article) -> bool:
    undetermined = paragraph.language in {Language.UNDETERMINED, Language.MIXED}
    return undetermined or paragraph.language is article.language or article.language is Language.MIXED


def _sentences(position: int, paragraph: Paragraph) -> Iterator[SummarySentence]:
    for span in _whole_quotations(paragraph.text):
        start = span.start
        rules: tuple[str, ...] = ()
        if start == 0 and (dateline := _DATELINE.match(paragraph.text)):
            start = dateline.end()
            rules = ("dateline dropped",)
        text = paragraph.text[start : span.end]
        if says_something(text):
            yield SummarySentence(text=text, paragraph=position, start=start, end=span.end, rules=rules)


def _whole_quotations(text: str) -> Iterator[sentences.Span]:
    """The sentences of `text`, those inside one quotation taken together; a quotation that never ends is left out."""
    start: int | None = None
    for span in sentences.spans(text):
        start = span.start if start is None else start
        if _balanced(text[start : span.end]):
            yield sentences.Span(start=start, end=span.end)
            start = None


def _balanced(text: str) -> bool:
    paired = all(
        text.count(opening) == text.count(closing) for opening, closing in ("“”", "「」", "『』", "（）", "《》")
    )
    return paired and text.count('"') % 2 == 0


def says_something(sentence: str) -> bool:
    """Whether a sentence is more than a greeting, a call to click, a heading or a fragment."""
    finished = sentence.rstrip("”’」』）)\"'》").endswith(("。", "！", "？", "…", ".", "!", "?"))
    enough = len(_HAN.findall(sentence)) >= 6 or len(_WORD.findall(sentence)) >= 4
    return finished and enough and not _GREETING.search(sentence) and not _CALL.search(sentence)
