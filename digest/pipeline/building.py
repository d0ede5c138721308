"""An issue out: select, summarize, convert, render, write. Part of digest.pipeline."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256

from digest import __version__, chinese, manifest, outbox, preflight, render, selection, windows
from digest.config import EMAIL, Settings
from digest.errors import OutboxError, RefusedError, UsageError
from digest.model import (
    Act,
    Actor,
    Article,
    Audience,
    Budget,
    Choices,
    Decision,
    Draft,
    Issue,
    Newsletter,
    Rendered,
    Selection,
    Spot,
    Story,
    Summary,
    Variant,
    Window,
    said,
)
from digest.pipeline import editions, picturing, rewriting, writing
from digest.pipeline.desk import Desk
from digest.summarizers import MODEL, Summarizer


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An issue and what was written of it. `revision` is 0 when nothing was written."""

    issue: Issue
    selection: Selection
    drafts: tuple[Draft, ...]
    revision: int
    seal: str  # the hash of issue.json, which names every file by its own; "" when nothing was written
    again: bool  # the outbox held the very same bytes already
    editions: Mapping[str, Issue]  # by audience: the issue as it reads it
    findings: Mapping[str, tuple[preflight.Finding, ...]]  # by audience: what is to be said of its drafts
    notes: tuple[str, ...] = ()  # of what could not be made


_Files = Mapping[Audience, tuple[Rendered, ...]]


def build(
    desk: Desk,
    newsletter: Newsletter,
    *,
    window: Window,
    due: datetime,
    now: datetime,
    choices: Choices = Choices(),
    taken_back: tuple[str, ...] = (),
    overwrite: bool = False,
    dry_run: bool = False,
    actor: Actor | None = None,
) -> Built:
    """The issue of `newsletter` for `window`, written to the outbox for every audience, unless it has no story.

    `choices` are made by a person; they are kept with the issue and hold for its later builds, until they are
    `taken_back` (article ids). OutboxError where people changed drafts on disk, unless `overwrite`. What the `actor`
    did is kept in the history; a caller that names none keeps it itself.
    """
    issue_id = f"{newsletter.name}/{windows.slug(window)}"
    by_hand = desk.store.issues.choices(issue_id).without(taken_back).then(choices)
    newsletter = _with_choices(newsletter, by_hand)
    picked = choose(desk, newsletter, window, issue_id)
    summarize = writing.summarizer(desk, newsletter, may_ask=not dry_run)
    issue = compose(newsletter, window, due, issue_id, picked.chosen, summarize)
    edited = _editions(desk, issue)
    audiences = _audiences(desk.settings, issue)
    drawn = picturing.pictures(desk, issue, edited, audiences)
    by_hand_files = desk.store.rewritings.of(issue_id)
    rendered = {
        audience: _drafts(desk, edited[audience.name], audience, by_hand_files) + drawn.files.get(audience.name, ())
        for audience in audiences
    }
    built = Built(
        issue=issue,
        selection=picked,
        editions=edited,
        findings={
            audience.name: preflight.check(_sheet(desk, edited[audience.name], audience, files))
            for audience, files in rendered.items()
        },
        drafts=_recorded(issue, rendered, revision=0),
        revision=0,
        seal="",
        again=False,
        notes=drawn.notes,
    )
    if dry_run or not issue.stories:
        return built
    made_with = _made_with(desk, issue) | dict(drawn.made_with)
    with desk.store.transaction():
        before = desk.store.issues.get(issue_id)
        written = _write(desk, built, rendered, by_hand, made_with, now, overwrite)
        if actor:
            _tell(desk, written, actor, choices, before.manifest_sha256 if before else "", now)
    return written


def discard(desk: Desk, issue_id: str, *, actor: Actor | None = None, now: datetime | None = None) -> bool:
    """Whether there was such an issue; it is then gone from the outbox and the database, and its articles are free.

    What people said of it goes too; its history stays. RefusedError for one that is being sent.
    """
    # The rows go after the folder. A crash between the two leaves rows whose drafts are missing: the next discard, or
    # the next build, puts that right.
    with desk.store.transaction():
        _refuse_when_sent(desk, issue_id)
        if desk.store.deliveries.sendings(issue_id):
            raise RefusedError(
                said("{issue} was sent once: it stays.", issue=issue_id), kept=said("Nothing was changed.")
            )
        record = desk.store.issues.get(issue_id)
        for kept in (desk.store.search, desk.store.reviews, desk.store.comments, desk.store.posted,
                     desk.store.rewritings, desk.store.revisions, desk.store.links):  # fmt: skip
            kept.forget(issue_id)
        recorded = desk.store.issues.remove(issue_id)
        if record and actor and now:
            seals = (record.manifest_sha256, "")
            desk.store.history.add(Act.DISCARD, issue_id, actor, now=now, revision=record.revision, seals=seals)
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
            said("No issue of {name} was due by {time} UTC.", name=newsletter.name, time=f"{as_of:%Y-%m-%d %H:%M}"),
            next=said(
                "Its schedule starts on {starts}; choose a later --as-of, or --from and --to.", starts=newsletter.starts
            ),
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
        pins=(*rule.choices.pinned, *rule.choices.settled),
        deferred=desk.store.issues.deferred_to(newsletter.name, window.start),
    )
    ids = tuple(candidate.article.id for candidate in candidates)
    past = desk.store.issues.sent_before(newsletter.name, issue_id, ids)
    return selection.select(candidates, rule, past)


def compose(
    newsletter: Newsletter,
    window: Window,
    due: datetime,
    issue_id: str,
    chosen: Iterable[Decision],
    summarize: Summarizer,
) -> Issue:
    """The issue in its articles' own languages, each article summarized once, no two beginning with the same words."""
    budget = _budget(newsletter)
    from digest.summarizers import openings  # with the rules' patterns, which only a build needs

    stories: list[Story] = []
    taken: set[str] = set()
    for decision in chosen:
        summary = summarize(decision.article, budget)
        if summary.sentences:
            summary = openings.unlike(taken, decision.article, budget, summary, summarize)
            taken.add(openings.words(summary))
        stories.append(_story(decision, summary))
    return Issue(
        id=issue_id,
        newsletter=newsletter,
        window=window,
        number=windows.number(window),
        due=due,
        stories=tuple(stories),
    )


def ask_ahead(desk: Desk, newsletter: Newsletter, article: Article) -> None:
    """Nothing; a model that writes the newsletter's summaries has been asked about the article, and its answer is kept.

    For a build that must not wait for it.
    """
    if newsletter.summarizer == MODEL:
        writing.summarizer(desk, newsletter, may_ask=True)(article, _budget(newsletter))


def _budget(newsletter: Newsletter) -> Budget:
    return Budget(words=newsletter.summary_words, characters=newsletter.summary_characters)


def _story(decision: Decision, summary: Summary) -> Story:
    article = decision.article
    return Story(
        article=article,
        standing=decision.standing,
        headline=article.title,
        summary=summary,
        lang=article.language.value,
        tags=article.tags,
        picture_alt=article.picture.alt if article.picture else "",
        speaker=article.speaker,
        speaker_post=article.speaker_post,
    )


def _audiences(settings: Settings, issue: Issue) -> tuple[Audience, ...]:
    name = issue.newsletter.name
    return tuple(audience for audience in settings.audiences.values() if name in audience.newsletters)


def _editions(desk: Desk, issue: Issue) -> dict[str, Issue]:
    """By audience, the issue as it reads it."""
    given = desk.store.wordings.of([story.article.id for story in issue.stories])
    glossary, hosts = desk.settings.glossary, editions.known_https(desk.settings.newsroom)
    return {
        audience.name: editions.of(issue, audience.variant, glossary.for_groups(audience.terms), given, hosts)
        for audience in _audiences(desk.settings, issue)
    }


def _drafts(desk: Desk, own: Issue, audience: Audience, by_hand: rewriting.ByPlace) -> tuple[Rendered, ...]:
    """Every file of one audience, in the order of its channels; where people wrote one, what they wrote."""
    if not own.stories:
        return ()
    newsroom = desk.settings.newsroom
    files: list[Rendered] = []
    for channel in audience.channels:
        if channel not in own.newsletter.channels:
            continue
        if channel == EMAIL:
            mail = partial(render.email, own, audience, newsroom, desk.templates, _mailed_in(desk.settings, own))
            files += rewriting.mail(mail, by_hand.get((audience.name, EMAIL, rewriting.SUBJECTS)))
        else:
            posts = render.social(own, audience, newsroom, desk.templates, desk.settings.platforms[channel])
            files += rewriting.posts(posts, audience.name, by_hand)
    return tuple(files)


def _mailed_in(settings: Settings, issue: Issue) -> tuple[Variant, ...]:
    """The variants in which the issue goes out by mail."""
    return tuple({audience.variant: None for audience in _audiences(settings, issue) if EMAIL in audience.channels})


def _sheet(desk: Desk, own: Issue, audience: Audience, files: tuple[Rendered, ...]) -> preflight.Sheet:
    """The drafts for preflight, just made."""
    return preflight.Sheet(
        audience=audience,
        issue=own,
        files=files,
        platforms=desk.settings.platforms,
        catalogues=desk.templates.catalogues,
    )


def _keep_what_people_wrote(desk: Desk, issue_id: str) -> None:
    touched = outbox.touched(desk.outbox, issue_id)
    if touched:
        told = {"issue": issue_id, "files": ", ".join(touched[:3]), "more": len(touched) - 3}
        raise OutboxError(
            said("Somebody changed files of {issue} in the outbox: {files} and {more} more.", **told)
            if len(touched) > 3
            else said("Somebody changed files of {issue} in the outbox: {files}.", **told),
            kept=said("Nothing was written: building would replace them."),
            next=said("Move them elsewhere, or replace them with: --overwrite"),
        )


def _write(
    desk: Desk,
    built: Built,
    rendered: _Files,
    by_hand: Choices,
    made_with: Mapping[str, str],
    now: datetime,
    overwrite: bool,
) -> Built:
    issue, picked = built.issue, built.selection
    written = {f"{audience.name}/{file.filename}": file for audience, group in rendered.items() for file in group}
    files = {path: file.content for path, file in written.items()}
    document = manifest.document(issue, picked, built.editions, made_with, written)
    manifest_sha256 = sha256(document).hexdigest()
    # The row is committed after the folder is whole. A crash between the two leaves a row whose hash does not fit the
    # folder: nothing approved can be sent from it, and the next build puts both right.
    with desk.store.transaction():
        _refuse_when_sent(desk, issue.id)
        before = {draft.path for draft in desk.store.issues.drafts(issue.id)}
        revision, again = desk.store.issues.next_revision(issue.id, manifest_sha256)
        drafts = _recorded(issue, rendered, revision)
        desk.store.issues.record(
            issue, picked, drafts, choices=by_hand, manifest_sha256=manifest_sha256, revision=revision, now=now
        )
        if not again:
            desk.store.revisions.keep(issue.id, revision, document, files.values(), now=now)
            desk.store.search.forget(issue.id, paths=before - files.keys())
            desk.store.search.put(rewriting.searchable(issue, built.editions, rendered))
        for audience, group in rendered.items():
            for file in group:
                if file.counted:
                    desk.store.links.put(issue.id, audience.name, file.counted)
        again = again and not outbox.changed(desk.outbox, issue.id, document)
        if not again:
            if not overwrite:
                _keep_what_people_wrote(desk, issue.id)
            outbox.put(desk.outbox, issue.id, files, document)
    return replace(built, drafts=drafts, revision=revision, again=again, seal=manifest_sha256)


def _refuse_when_sent(desk: Desk, issue_id: str) -> None:
    if desk.store.reviews.get(issue_id).sending_since:
        raise RefusedError(
            said("The sending of {issue} has begun.", issue=issue_id),
            kept=said("Nothing was changed."),
            next=said("To put something right for those who have it: digest correct {issue} -m WHY", issue=issue_id),
        )


def _tell(desk: Desk, built: Built, actor: Actor, choices: Choices, before: str, now: datetime) -> None:
    """Nothing; keeps in the history what was chosen by hand, and that the issue was built, if it is another one now."""
    seal = built.seal
    told = [(Act.PIN, one) for one in choices.pinned] + [(Act.DROP, one) for one in choices.excluded]
    if seal != before:
        told.append((Act.BUILD, ""))
    for act, article in told:
        spot, seals = Spot(article=article), (before, seal)
        desk.store.history.add(act, built.issue.id, actor, now=now, revision=built.revision, spot=spot, seals=seals)


def _recorded(issue: Issue, rendered: _Files, revision: int) -> tuple[Draft, ...]:
    return tuple(_draft(issue, audience, file, revision) for audience, files in rendered.items() for file in files)


def _made_with(desk: Desk, issue: Issue) -> dict[str, str]:
    return {
        "digest": __version__,
        "templates_sha256": desk.templates.fingerprint,
        "config_sha256": desk.settings.config_sha256,
        "terms_sha256": desk.settings.terms_sha256,
        "converter": chinese.converter_version(),
    } | writing.described(desk, issue.newsletter)


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
        part=file.part,
    )
