"""What is wrong with drafts before they are published. Floor 2: pure.

Takes the edition of an audience and the files in its folder, gives findings: blockers and warnings, each with its place
and a sentence that an editor can act on. It changes nothing and decides nothing: whether an issue goes out is for
people.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from digest.preflight import article, languages, links, mail, markup, pages, pictures, posts, stories
from digest.preflight.findings import Finding, Level, Place, Remark
from digest.preflight.sheet import InboxLine, Sheet, inbox_line

__all__ = [
    "CHECKS",
    "Finding",
    "InboxLine",
    "Level",
    "Place",
    "Remark",
    "Sheet",
    "check",
    "inbox_line",
    "markup",
    "posts",
]

Check = Callable[[Sheet], Iterator[Remark]]

# One line per check; the code is what reports and exceptions name.
CHECKS: Mapping[str, Check] = {
    # the edition
    "no-draft": stories.without_draft,
    "no-headline": stories.without_headline,
    "no-summary": stories.without_summary,
    "no-address": stories.without_address,
    "too-long": stories.too_long,
    "no-alt": stories.without_alt,
    "said-twice": stories.said_twice,
    "event-over": stories.over,
    "hand-made-stale": stories.stale,
    "doubt": stories.doubts,
    "note": stories.notes,
    "other-script": languages.other_script,
    "unpaired-mark": languages.unpaired,
    "foreign-wording": languages.foreign_wording,
    # the mail
    "subject": mail.subject,
    "preheader": mail.preheader,
    "too-heavy": mail.too_heavy,
    "no-text-part": mail.without_text,
    "no-unsubscribe": mail.without_tokens,
    "unknown-token": mail.unknown_tokens,
    "broken-html": pages.broken,
    "empty-section": pages.empty_section,
    "image": pages.images,
    "link": links.in_pages,
    # the posts
    "post-too-long": posts.too_long,
    "post-empty": posts.empty,
    "post-mark": posts.marks,
    "post-repeats": posts.repeats,
    "no-card": pictures.missing,
    # the articles
    "article-structure": article.structure,
    "article-colour": article.colours,
    # the outbox
    "draft-note": stories.draft_notes,
    "changed-by-hand": stories.changed,
    "out-of-date": stories.out_of_date,
}


def check(sheet: Sheet) -> tuple[Finding, ...]:
    """Everything that is to be said of an edition: blockers first, then in the order of the checks."""
    found = [
        Finding(
            level=remark.level,
            code=code,
            words=remark.words,
            where=replace(remark.where, audience=sheet.audience.name),
        )
        for code, find in CHECKS.items()
        for remark in find(sheet)
    ]
    return tuple(sorted(found, key=lambda each: each.level is not Level.BLOCKER))
