"""The rules that a published summary never breaks, in one place. Floor 2: pure.

`faults` judges one sentence alone, `leans` whether it needs the one before it, `broken` a whole summary, whoever
made it. `reduced` and `apply` are the only ways in which a sentence may be shortened. Which of the good sentences
say most is not asked here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from digest.model import Article, Budget, Language, Paragraph, Role, Summary, SummarySentence
from digest.summarizers import lead, marks, patterns, signs
from digest.text import typography

DATELINE = "dateline dropped"
CONNECTIVE = "connective dropped"
GLOSS = "bracketed gloss dropped"
REWRITTEN = "rewritten"  # by a model, behind guards of its own

_FINISHED = patterns.Pattern(r"[.!。！｡][”’」』）)\"'»]*\Z")
_CUT = patterns.Pattern(r"(?:(?<=[a-z])\s\.|…|\.\.+|。。+)[”’」』）)\"'»]*\Z")
_ASKS = patterns.Pattern(r"[?？](?![^《]{0,40}》)")
_MARKUP = re.compile("[{}<>|\\\\^~_=*`→►▶●■◆★\x00-\x1f\x7f-\x9f\ud800-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_SCHEDULE = patterns.Pattern(r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\p{Ll}*\.?\s\d{1,2}\s\p{Lu}")
_MACHINE = patterns.Pattern(
    r"(?=[hw.@#＃$&(/-])(?:https?:|www\.|(?<=\w)\.(?:com|org|net|cn|io)\b|(?<=\S)@\S|(?<![\p{L}\p{N}])[@#＃]\p{L}"
    r"|[#＃][^#＃\s]{2,20}[#＃]|\$\s\p{L}|--\p{L}|&\p{L}+;|(?<=\p{L})\(\)|(?<=\s)/\p{L})"
)
_VERSE = patterns.Pattern(r"(?:\p{Han}{7}，)+\p{Han}{7}。\Z|(?:\p{Han}{4}，){3,}\p{Han}{4}。\Z")
_FRAGMENT_START = patterns.Pattern(
    r"的话|[得了吗吧]|[\p{Ll}，、。；：！？,.;:!?)）」』”》…—–·•%-]|\d{1,3}(?:[.)）](?!\d)|[、:：])|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|\p{Lu}[.)]\s|（|\("
)
_DOUBLED_START = patterns.Pattern(
    r"[“「]?(?P<phrase>\p{Han}{3,20})(?![和与與及或对對])\P{Han}{0,2}(?:\p{Han}{0,4})(?P=phrase)|(?P<name>(?:\p{Lu}[\p{L}.’'-]*\s){1,5}).{0,8}?(?P=name)"
    r"|(?P<heading>[\p{Lu}\p{N}][\p{L}\p{N} ’'-]{5,80}?[\p{Ll}])\s(?P=heading)"
)
_STOPS = ' .!。！"”’」』）)'
_SLOGAN_START = patterns.Pattern(
    r"(?:(?:加强|提升|推动|促进|深化|强化|完善|构建|打造|聚焦|落实|凝聚|携手)\p{Han}{2,6}，){1,2}"
    r"(?:加强|提升|推动|促进|深化|强化|完善|构建|打造|聚焦|落实|凝聚|共创|共建|共绘|共促)\p{Han}{7,}"
    r"|从\p{Han}{2,6}到\p{Han}{2,6}在\p{Han}+，"
)
_LONGEST_TOKEN = 40  # letters: beyond, it is no word
_MOST_CONNECTIVES = 2  # in a row: "那么，其实，"
_FEWEST_WORDS, _FEWEST_CHARACTERS = 5, 12
_SURELY_LONG = 80  # characters: fewer words than that are shorter
_LONG_QUOTATION_WORDS, _LONG_QUOTATION_CHARACTERS = 5, 12
_SENTENCE_INSIDE = patterns.Pattern(r"[。！？!?]")
_GLOSS = patterns.Pattern(
    r"\s?[(（](?=[^()（）]*\p{Lu})[\p{Latin}\p{N}\s.,&’'-]{2,60}[)）]|（(?:以下简称|以下簡稱|简称|簡稱)[^（）]{1,30}）"
)
_NUMBER = patterns.Pattern(r"\d+(?:[.,]\d+)*")
_NAME = patterns.Pattern(r"(?<![.!?:\"“]\s)(?<!\A)\b\p{Lu}[\p{L}’'-]{2,}")


def faults(text: str) -> tuple[str, ...]:
    """The first reason why this sentence may not stand in a summary at all, in words; empty when it may."""
    reading = signs.read(text)
    return next(((fault,) for fault, check in _CHECKS.items() if check(text, reading)), ())


def leans(text: str, *, first: bool = False) -> bool:
    """Whether the sentence needs the one before it; the `first` of an article may point at what its title names."""
    reading = signs.read(text)
    words = reading.signs
    start = words.always_leaning_start if first else words.leaning_start
    return bool(start.match(reading.folded) or (not first and words.leaning.search(reading.small)))


def reduced(text: str) -> tuple[str, tuple[str, ...]]:
    """The sentence without its dateline and its leading connective, and the names of the rules that took them."""
    used: list[str] = []
    for name in (DATELINE, CONNECTIVE):
        shorter = apply(name, text)
        if shorter != text:
            used.append(name)
            text = shorter
    return text, tuple(used)


def apply(name: str, text: str) -> str:
    """`text` after the compression rule called `name`, unchanged where it does not fit; KeyError for no such rule."""
    return COMPRESSIONS[name](text)


def _without_dateline(text: str) -> str:
    reading = signs.read(text)
    found = reading.signs.dateline_start.match(reading.folded)
    return text[found.end() :] if found else text


def _without_connective(text: str) -> str:
    for _ in range(_MOST_CONNECTIVES):
        reading = signs.read(text)
        found = reading.signs.connective_start.match(reading.folded)
        if not found:
            break
        text = text[found.end() :].lstrip()
        text = text[:1].upper() + text[1:]
    return text


def _without_gloss(text: str) -> str:
    return _GLOSS.sub("", text)


COMPRESSIONS: Mapping[str, Callable[[str], str]] = {
    DATELINE: _without_dateline,
    CONNECTIVE: _without_connective,
    GLOSS: _without_gloss,
}


def is_spaced(article: Article) -> bool:
    """Whether the words of the article are set apart by spaces, so that words are counted."""
    if article.language is Language.EN:
        return True
    if article.language in {Language.ZH_HANS, Language.ZH_HANT, Language.JA}:
        return False
    texts = [paragraph.text for paragraph in article.paragraphs if paragraph.role is Role.TEXT]
    return sum(map(signs.east_asian, texts)) * 4 <= sum(map(len, texts))


def length(text: str, *, spaced: bool) -> int:
    """Words, or characters of an unspaced script, by whichever of the usual counts is the higher."""
    return max(lead.length(text, True), len(text.split())) if spaced else len(text)


def may_enter(paragraph: Paragraph, article: Article, *, spaced: bool) -> bool:
    """Whether the paragraph is text of the article in the article's language; `spaced` as `is_spaced` says."""
    if paragraph.role is not Role.TEXT:
        return False
    if article.language in {Language.MIXED, Language.UNDETERMINED}:
        return in_language(paragraph.text, spaced=spaced)
    undetermined = {Language.UNDETERMINED, Language.MIXED}
    return paragraph.language in undetermined or paragraph.language is article.language


def in_language(text: str, *, spaced: bool) -> bool:
    """Whether a sentence is in the kind of script that its article is written in."""
    return (signs.of(text) is signs.ENGLISH) == spaced


def broken(article: Article, summary: Summary, budget: Budget) -> tuple[str, ...]:
    """Every rule that `summary` breaks, as a sentence that names the place; empty for one that may be published."""
    spaced = is_spaced(article)
    limits = (
        ("summary", summary.sentences, (budget.words, budget.characters)),
        ("teaser", (summary.teaser,) if summary.teaser else (), (budget.teaser_words, budget.teaser_characters)),
        ("short", summary.short, (budget.short_words, budget.short_characters)),
    )
    found: list[str] = []
    for part, chosen, (words, characters) in limits:
        found += [f"{part}: {fault}" for fault in _part_faults(article, chosen, spaced)]
        if sum(length(each.text, spaced=spaced) for each in chosen) > (words if spaced else characters):
            found.append(f"{part}: it is longer than its budget")
    return (*found, *_quotation_faults(article, summary))


def _part_faults(article: Article, chosen: tuple[SummarySentence, ...], spaced: bool) -> Iterator[str]:
    for number, sentence in enumerate(chosen):
        where = f"sentence {number + 1}"
        before = chosen[number - 1] if number else None
        yield from (f"{where} {fault}" for fault in faults(sentence.text))
        yield from (f"{where} {fault}" for fault in _source_faults(article, sentence))
        if not in_language(sentence.text, spaced=spaced):
            yield f"{where} is not in the article's language"
        if before and (before.paragraph, before.start) >= (sentence.paragraph, sentence.start):
            yield f"{where} is not in the article's order"
        if not _stands(article, before, sentence):
            yield f"{where} needs the sentence before it"
        if any(repeats(sentence.text, other.text) for other in chosen[:number]):
            yield f"{where} is said twice"


def repeats(one: str, other: str) -> bool:
    """Whether one of two sentences holds all that the other says."""
    shorter, longer = sorted((_normal(one), _normal(other)), key=len)
    return shorter.rstrip(_STOPS) in longer


@lru_cache(maxsize=64)
def _normal(text: str) -> str:
    return typography.normal(text)


def _source_faults(article: Article, sentence: SummarySentence) -> Iterator[str]:
    if not 0 <= sentence.paragraph < len(article.paragraphs):
        yield "has no place in the article"
        return
    paragraph = article.paragraphs[sentence.paragraph]
    if not may_enter(paragraph, article, spaced=is_spaced(article)):
        yield "comes from a part of the article that may not enter"
    if REWRITTEN in sentence.rules:
        yield from _invented(article, sentence.text)
        return
    text = paragraph.text[sentence.start : sentence.end]
    for name in sentence.rules:
        text = apply(name, text) if name in COMPRESSIONS else ""
    if text != sentence.text:
        yield "is not in the article in these words"


def _invented(article: Article, text: str) -> Iterator[str]:
    source = f"{article.title}\n{article.body}"
    if not set(_NUMBER.findall(text)) <= set(_NUMBER.findall(source)):
        yield "has a number that the article does not have"
    if any(name not in source for name in _NAME.findall(text)):
        yield "has a name that the article does not have"


def _stands(article: Article, before: SummarySentence | None, sentence: SummarySentence) -> bool:
    """Whether the sentence leans on nothing, or on the very sentence that stands before it here and there."""
    if not leans(sentence.text, first=is_first(article, sentence.paragraph, sentence.start)):
        return True
    if before is None or REWRITTEN in sentence.rules:
        return False
    return is_next(article, (before.paragraph, before.end), (sentence.paragraph, sentence.start))


def is_next(article: Article, end: tuple[int, int], start: tuple[int, int]) -> bool:
    """Whether nothing stands between two places, each a paragraph's number and an offset in it."""
    paragraphs = article.paragraphs
    if not end[0] <= start[0] < len(paragraphs) or start[0] - end[0] > 1:
        return False
    if end[0] == start[0]:
        return not paragraphs[end[0]].text[end[1] : start[1]].strip()
    return not (paragraphs[end[0]].text[end[1] :] + paragraphs[start[0]].text[: start[1]]).strip()


def is_first(article: Article, paragraph: int, start: int) -> bool:
    """Whether nothing but headings stands before this place."""
    texts = (number for number, each in enumerate(article.paragraphs) if each.role is Role.TEXT)
    return start == 0 and next(texts, None) == paragraph


def _quotation_faults(article: Article, summary: Summary) -> Iterator[str]:
    said = summary.quotation
    if said is None:
        return
    paragraph = article.paragraphs[said.paragraph].text if 0 <= said.paragraph < len(article.paragraphs) else ""
    if not said.text or paragraph[said.start : said.end] != said.text:
        yield "quotation: it is not in the article in these words"
    if said.speaker not in paragraph and said.speaker != article.speaker:
        yield "quotation: its speaker is not named beside it"


def _is_unfinished(text: str) -> bool:
    return not _FINISHED.search(text) or bool(_CUT.search(text))


def _is_short(text: str, reading: signs.Reading) -> bool:
    if reading.signs is signs.ENGLISH:
        return len(text) < _SURELY_LONG and lead.length(text, True) < _FEWEST_WORDS
    return signs.east_asian(text) < _FEWEST_CHARACTERS


def _is_prose(text: str, reading: signs.Reading) -> bool:
    letters = sum(map(str.isalpha, text))
    if reading.signs is signs.CHINESE:
        return signs.east_asian(text) * 3 >= letters
    return max(map(len, text.split()), default=0) <= _LONGEST_TOKEN and letters * 2 >= len(text)


def _quotes_nobody(text: str, reading: signs.Reading) -> bool:
    """Whether a long quotation, or one that is a sentence, stands there without anybody who says it."""
    places = marks.quoted(text)
    if not any(_is_said(text, place) for place in places):
        return False
    outside = "".join(
        reading.folded[start:end]
        for start, end in zip(
            [0, *(place.end for place in places)], [*(place.start for place in places), len(text)], strict=True
        )
    )
    return not reading.signs.speech.search(outside)


def _is_said(text: str, place: marks.Quoted) -> bool:
    """Whether somebody speaks between the marks: a theme, a slogan or a report is only named there."""
    said = text[place.start : place.end]
    if signs.of(text) is signs.ENGLISH:
        return lead.length(said, True) >= _LONG_QUOTATION_WORDS
    announced = text[max(0, place.start - 2) : place.start - 1] in tuple("：:，,")
    return bool(_SENTENCE_INSIDE.search(said)) or (announced and len(said) >= _LONG_QUOTATION_CHARACTERS)


# By fault, in the order in which they are named: whether a sentence has it.
_CHECKS: Mapping[str, Callable[[str, signs.Reading], object]] = {
    "asks a question": lambda text, reading: _ASKS.search(text) or reading.signs.asking.search(reading.folded),
    "is not finished": lambda text, _: _is_unfinished(text),
    "is too short to say anything": _is_short,
    "holds no prose": lambda text, reading: (
        _MARKUP.search(text)
        or _MACHINE.search(text)
        or _VERSE.match(text)
        or _SCHEDULE.match(text)
        or not _is_prose(text, reading)
    ),
    "has a quotation mark or bracket without its other half": lambda text, _: (
        marks.state(text) is not marks.State.WHOLE
    ),
    "begins in the middle": lambda text, _: _FRAGMENT_START.match(text),
    "begins with a dateline": lambda _, reading: reading.signs.dateline_start.match(reading.folded),
    "begins with a heading": lambda text, reading: _DOUBLED_START.match(text) or _SLOGAN_START.match(reading.folded),
    "greets or thanks": lambda _, reading: reading.signs.greeting.search(reading.small),
    "calls on the reader": lambda _, reading: reading.signs.call.search(reading.small),
    "is a byline or a note": lambda _, reading: reading.signs.byline.search(reading.folded),
    "tells a life": lambda _, reading: len(set(reading.signs.life.findall(reading.small))) > 1,
    "quotes nobody by name": _quotes_nobody,
}
