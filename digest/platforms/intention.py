"""What a person means as links, tags and mentions, against what the platform will make of the text. Floor 1, pure.

Run on the finished text; changes nothing. A difference is what a reader would notice: a dead link, half a tag.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from digest.model import said
from digest.platforms.marks import Mark, MarkKind, Marks
from digest.platforms.recognition import RECOGNITION
from digest.platforms.rows import Platform, TagStyle


class Flaw(StrEnum):
    """In what way a mark is not recognised as it is meant."""

    DEAD = "dead"  # the platform makes nothing of such marks in pasted text
    GLUED = "glued"  # a letter, digit or mark stands directly before it
    DIGITS = "digits"  # a tag of digits alone
    UNSEEN = "unseen"  # not recognised, for another reason
    CUT_SHORT = "cut-short"  # it ends before it should
    SWALLOWS = "swallows"  # it takes in what follows
    UNMEANT = "unmeant"  # the platform makes one where none is meant
    TOO_MANY = "too-many"  # more than the platform allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`text[start:end]` is meant as a mark, or is made one; `recognised` is what the platform takes, "" for nothing."""

    kind: MarkKind
    flaw: Flaw
    start: int
    end: int
    meant: str
    recognised: str

    @property
    def words(self) -> str:
        """What is wrong, as a sentence that can be said in another language."""
        fields = {"kind": said(self.kind.value), "meant": self.meant, "recognised": self.recognised}
        return said(IN_WORDS[self.flaw], **fields)

    def __str__(self) -> str:
        return self.words


IN_WORDS = {
    Flaw.DEAD: "the {kind} {meant} is dead text here",
    Flaw.GLUED: "the {kind} {meant} is not recognised: put a space or a line end before it",
    Flaw.DIGITS: "the tag {meant} is not recognised: it needs a letter",
    Flaw.UNSEEN: "the {kind} {meant} is not recognised",
    Flaw.CUT_SHORT: "of the {kind} {meant} only {recognised} is recognised",
    Flaw.SWALLOWS: "the {kind} {meant} takes in what follows: {recognised}",
    Flaw.UNMEANT: "{recognised} becomes a {kind} that nobody meant",
    Flaw.TOO_MANY: "the {kind} {meant} is one more than are allowed",
}

_MARKS = r"\s<>\"“”‘’「」『』《》〈〉（）【】，。；：！？、…"
_LINK = regex.compile(
    rf"(?:https?://|www\.)(?:[!-~--[<>\"]]++|(?<=[/=_\-%&?+.\p{{Han}}])[^!-~{_MARKS}]++)++", regex.I | regex.V1
)
_TAG = regex.compile(
    r"(?<![&/\w])[#＃][\w·・]++(?:[-&.'’][\w·・]++|\+\++)*+|(?<=\p{Han}|\p{L}(?=[#＃]\p{L}))[#＃][\w·・]++"
)
_TOPIC = regex.compile(r"[#＃][^#＃\s][^#＃\n]{0,60}[#＃]")
_MENTION = regex.compile(r"(?<![A-Za-z0-9._+-])[@＠][A-Za-z0-9_](?:[\w.-]*[A-Za-z0-9_])?+(?:@[\w-]++(?:\.[\w-]++)++)?+")
_ENDS = ".,;:!?'\")]}"


def intended(platform: Platform, text: str) -> Marks:
    """The marks that a person sees in `text`, whichever way the platform reads it."""
    pair = platform.tags is TagStyle.HASH_PAIR
    places = [(MarkKind.LINK, start, end) for start, end in _links(text)]
    tags = _TOPIC.finditer(text) if pair else _TAG.finditer(text)
    places += [(MarkKind.TAG, *found.span()) for found in tags if pair or not _is_rank(found[0])]
    places += [(MarkKind.MENTION, *found.span()) for found in _MENTION.finditer(text)]
    return Marks.of(text, places)


def differences(platform: Platform, text: str, meant: Marks | None = None) -> tuple[Difference, ...]:
    """Where `platform` would not recognise in `text` what is `meant`, by default what a person sees in it.

    In the order of the text; nothing where all is well. Marks beyond what the platform allows are among them.
    """
    recognition = RECOGNITION[platform.recognition]
    wanted, found = meant or intended(platform, text), recognition.marks(text)
    every = [*_unmet(text, wanted, found, recognition.takes), *_unmeant(wanted, found), *_beyond(platform, found)]
    return tuple(sorted(every, key=lambda each: (each.start, each.end)))


def _unmet(text: str, wanted: Marks, found: Marks, takes: Callable[[MarkKind], bool]) -> Iterator[Difference]:
    for mark in wanted.every:
        same = next((each for each in found.every if each.kind is mark.kind and _overlap(each, mark)), None)
        if same is None:
            flaw = _why_unseen(text, mark) if takes(mark.kind) else Flaw.DEAD
            yield _difference(mark, flaw, mark.text, "")
        elif same.end > mark.end or same.start < mark.start:
            yield _difference(mark, Flaw.SWALLOWS, mark.text, same.text)
        elif same.end < mark.end or same.start > mark.start:
            yield _difference(mark, Flaw.CUT_SHORT, mark.text, same.text)


def _why_unseen(text: str, mark: Mark) -> Flaw:
    if mark.kind is MarkKind.TAG and mark.text.strip("#＃").isnumeric():
        return Flaw.DIGITS
    before = text[mark.start - 1 : mark.start] if mark.start else ""
    return Flaw.GLUED if before.strip() else Flaw.UNSEEN


def _unmeant(wanted: Marks, found: Marks) -> Iterator[Difference]:
    for mark in found.every:
        if not any(_overlap(mark, each) for each in wanted.every):
            yield _difference(mark, Flaw.UNMEANT, "", mark.text)


def _beyond(platform: Platform, found: Marks) -> Iterator[Difference]:
    links = {mark.text: mark for mark in found.links}
    for marks, limit in ((tuple(links.values()), platform.link_limit), (found.tags, platform.tag_limit)):
        for mark in marks[limit.value :] if limit else ():
            yield _difference(mark, Flaw.TOO_MANY, mark.text, mark.text)


def _difference(mark: Mark, flaw: Flaw, meant: str, recognised: str) -> Difference:
    return Difference(kind=mark.kind, flaw=flaw, start=mark.start, end=mark.end, meant=meant, recognised=recognised)


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


def _links(text: str) -> Iterator[tuple[int, int]]:
    for found in _LINK.finditer(text):
        end = found.end()
        unopened = found[0].count(")") - found[0].count("(")
        while text[end - 1] in _ENDS and (text[end - 1] != ")" or unopened > 0):
            unopened -= text[end - 1] == ")"
            end -= 1
        yield found.start(), end


def _is_rank(tag: str) -> bool:
    """Whether it says a place in a row, such as #1."""
    return len(tag) == 2 and tag[1].isdigit()
