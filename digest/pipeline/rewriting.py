"""Puts files that people wrote in the place of those that were made. Part of digest.pipeline.

A file is known by what it is about, not by its number, so that a post stays with its story. When what would have been
made is another text than it was written for, it stays and is marked: only a person can tell whether it still holds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from digest.model import Audience, Issue, Rendered, Rewriting, said
from digest.store.searching import Entry, Found

SUBJECTS = "subjects.txt"  # the part of a mail that holds its subject and preheader
STALE = said(
    "These words are from a person; the text they stand in place of has changed since: see whether they still hold"
)
ByPlace = Mapping[tuple[str, str, str], Rewriting]  # by audience, channel and part


def posts(made: Sequence[Rendered], audience: str, by_hand: ByPlace) -> Iterator[Rendered]:
    """The posts, those that people wrote as they wrote them."""
    for file in made:
        written = by_hand.get((audience, file.channel, file.part))
        yield _marked(replace(file, content=written.text.encode()), file, written) if written else file


def mail(make: Callable[..., tuple[Rendered, ...]], written: Rewriting | None) -> tuple[Rendered, ...]:
    """The files of a mail; with the subject and the preheader that a person wrote, where one did."""
    made = make()
    if written is None:
        return made
    offered = next(file for file in made if file.part == SUBJECTS)
    subject, _, preheader = written.text.partition("\n")
    files = make(inbox=(subject.strip(), preheader.strip()))
    return tuple(_marked(file, offered, written) if file.part == SUBJECTS else file for file in files)


def _marked(file: Rendered, made: Rendered, written: Rewriting) -> Rendered:
    instead_of = sha256(made.content).hexdigest()
    stale = written.stands_for != instead_of
    # What was noted of the text that was made does not hold for this one.
    return replace(file, instead_of=instead_of, stale=stale, warnings=(STALE,) if stale else ())


def searchable(
    issue: Issue, editions: Mapping[str, Issue], rendered: Mapping[Audience, Sequence[Rendered]]
) -> list[Entry]:
    """What of an issue can be found: the issue by what its stories say in any edition, and each post by its text."""
    told = [text for own in editions.values() for story in own.stories for text in (story.headline, story.summary.text)]
    titles = issue.newsletter.title.values()
    entries = [Entry(kind=Found.ISSUE, ref=issue.id, text="\n".join(dict.fromkeys((issue.id, *titles, *told))))]
    for audience, files in rendered.items():
        for file in files:
            if file.filename.endswith(".txt") and file.filename != "email.txt":
                ref = f"{issue.id}/{audience.name}/{file.filename}"
                entries.append(Entry(kind=Found.POST, ref=ref, text=file.content.decode(errors="replace")))
    return entries
