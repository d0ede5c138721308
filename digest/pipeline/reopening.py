"""An issue as it lies in the outbox, opened again for a look: its editions and its files. Part of digest.pipeline.

What was chosen and how it was shortened is taken from issue.json, the files from the disk. Only the conversion for each
audience is done again, because its result is kept in the drafts alone. Nothing is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digest import outbox, preflight, windows
from digest.errors import OutboxError, UsageError
from digest.model import (
    Article,
    Draft,
    Issue,
    Quotation,
    Rendered,
    Standing,
    Story,
    Summary,
    SummarySentence,
    said,
    unpacked,
)
from digest.pipeline import editions
from digest.pipeline.desk import Desk


def reopen(desk: Desk, issue_id: str, audience: str = "") -> tuple[preflight.Sheet, ...]:
    """What there is to look at for each audience of an issue, or for one; UsageError where there is nothing."""
    document = outbox.manifest(desk.outbox, issue_id)
    record = desk.store.issues.get(issue_id)
    if document is None or record is None:
        raise UsageError(
            said("The issue {issue} is not in the outbox.", issue=issue_id),
            next=said("See what is there: digest issues"),
        )
    known = [name for name in desk.settings.audiences if name in document["editions"]]
    if audience and audience not in known:
        raise UsageError(
            said("{issue} has no audience {audience}.", issue=issue_id, audience=repr(audience)),
            next=said("It has: {known}.", known=", ".join(known)),
        )
    letter = desk.settings.newsletters.get(record.newsletter)
    if letter is None:
        raise UsageError(
            said("No newsletter is called {newsletter} any more.", newsletter=repr(record.newsletter)),
            next=said("Configure it again."),
        )
    articles = {each["article"]["id"]: desk.store.articles.get(each["article"]["id"]) for each in document["stories"]}
    issue = Issue(
        id=issue_id,
        newsletter=letter,
        window=record.window,
        number=windows.number(record.window),
        due=record.due,
        stories=tuple(_stories(document["stories"], articles)),
    )
    revised = frozenset(_revised(document["stories"], articles))
    return tuple(_sheet(desk, issue, name, revised) for name in known if audience in ("", name))


def _sheet(desk: Desk, issue: Issue, name: str, revised: frozenset[str]) -> preflight.Sheet:
    audience = desk.settings.audiences[name]
    given = desk.store.wordings.of([story.article.id for story in issue.stories])
    glossary = desk.settings.glossary.for_groups(audience.terms)
    drafts = [draft for draft in desk.store.issues.drafts(issue.id) if draft.audience == name]
    states = outbox.states(desk.outbox, issue.id, {draft.path: draft.sha256 for draft in drafts})
    return preflight.Sheet(
        audience=audience,
        issue=editions.of(issue, audience.variant, glossary, given, editions.known_https(desk.settings.newsroom)),
        files=tuple(_file(desk, issue.id, draft) for draft in drafts if states[draft.path] != "missing"),
        platforms=desk.settings.platforms,
        catalogues=desk.templates.catalogues,
        states={_name(path): state for path, state in states.items()},
        revised=revised,
    )


def _file(desk: Desk, issue_id: str, draft: Draft) -> Rendered:
    content = outbox.read(desk.outbox, issue_id, draft.path)
    return Rendered(channel=draft.channel, filename=_name(draft.path), content=content, warnings=draft.warnings)


def _name(path: str) -> str:
    """The name within the audience's folder."""
    return path.partition("/")[2]


# --- issue.json, read again ------------------------------------------------------------------------------------


def _revised(told: Sequence[Mapping[str, Any]], articles: Mapping[str, Article | None]) -> Iterator[str]:
    """The ids of articles that say something else than when the issue was built."""
    for each in told:
        article = articles[each["article"]["id"]]
        if article and article.content_hash != each["article"]["content_sha256"]:
            yield article.id


def _stories(told: Sequence[Mapping[str, Any]], articles: Mapping[str, Article | None]) -> Iterator[Story]:
    for each in told:
        article = articles[each["article"]["id"]]
        if article is None:
            raise OutboxError(
                said("The article {article} of this issue is not stored any more.", article=each["article"]["id"]),
                kept=said("The drafts are as they were."),
                next=said("Ingest it, or build the issue again."),
            )
        yield Story(
            article=article,
            standing=Standing(each["standing"]),
            headline=each["headline"],
            summary=_summary(each, article),
            lang=article.language.value,
            tags=article.tags,
            picture_alt=article.picture.alt if article.picture else "",
            speaker=article.speaker,
            speaker_post=article.speaker_post,
        )


def _summary(told: Mapping[str, Any], article: Article) -> Summary:
    from digest.summarizers import rules  # with its patterns, which few commands need

    said = told["quotation"]
    return Summary(
        sentences=tuple(map(_sentence, told["summary"])),
        method=told["method"],
        spaced=rules.is_spaced(article),
        teaser=_sentence(told["teaser"]) if told["teaser"] else None,
        short=tuple(map(_sentence, told["short"])),
        quotation=Quotation(**said) if said else None,
        figures=tuple(told["figures"]),
        notes=tuple(map(unpacked, told.get("notes_said", told["notes"]))),
    )


def _sentence(told: Mapping[str, Any]) -> SummarySentence:
    return SummarySentence(**{**told, "rules": tuple(told["rules"])})
