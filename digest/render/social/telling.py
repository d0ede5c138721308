"""What a post may tell of a story: passages that stand alone, what each is worth, where it comes from. Floor 2, pure.

Every passage is a sentence of the summary, its teaser or its short form, as it stands there. A sentence that leans on
the one before it names it, or is left out. What is worth most says the event: it has the words of the headline, a
figure, who did it. A scene has none of these.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from digest.model import Field, Kind, Story, SummarySentence, Variant
from digest.render import quotation
from digest.render.social.clean import dated, plain, set_right, undated, unmarked
from digest.text import sentences

TALKS = frozenset({Kind.SPEECH, Kind.OP_ED})  # the words are somebody's own
_LEAST, _TITLE, _FIGURE, _ACTOR, _NEWS, _DULL = 0.4, 3.0, 1.0, 0.6, 0.8, 1.2
_ASIDE = 0.5  # what a sentence is worth less that only the short form has
_UNNAMED = 0.25  # and one about something that a post has not named
LITTLE = 1.0  # what a sentence is worth that a headline had better stand without
_FILLING, _FILLING_LONGER = 0.4, 0.2  # of what the best is worth, in a short post and in one that has room
_LONGER = 3  # sentences
_PLENTY = 2.0  # a sentence worth more repeats the headline, and is no measure for others
_LONG = 120  # characters: beyond, a sentence loses a little with each
_ROUTINE = regex.compile(  # what is always so, or who is one of many
    r"每年(?:举行|舉行|举办|舉辦)|是[^，。]{1,20}之一。"
    r"|\b(?:held|takes place) (?:every|each) year\b|\bis one of (?:the )?[^,.]{1,40}\."
)
_KNOWN = regex.compile(  # The conversion is, The new rules cover; not The River, The number of: what was named before
    r"The (?!(?:first|last|latest|only|same|share|world|sun|sea|climate|public|economy|\p{Ll}+est)\b)"
    r"(?!(?:[\p{Ll}’'-]+ ){1,2}(?:of|that|who|which|in|for|to|at|on|between|from)\b)"
    r"([\p{Ll}’'-]+(?: [\p{Ll}’'-]+)?)\b"
)
_NEXT_DAY = regex.compile(
    r"(?:(?:Over|On|By|In|During|Within) )?[Tt]he (?:following|next|same) (?:day|night|morning|week|month|year)"
    r"|(?:次日|翌日|第二天|第二年|次年|隔天|隔日)"
)
_QUOTED = regex.compile('[“”‘„‟«»「」『』"]')
_LINK = regex.compile(r"https?://|www\.", regex.I)
_WORD = regex.compile(r"[\p{Latin}\p{N}][\p{Latin}\p{N}’'-]{3,}")
_DIGIT = regex.compile(r"\p{Nd}")
_HAN_RUN = regex.compile(r"\p{Han}+")
_HAN = regex.compile(r"\p{Han}{2,}")
_BODY = regex.compile(
    r"\b(?:UN|United Nations|[A-Z]{3,}|Ministry|Government|Council|Commission|Agency|Office|Fund)\b"
    r"|联合国|聯合國|部(?=[与和與、，])|[组組][织織]|署|委[员員][会會]|政府|基金[会會]|[机機][构構]"
)
_PLAIN_WORDS = frozenset(
    ("with", "from", "that", "this", "have", "their", "will", "more", "than", "into", "when", "what", "were", "been")
)
_TITLED = 5  # Han characters before a name that say who it is
_LONGEST_NAME = 5  # Han characters of a name without a dot


@dataclass(frozen=True, slots=True)
class Source:
    """`article.paragraphs[paragraph].text[start:end]`, from which a passage is made."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence. `leans` when it needs those before it; `follows` when nothing stands between it and the last."""

    text: str
    source: Source
    worth: float
    leans: bool = False
    follows: bool = False
    named: bool = True  # what it is about, by itself or by the headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody said, without quotation marks; `speaker` as the article names them.

    `introduced` when a reader learns from that who it is; else the name has to stand in the post already.
    """

    text: str
    speaker: str
    introduced: bool
    source: Source
    worth: float


def passages(story: Story, variant: Variant) -> tuple[Passage, ...]:
    """What may be told of `story`, in the order of the article."""
    title, by_hand = plain(story.headline), Field.SUMMARY in story.by_hand
    made: list[Passage] = []
    previous: SummarySentence | None = None  # of the last one made
    for sentence in _candidates(story):
        text = _posted(sentence.text, variant)
        if not text or text.rstrip(".。") == title.rstrip(".。") or _LINK.search(text) or dated(text):
            continue
        leans = _leans(text, first=_is_first(story, sentence))
        follows = previous is not None and _follows(story, previous, sentence)
        if leans and not follows:
            if not by_hand:
                continue
            leans = False
        worth = _worth(text, title) * (1 if _is_chosen(story, sentence) else _ASIDE)
        made.append(
            Passage(
                text=text,
                source=_source(sentence),
                worth=worth,
                leans=leans,
                follows=follows,
                named=_is_named(text, title),
            )
        )
        previous = sentence
    return tuple(made)


def told_first(every: Sequence[Passage], most: int) -> tuple[int, ...]:
    """The places of up to `most` passages, best first; one that needs another comes behind it.

    What is worth much less than the best is no more than filling, and left out.
    """
    chosen: list[int] = []
    least = 0.0
    while len(chosen) < most:
        ready = [new for place in range(len(every)) if (new := _with_needs(every, place, chosen))]
        ready = [new for new in ready if len(new) <= most - len(chosen) and _worth_now(every, new, chosen) >= least]
        if not ready:
            break
        best = max(ready, key=lambda new: (_worth_now(every, new, chosen) / math.sqrt(len(new)), -new[0]))
        least = least or min(_worth_now(every, best, chosen), _PLENTY) * (
            _FILLING if most < _LONGER else _FILLING_LONGER
        )
        chosen += best
    return tuple(chosen)


def _worth_now(every: Sequence[Passage], new: Sequence[int], chosen: Sequence[int]) -> float:
    """What the last of `new` is worth beside those that are told already."""
    place = new[-1]
    told = every[place].named or (every[place].follows and place - 1 in (*chosen, *new))
    return every[place].worth * (1 if told else _UNNAMED)


def _with_needs(every: Sequence[Passage], place: int, chosen: Sequence[int]) -> tuple[int, ...]:
    """The place behind those that it needs and that are not chosen yet; empty where it is chosen itself.

    Whom “her” means was said at the start of a run of sentences, not always in the last one.
    """
    first = place
    while every[place].leans and every[first].follows:
        first -= 1
    return tuple(each for each in range(first, place + 1) if each not in chosen) if place not in chosen else ()


def sayings(story: Story, variant: Variant) -> tuple[Saying, ...]:
    """What may be set as somebody's words, best first: in a talk its speaker's."""
    title = plain(story.headline)
    found = [
        Saying(text=text, speaker=who, introduced=_is_introduced(who), source=source, worth=_worth(text, title))
        for text, who, source in _said(story, variant)
        if text and not _QUOTED.search(text) and not _LINK.search(text)
    ]
    return tuple(sorted(found, key=lambda each: -each.worth))


@lru_cache(maxsize=1024)
def _posted(text: str, variant: Variant) -> str:
    """A sentence as a post has it: one that is read on another day than it was written for."""
    return undated(set_right(unmarked(plain(text)), variant))


def _candidates(story: Story) -> Iterator[SummarySentence]:
    """The sentences in the order of the article; those a person wrote in the person's order, and no others."""
    summary = story.summary
    if Field.SUMMARY in story.by_hand:
        for each in summary.sentences:
            yield from (_part(each, span.start, span.end) for span in sentences.spans(each.text))
        return
    every = {(each.paragraph, each.start): each for each in (*summary.short, *summary.sentences)}
    if summary.teaser:
        every.setdefault((summary.teaser.paragraph, summary.teaser.start), summary.teaser)
    yield from (every[place] for place in sorted(every))


def _part(sentence: SummarySentence, start: int, end: int) -> SummarySentence:
    return SummarySentence(
        text=sentence.text[start:end],
        paragraph=sentence.paragraph,
        start=sentence.start,
        end=sentence.end,
        rules=sentence.rules,
    )


@lru_cache(maxsize=1024)
def _leans(text: str, *, first: bool) -> bool:
    """Whether a sentence needs the one before it."""
    from digest.summarizers import rules  # with its patterns, which few commands need

    return rules.leans(text, first=first) or bool(_NEXT_DAY.match(text))


def _is_first(story: Story, sentence: SummarySentence) -> bool:
    from digest.summarizers import rules

    return rules.is_first(story.article, sentence.paragraph, sentence.start)


def _follows(story: Story, previous: SummarySentence, sentence: SummarySentence) -> bool:
    """Whether nothing stands between the two in the article, or a person wrote both."""
    from digest.summarizers import rules

    if Field.SUMMARY in story.by_hand:
        return True
    return rules.is_next(story.article, (previous.paragraph, previous.end), (sentence.paragraph, sentence.start))


def _said(story: Story, variant: Variant) -> Iterator[tuple[str, str, Source]]:
    said = story.summary.quotation
    if story.article.kind in TALKS and story.speaker.strip():
        for sentence in story.summary.sentences:
            if quotation.is_own_words(sentence):
                yield _posted(sentence.text, variant), plain(story.speaker), _source(sentence)
        if said and said.speaker == story.speaker:
            yield _posted(said.text, variant), plain(story.speaker), Source(said.paragraph, said.start, said.end)
    elif said and said.speaker.strip():
        yield _posted(said.text, variant), plain(said.speaker), Source(said.paragraph, said.start, said.end)


def _is_introduced(speaker: str) -> bool:
    """Whether more than a name stands there: 联合国儿童基金会代表 before it, a post behind it."""
    if first := _HAN_RUN.match(speaker):
        return len(first[0]) > (_TITLED if "·" in speaker else _LONGEST_NAME)
    return "," in speaker or " of " in speaker


def _source(sentence: SummarySentence) -> Source:
    return Source(sentence.paragraph, sentence.start, sentence.end)


def _is_chosen(story: Story, sentence: SummarySentence) -> bool:
    return sentence == story.summary.teaser or sentence in story.summary.sentences or bool(story.by_hand)


@lru_cache(maxsize=1024)
def _worth(text: str, title: str) -> float:
    """How much of the news `text` says, beside a headline."""
    from digest.summarizers import signs

    wanted = _tokens(title)
    reading = signs.read(text)
    value = _LEAST + _TITLE * len(wanted & _tokens(text)) / max(len(wanted), 4)
    value += _FIGURE * bool(_DIGIT.search(text)) + _ACTOR * bool(_BODY.search(text))
    if _ROUTINE.search(text):
        value -= _DULL
    elif reading.signs.news.search(reading.folded):
        value += _NEWS
    elif reading.signs.background.search(reading.small):
        value -= _NEWS
    return value - max(0, len(text) - _LONG) / 400


def _is_named(text: str, title: str) -> bool:
    """Whether who reads `text` under the headline alone knows what it is about."""
    known = _KNOWN.match(text)
    return not known or bool(_tokens(title) & _tokens(known[1]))


@lru_cache(maxsize=256)
def _tokens(text: str) -> frozenset[str]:
    """Words by their first letters, and pairs of Han characters."""
    words = {each[:6] for each in _WORD.findall(text.lower()) if each not in _PLAIN_WORDS}
    return frozenset(words | {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)})
