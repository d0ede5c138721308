"""Whether a sentence stands in the article as it claims to, whole, and what stands right before it."""

from collections.abc import Iterator

import regex

from digest.model import Article, Quotation, Role, SummarySentence
from tests.eval.checker import words

_CLOSERS = "\"'”’」』）)]】》〉*_"
_ENDS = "。！？!?.…｡"
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_ABBREVIATION = regex.compile(
    r"(?:^|[\s(\"“'‘.])(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|Sgt|Rev|Hon|No|Nos|Fig|vs|e\.g|i\.e|approx"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mt|Ft|cf|pp)\.$"
)
_HAN = regex.compile(r"\p{Han}")
_INITIAL = regex.compile(r"(?:^|[\s(\"“])\p{Lu}\.$")
_OWN_LOWER = regex.compile(r"\S*(?:[\p{Lu}\d.@_/]\S)")


def traceable(article: Article, sentence: SummarySentence) -> bool:
    """Whether its paragraph and offsets exist."""
    if not 0 <= sentence.paragraph < len(article.paragraphs):
        return False
    return 0 <= sentence.start < sentence.end <= len(article.paragraphs[sentence.paragraph].text)


def faults(article: Article, sentence: SummarySentence) -> Iterator[str]:
    """What is wrong with its claim to be a whole sentence of the article, changed by listed rules at most."""
    if not traceable(article, sentence):
        yield "it names a place that the article does not have"
        return
    text = article.paragraphs[sentence.paragraph].text
    source = text[sentence.start : sentence.end]
    if sentence.text != source:
        if not sentence.rules:
            yield "it is not what the article says there, and no rule is listed"
        if not _derived(source, sentence.text):
            yield "it does not follow from what the article says there by dropping what may be dropped"
    yield from _cut(text, sentence)


def _derived(source: str, text: str) -> bool:
    """Whether `text` is `source` without a dateline or connective, bracketed glosses, or what follows a semicolon."""
    if text.endswith("。") and source.rstrip()[-1:] in {"；", ";"}:
        source = source.rstrip()[:-1] + "。"
    elif text.endswith("。") and not source.rstrip().endswith("。"):
        source += "。"
    starts = [at for at in range(min(len(source), 90)) if source[at : at + 1].casefold() == text[:1].casefold()]
    return any(
        (not at or words.is_droppable(source[:at])) and _without_glosses(source[at:], text) for at in starts if text
    )


def _without_glosses(source: str, text: str) -> bool:
    """Whether deleting whole brackets from `source` gives `text`; its first letter may have changed its case."""
    at = made = 0
    while at < len(source):
        same = made < len(text) and (
            source[at] == text[made] or (not made and source[at].casefold() == text[made].casefold())
        )
        gloss = _gloss_end(source, at)
        if same and not (gloss and text[made : made + 4] != source[at : at + 4]):
            at, made = at + 1, made + 1
        elif gloss:
            at = gloss
        else:
            return False
    return made == len(text)


def _gloss_end(source: str, at: int) -> int:
    opening = at + 1 if source[at] == " " else at
    closing = _BRACKETS.get(source[opening : opening + 1], "")
    return source.find(closing, opening) + 1 if closing else 0


def _cut(text: str, sentence: SummarySentence) -> Iterator[str]:
    if not _begins(text, sentence.start):
        yield "its beginning is cut off"
    opening = sentence.text.lstrip("\"'“‘「『（([《")
    if opening[:1].islower() and not _OWN_LOWER.match(opening.split()[0]) and not _HAN.search(opening):
        yield "it begins with a small letter"
    ending, after = text[: sentence.end].rstrip(), text[sentence.end :]
    if _ABBREVIATION.search(ending) and after.strip():
        yield "it ends in an abbreviation"
    if sentence.text.endswith(ending[-1:]) and _goes_on(ending[-1:], after):
        yield "its end is cut off"


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    if not before or words.is_droppable(before):
        return True
    bare = before.rstrip(_CLOSERS)
    if bare[-1:] in _ENDS:
        return not _ABBREVIATION.search(before) and not (_INITIAL.search(before) and text[start - 1 : start] == "")
    boundary = max((at + 1 for at, letter in enumerate(before) if letter in "。！？!?." or letter == "｡"), default=0)
    gap = before[boundary:].lstrip(_CLOSERS + " ")
    return words.is_droppable(gap)


def _goes_on(last: str, after: str) -> bool:
    if not after:
        return False
    if last in "；;":
        return False
    if after[0] in "，、；：,;:":
        return True
    if after[0].isspace():
        return after.strip()[:1].islower() and not _OWN_LOWER.match(after.split()[0])
    return last == "." and (after[0].isdigit() or after[0].islower())


def is_first(article: Article, sentence: SummarySentence) -> bool:
    """Whether it is the first sentence of the article's running text, a dateline aside."""
    first = next((at for at, each in enumerate(article.paragraphs) if each.role is Role.TEXT), -1)
    if sentence.paragraph != first:
        return False
    before = article.paragraphs[first].text[: sentence.start]
    return words.is_droppable(before)


def follows(article: Article, previous: SummarySentence, sentence: SummarySentence) -> bool:
    """Whether the article has nothing between the two but what may be dropped."""
    if not (traceable(article, previous) and traceable(article, sentence)):
        return False
    if previous.paragraph == sentence.paragraph:
        between = article.paragraphs[previous.paragraph].text[previous.end : sentence.start]
        return previous.end <= sentence.start and words.is_droppable(between)
    skipped = article.paragraphs[previous.paragraph + 1 : sentence.paragraph]
    rest = article.paragraphs[previous.paragraph].text[previous.end :]
    before = article.paragraphs[sentence.paragraph].text[: sentence.start]
    nothing_skipped = all(each.role is not Role.TEXT for each in skipped)
    return (
        previous.paragraph < sentence.paragraph and nothing_skipped and not rest.strip() and words.is_droppable(before)
    )


def quotation_faults(article: Article, quotation: Quotation) -> Iterator[str]:
    """What is wrong with the key quotation: its place, its words, its speaker."""
    if not 0 <= quotation.paragraph < len(article.paragraphs):
        yield "it names a place that the article does not have"
        return
    text = article.paragraphs[quotation.paragraph].text
    if quotation.text.strip() not in text[quotation.start : quotation.end]:
        yield "the article does not have these words there"
    elif not (_between_marks(text, quotation) or (article.speaker and quotation.speaker == article.speaker)):
        yield "it is not the whole of what stands between the quotation marks"
    if not quotation.speaker.strip():
        yield "nobody is named as its speaker"
    elif quotation.speaker not in article.body and quotation.speaker not in (article.speaker, article.title):
        yield f"the article does not name {quotation.speaker!r}"
    if regex.fullmatch(r"(?i)he|she|they|it|who|[他她它](?:们|們)?", quotation.speaker.strip()):
        yield "its speaker is only a pronoun"


def _between_marks(text: str, quotation: Quotation) -> bool:
    at = text.find(quotation.text.strip(), max(0, quotation.start - 1))
    before, after = text[:at].rstrip()[-1:], text[at + len(quotation.text.strip()) :].lstrip()[:1]
    return before in tuple("\"“「『‘'") and after in tuple("\"”」』’'“,，.。")
