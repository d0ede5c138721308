"""The paragraphs of an article: running text, what somebody said, figures in bold. Floor 2, pure.

Every word is the summary's, or the quotation that the summarizer found; none is cut.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from digest.model import Kind
from digest.render import quotation
from digest.render.social.clean import plain
from digest.render.social.stories import Piece
from digest.render.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of a paragraph, set in bold where they are a figure."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph; `quoted` when the whole of it is somebody's words, `by` then says whose, or nothing."""

    stretches: tuple[Stretch, ...]
    quoted: bool = False
    by: str = ""


_QUOTED = regex.compile(r"“[^“”]++”|「[^「」]++」")


def passages(piece: Piece, most: int, figures: tuple[str, ...] = ()) -> Iterator[Passage]:
    """The first `most` sentences, `figures` in bold; a sentence that is a quotation stands alone, others run on."""
    running: list[str] = []
    between = " " if piece.spaced else ""
    for sentence in (*piece.sentences[:most], ""):
        is_quoted = _QUOTED.fullmatch(sentence) is not None
        if running and (is_quoted or not sentence):
            yield Passage(stretches=tuple(_stretches(between.join(running), figures)))
            running = []
        if is_quoted:
            yield Passage(stretches=(Stretch(text=sentence),), quoted=True)
        elif sentence:
            running.append(sentence)


def key_quote(piece: Piece, words: Words) -> Passage | None:
    """What somebody says in the article, with the name; None where nobody does, or the summary has it already."""
    said, story = piece.story.summary.quotation, piece.story
    text, speaker = (said.text, said.speaker) if said else ("", "")
    if not text and story.article.kind is Kind.SPEECH:
        text, speaker = quotation.sentence(story), story.speaker
    text, speaker = plain(text), plain(speaker)
    if not text or not speaker or _letters(text) in _letters(piece.text()):
        return None
    quoted = words.text("“{sentence}”", sentence=text)
    return Passage(stretches=(Stretch(text=quoted),), quoted=True, by=words.text("— {speaker}", speaker=speaker))


def _letters(text: str) -> str:
    """The text without the marks that a quotation may change on its way into a summary."""
    return "".join(filter(str.isalnum, text))


def _stretches(text: str, figures: tuple[str, ...]) -> Iterator[Stretch]:
    """The text, cut where a figure stands; a figure is found whole, never as a part of a longer number."""
    longest_first = sorted(filter(None, figures), key=len, reverse=True)
    if not longest_first:
        yield Stretch(text=text)
        return
    found = regex.compile(rf"(?<![\d.,])(?:{'|'.join(map(regex.escape, longest_first))})(?!\d)")
    at = 0
    for match in found.finditer(text):
        if match.start() > at:
            yield Stretch(text=text[at : match.start()])
        yield Stretch(text=match[0], bold=True)
        at = match.end()
    if text[at:]:
        yield Stretch(text=text[at:])
