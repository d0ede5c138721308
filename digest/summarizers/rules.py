"""The rules that a published summary never breaks, in one place. Floor 2: pure.

`faults` judges one sentence alone, `leans` whether it needs the one before it, `broken` a whole summary, whoever
made it. `reduced` and `apply` are the only ways in which a sentence may be shortened. Which of the good sentences
say most is not asked here.
"""

from collections.abc import Callable, Iterator, Mapping

import regex

from digest.model import Article, Budget, Language, Paragraph, Role, Summary, SummarySentence
from digest.summarizers import lead, marks, signs
from digest.text import typography

DATELINE = "dateline dropped"
CONNECTIVE = "connective dropped"
GLOSS = "bracketed gloss dropped"
REWRITTEN = "rewritten"  # by a model, behind guards of its own

_LETTER = regex.compile(r"\p{L}")
_FINISHED = regex.compile(r"[.!。！｡][”’」』）)\"'»]*\Z")
_CUT = regex.compile(r"(?:…|\.\.+|。。+)[”’」』）)\"'»]*\Z")
_ASKS = regex.compile(r"[?？](?![^《]{0,40}》)")
_MACHINE = regex.compile(
    r"https?:|www\.|\S@\S|(?<![\p{L}\p{N}])[@#＃]\p{L}|\b[\w-]+\.(?:com|org|net|cn|io)\b|[{}<>|\\^~_=*`→►▶●■◆★]|\$\s\p{L}|--\p{L}"
    r"|&\p{L}+;|\p{L}\(\)|(?<=\s)/\p{L}|[\p{Cc}\p{Co}\p{Cs}\ufffd]"
)
_FRAGMENT_START = regex.compile(
    r"[\p{Ll}，、。；：！？,.;:!?)）」』”》…—–·•%-]|\d{1,3}(?:[.)）](?!\d)|[、:：])|[(（]?[一二三四五六七八九十\d]{1,3}[)）、]|\p{Lu}[.)]\s|（|\("
)
_DOUBLED_START = regex.compile(
    r"[“「]?(?P<phrase>\p{Han}{4,20})\P{Han}{0,2}(?:\p{Han}{0,4})(?P=phrase)|(?P<name>(?:\p{Lu}[\p{L}.’'-]*\s){1,5}).{0,8}?(?P=name)"
    r"|(?P<heading>[\p{Lu}\p{N}][\p{L}\p{N} ’'-]{5,80}?[\p{Ll}])\s(?P=heading)"
)
_LONGEST_TOKEN = 40  # letters: beyond, it is no word
_MOST_CONNECTIVES = 3  # in a row: "那么，其实，"
_FEWEST_WORDS, _FEWEST_CHARACTERS = 5, 10
_LONG_QUOTATION_WORDS, _LONG_QUOTATION_CHARACTERS = 5, 12
_SENTENCE_INSIDE = regex.compile(r"[。！？!?]")
_GLOSS = regex.compile(
    r"\s?[(（](?=[^()（）]*\p{Lu})[\p{Latin}\p{N}\s.,&’'-]{2,60}[)）]|（(?:以下简称|以下簡稱|简称|簡稱)[^（）]{1,30}）"
)
_NUMBER = regex.compile(r"\d+(?:[.,]\d+)*")
_NAME = regex.compile(r"(?<![.!?:\"“]\s)(?<!\A)\b\p{Lu}[\p{L}’'-]{2,}")


def faults(text: str) -> tuple[str, ...]:
    """The first reason why this sentence may not stand in a summary at all, in words; empty when it may."""
    folded, words = signs.folded(text), signs.of(text)
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("asks a question", lambda: _ASKS.search(text) or words.asking.search(folded)),
        ("is not finished", lambda: not _FINISHED.search(text) or _CUT.search(text)),
        ("is too short to say anything", lambda: _is_short(text)),
        ("holds no prose", lambda: _MACHINE.search(text) or not _is_prose(text)),
        ("has a quotation mark or bracket without its other half", lambda: marks.state(text) is not marks.State.WHOLE),
        ("begins in the middle", lambda: _FRAGMENT_START.match(text)),
        ("begins with a dateline", lambda: words.dateline_start.match(folded)),
        ("begins with a heading", lambda: _DOUBLED_START.match(text)),
        ("greets or thanks", lambda: words.greeting.search(folded)),
        ("calls on the reader", lambda: words.call.search(folded)),
        ("is a byline or a note", lambda: words.byline.search(folded)),
        ("tells a life", lambda: len(set(words.life.findall(folded))) > 1),
        ("quotes nobody by name", lambda: _quotes_nobody(text, folded, words)),
    )
    found = next((fault for fault, check in checks if check()), None)
    return (found,) if found else ()


def leans(text: str, *, first: bool = False) -> bool:
    """Whether the sentence needs the one before it; the `first` of an article may point at what its title names."""
    folded, words = signs.folded(text), signs.of(text)
    start = words.always_leaning_start if first else words.leaning_start
    return bool(start.match(folded) or (not first and words.leaning.search(folded)))


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
    folded = signs.folded(text)
    found = signs.of(text).dateline_start.match(folded)
    return text[found.end() :] if found else text


def _without_connective(text: str) -> str:
    for _ in range(_MOST_CONNECTIVES):
        found = signs.of(text).connective_start.match(signs.folded(text))
        if not found:
            break
        text = text[found.end() :]
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


def may_enter(paragraph: Paragraph, article: Article) -> bool:
    """Whether the paragraph is text of the article in the article's language."""
    if paragraph.role is not Role.TEXT:
        return False
    if article.language in {Language.MIXED, Language.UNDETERMINED}:
        return in_language(paragraph.text, spaced=is_spaced(article))
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
    seen: set[str] = set()
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
        key = typography.normal(sentence.text)
        if key in seen:
            yield f"{where} is said twice"
        seen.add(key)


def _source_faults(article: Article, sentence: SummarySentence) -> Iterator[str]:
    if not 0 <= sentence.paragraph < len(article.paragraphs):
        yield "has no place in the article"
        return
    paragraph = article.paragraphs[sentence.paragraph]
    if not may_enter(paragraph, article):
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


def _is_short(text: str) -> bool:
    if signs.of(text) is signs.ENGLISH:
        return lead.length(text, True) < _FEWEST_WORDS
    return signs.east_asian(text) < _FEWEST_CHARACTERS


def _is_prose(text: str) -> bool:
    if signs.of(text) is signs.CHINESE:
        return signs.east_asian(text) * 3 >= len(_LETTER.findall(text))
    longest = max(map(len, text.split()), default=0)
    return longest <= _LONGEST_TOKEN and len(_LETTER.findall(text)) * 2 >= len(text)


def _quotes_nobody(text: str, folded: str, words: signs.Signs) -> bool:
    """Whether a long quotation, or one that is a sentence, stands there without anybody who says it."""
    places = marks.quoted(text)
    if not any(_is_said(text, place) for place in places):
        return False
    outside = "".join(
        folded[start:end]
        for start, end in zip(
            [0, *(place.end for place in places)], [*(place.start for place in places), len(text)], strict=True
        )
    )
    return not words.speech.search(outside)


def _is_said(text: str, place: marks.Quoted) -> bool:
    """Whether somebody speaks between the marks: a theme, a slogan or a report is only named there."""
    said = text[place.start : place.end]
    if signs.of(text) is signs.ENGLISH:
        return lead.length(said, True) >= _LONG_QUOTATION_WORDS
    announced = text[max(0, place.start - 2) : place.start - 1] in tuple("：:，,")
    return bool(_SENTENCE_INSIDE.search(said)) or (announced and len(said) >= _LONG_QUOTATION_CHARACTERS)
