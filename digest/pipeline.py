"""Articles in, an outbox of drafts out. Floor 4: reads values, calls one step after the other, writes results.

    fetch.read(source)                        -> documents
    | sources.parse(source, document)         -> Parsed(articles, problems)
    | store.articles.add                         idempotent
    ---------------------------------------------------------------- ingest
    | windows.window(newsletter, due)         -> Window [start, end)
    | store.articles.candidates(window)       -> candidates
    | selection.select(candidates, rule)      -> Selection
    | summarizers.summarize(article, budget)  -> Summary
    | Issue(newsletter, window, stories)
    | chinese.convert(issue, variant)         -> Issue, once per audience
    | render.email / render.social            -> Rendered, once per audience and channel
    | outbox.put                              -> Draft(revision, sha256)
    ---------------------------------------------------------------- build

It decides nothing itself: which articles (selection), which words (summarizers), which form (render).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from digest import __version__, chinese, fetch, manifest, outbox, render, selection, sources, summarizers, windows
from digest.config import EMAIL, Settings
from digest.errors import SourceError, StoreError, UsageError
from digest.model import (
    Article,
    Audience,
    Budget,
    Choices,
    Decision,
    Draft,
    Issue,
    Newsletter,
    Parsed,
    Problem,
    Rendered,
    Selection,
    Source,
    Story,
    Window,
)
from digest.store import Store

OUTBOX = "outbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A newsroom opened for work: its settings, its database and its templates."""

    settings: Settings
    store: Store
    templates: render.Templates

    @property
    def outbox(self) -> Path:
        return self.settings.root / OUTBOX


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What one source gave. `failure` says why it gave nothing; articles are then untouched."""

    source: Source
    new: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    merged: tuple[Article, ...] = ()
    unchanged: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    failure: SourceError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What was fetched from one source and understood of it, or why nothing was."""

    source: Source
    answer: fetch.Answer | None = None
    parsed: tuple[Parsed, ...] = ()
    failure: SourceError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An issue and what was written of it. `revision` is 0 when nothing was written."""

    issue: Issue
    selection: Selection
    drafts: tuple[Draft, ...]
    revision: int
    again: bool  # the outbox held the very same bytes already


def ingest(
    desk: Desk,
    wanted: Sequence[Source],
    *,
    now: datetime,
    by_hand: bool = False,
    dry_run: bool = False,
    tick: Callable[[Source], None] = lambda source: None,
) -> tuple[Ingested, ...]:
    """What each source gave, in the given order. A source that fails stops no other.

    `by_hand` sources were named by a person and may lie outside the newsroom's folder. A dry run stores nothing.
    """
    read = (_read(desk, source, now, by_hand, tick) for source in wanted)
    if not dry_run:
        return _add_all(desk, read, now)
    # Everything is read before the transaction begins: it must not keep others waiting for the network.
    rehearsed = tuple(read)
    with desk.store.transaction(keep=False):
        return _add_all(desk, rehearsed, now)


def build(
    desk: Desk,
    newsletter: Newsletter,
    *,
    window: Window,
    due: datetime,
    now: datetime,
    choices: Choices = Choices(),
    dry_run: bool = False,
) -> Built:
    """The issue of `newsletter` for `window`, written to the outbox for every audience, unless it has no story.

    `choices` are made by a person; they are kept with the issue and hold for its later builds.
    """
    issue_id = f"{newsletter.name}/{windows.slug(window)}"
    by_hand = desk.store.issues.choices(issue_id).then(choices)
    newsletter = _with_choices(newsletter, by_hand)
    picked = choose(desk, newsletter, window, issue_id)
    issue = compose(newsletter, window, due, issue_id, picked.chosen)
    rendered = {audience: _drafts(desk, issue, audience) for audience in _audiences(desk.settings, newsletter)}
    if dry_run or not issue.stories:
        drafts = tuple(_draft(issue, audience, file, 0) for audience, files in rendered.items() for file in files)
        return Built(issue=issue, selection=picked, drafts=drafts, revision=0, again=False)
    return _write(desk, issue, picked, rendered, by_hand, now)


def discard(desk: Desk, issue_id: str) -> bool:
    """Whether there was such an issue; it is then gone from the outbox and the database, and its articles are free."""
    # The rows go after the folder. A crash between the two leaves rows whose drafts are missing: the next discard, or
    # the next build, puts that right.
    with desk.store.transaction():
        recorded = desk.store.issues.remove(issue_id)
        return outbox.remove(desk.outbox, issue_id) or recorded


def explain(desk: Desk, newsletter: Newsletter, window: Window) -> Selection:
    """What a build of the issue would take and leave out now, each article with its reason; nothing is written."""
    issue_id = f"{newsletter.name}/{windows.slug(window)}"
    return choose(desk, _with_choices(newsletter, desk.store.issues.choices(issue_id)), window, issue_id)


def due_window(newsletter: Newsletter, as_of: datetime) -> tuple[datetime, Window]:
    """When the last issue was due as of that moment, and its window; UsageError before the first."""
    due = windows.due(newsletter, as_of)
    if due is None:
        raise UsageError(
            f"No issue of {newsletter.name} was due by {as_of:%Y-%m-%d %H:%M} UTC.",
            next=f"Its schedule starts on {newsletter.starts}; choose a later --as-of, or --from and --to.",
        )
    return due, windows.window(newsletter, due)


def choose(desk: Desk, newsletter: Newsletter, window: Window, issue_id: str) -> Selection:
    """Which articles the issue takes and which not, each with its reason; nothing is written."""
    rule = newsletter.selection
    candidates = desk.store.articles.candidates(
        window,
        rule=rule,
        newsletter=newsletter.name,
        built_before=desk.store.issues.last_built(newsletter.name, window.start),
        pins=rule.choices.pinned,
    )
    ids = tuple(candidate.article.id for candidate in candidates)
    past = desk.store.issues.sent_before(newsletter.name, issue_id, ids)
    return selection.select(candidates, rule, past)


def compose(newsletter: Newsletter, window: Window, due: datetime, issue_id: str, chosen: Iterable[Decision]) -> Issue:
    """The issue in its articles' own languages, each article summarized once."""
    budget = Budget(words=newsletter.summary_words, characters=newsletter.summary_characters)
    return Issue(
        id=issue_id,
        newsletter=newsletter,
        window=window,
        number=windows.number(window),
        due=due,
        stories=tuple(_story(decision, budget, newsletter.summarizer) for decision in chosen),
    )


def _read(desk: Desk, source: Source, now: datetime, by_hand: bool, tick: Callable[[Source], None]) -> _Read:
    tick(source)
    settings, state = desk.settings, desk.store.sources
    try:
        answer = fetch.read(
            source,
            root=settings.root,
            validators=fetch.Validators(*state.validators(source.name, source.location)),
            now=now,
            limits=fetch.Limits(allow=settings.allowed_networks),
            user_agent=fetch.user_agent(settings.newsroom.site),
            outside_root=by_hand,
        )
        parsed = tuple(sources.parse(source, document) for document in answer.documents)
    except SourceError as e:
        return _Read(source=source, failure=e)
    return _Read(source=source, answer=answer, parsed=parsed)


def _add_all(desk: Desk, several: Iterable[_Read], now: datetime) -> tuple[Ingested, ...]:
    results: list[Ingested] = []
    for each in several:
        try:
            results.append(_add(desk, each, now))
        except StoreError as e:
            raise _cut_short(e, each.source, results) from e
    return tuple(results)


def _add(desk: Desk, read: _Read, now: datetime) -> Ingested:
    source, answer = read.source, read.answer
    if answer is None:
        return Ingested(source=source, failure=read.failure)
    articles = [article for document in read.parsed for article in document.articles]
    with desk.store.transaction():
        added = desk.store.articles.add(articles, now=now)
        etag, last_modified = answer.validators.etag, answer.validators.last_modified
        desk.store.sources.checked(source.name, etag, last_modified, now=now, location=source.location)
    return Ingested(
        source=source,
        new=added.new,
        changed=added.changed,
        merged=added.merged,
        unchanged=added.unchanged,
        problems=(*answer.problems, *(problem for document in read.parsed for problem in document.problems)),
        notes=(*answer.notes, "not changed since the last visit") if answer.unchanged else answer.notes,
    )


def _cut_short(error: StoreError, source: Source, done: Sequence[Ingested]) -> StoreError:
    """The same error, saying which sources had been taken in before it."""
    stored = [result.source.name for result in done if not result.failure]
    kept = f"Of {source.name} nothing was stored."
    if stored:
        kept += f" What came before it was: {', '.join(stored)}."
    return StoreError(error.what, kept=kept, next=error.next)


def _story(decision: Decision, budget: Budget, summarizer: str) -> Story:
    article = decision.article
    return Story(
        article=article,
        standing=decision.standing,
        headline=article.title,
        summary=summarizers.summarize(article, budget, summarizer),
        lang=article.language.value,
        tags=article.tags,
        picture_alt=article.picture.alt if article.picture else "",
        speaker=article.speaker,
        speaker_post=article.speaker_post,
    )


def _audiences(settings: Settings, newsletter: Newsletter) -> tuple[Audience, ...]:
    return tuple(audience for audience in settings.audiences.values() if newsletter.name in audience.newsletters)


def _drafts(desk: Desk, issue: Issue, audience: Audience) -> tuple[Rendered, ...]:
    """Every file of one audience, in the order of its channels."""
    if not issue.stories:
        return ()
    variant = audience.variant
    own = chinese.convert(replace(issue, stories=selection.edition(issue.stories, variant)), variant)
    newsroom = desk.settings.newsroom
    files: list[Rendered] = []
    for channel in audience.channels:
        if channel not in issue.newsletter.channels:
            continue
        if channel == EMAIL:
            files += render.email(own, audience, newsroom, desk.templates)
        else:
            files += render.social(own, audience, newsroom, desk.templates, desk.settings.platforms[channel])
    return tuple(files)


def _write(
    desk: Desk,
    issue: Issue,
    picked: Selection,
    rendered: Mapping[Audience, tuple[Rendered, ...]],
    by_hand: Choices,
    now: datetime,
) -> Built:
    files = {f"{audience.name}/{file.filename}": file.content for audience, group in rendered.items() for file in group}
    document = manifest.document(issue, picked, _made_with(desk, issue), files)
    manifest_sha256 = sha256(document).hexdigest()
    # The row is committed after the folder is whole. A crash between the two leaves a row whose hash does not fit the
    # folder: nothing approved can be sent from it, and the next build puts both right.
    with desk.store.transaction():
        revision, again = desk.store.issues.next_revision(issue.id, manifest_sha256)
        drafts = tuple(
            _draft(issue, audience, file, revision) for audience, group in rendered.items() for file in group
        )
        desk.store.issues.record(
            issue, picked, drafts, choices=by_hand, manifest_sha256=manifest_sha256, revision=revision, now=now
        )
        if not again or outbox.changed(desk.outbox, issue.id, document):
            outbox.put(desk.outbox, issue.id, files, document)
    return Built(issue=issue, selection=picked, drafts=drafts, revision=revision, again=again)


def _made_with(desk: Desk, issue: Issue) -> dict[str, str]:
    return {
        "digest": __version__,
        "templates_sha256": desk.templates.fingerprint,
        "config_sha256": desk.settings.config_sha256,
        "terms_sha256": desk.settings.terms_sha256,
        "converter": chinese.converter_version(),
        "summarizer": issue.newsletter.summarizer,
    }


def _with_choices(newsletter: Newsletter, by_hand: Choices) -> Newsletter:
    rule = newsletter.selection
    return replace(newsletter, selection=replace(rule, choices=rule.choices.then(by_hand)))


def _draft(issue: Issue, audience: Audience, file: Rendered, revision: int) -> Draft:
    return Draft(
        issue=issue.id,
        audience=audience.name,
        channel=file.channel,
        path=f"{audience.name}/{file.filename}",
        size=len(file.content),
        sha256=sha256(file.content).hexdigest(),
        revision=revision,
        warnings=file.warnings,
    )
