"""Checks of the edition: what is missing, too long, said twice, out of date or doubtful. Part of digest.preflight."""

from collections.abc import Iterator

from digest.model import Budget, Conversion, Field, Kind, Said, Story, said
from digest.preflight import days
from digest.preflight.findings import Place, Remark, blocker, named, warning
from digest.preflight.sheet import EMAIL, Sheet, at
from digest.render import columns

# Columns: a Latin letter takes one, a Han character two.
LONGEST_HEADLINE = 130  # about three lines of a mail
LONGEST_ALT = 300  # a screen reader reads it in one breath, without a pause or a way back
LONGEST_SPEAKER = 120
SUMMARY_MAY_EXCEED = 1.5  # times the newsletter's budget
SHORTEST_SENTENCE = 16  # columns; less may well be said twice ("He agreed.")


def without_draft(sheet: Sheet) -> Iterator[Remark]:
    """Channels of which nothing was made, files that are gone, and an edition without a story."""
    if not sheet.issue.stories:
        yield blocker(said("There is no story in this edition."), Place())
        return
    for channel in sheet.audience.channels:
        if channel in sheet.issue.newsletter.channels and all(file.channel != channel for file in sheet.files):
            yield blocker(said("There is no draft for {channel}.", channel=channel), Place(channel=channel))
    for file, state in sheet.states.items():
        if state == "missing":
            yield blocker(said("The file is missing: build the issue again."), Place(file=file))


def without_headline(sheet: Sheet) -> Iterator[Remark]:
    for story in sheet.issue.stories:
        if not story.headline.strip():
            yield blocker(said("The story has no headline."), at(story, Field.HEADLINE))


def without_summary(sheet: Sheet) -> Iterator[Remark]:
    for story in sheet.issue.stories:
        if not story.summary.text.strip():
            headline, notes = _short(story.headline), story.summary.notes
            why = notes[0] if len(notes) == 1 else "; ".join(notes)
            yield warning(
                said(
                    "The story “{headline}” has no summary: only its headline is shown ({why}).",
                    headline=headline,
                    why=why,
                )
                if why
                else said("The story “{headline}” has no summary: only its headline is shown.", headline=headline),
                at(story, Field.SUMMARY),
            )


def without_address(sheet: Sheet) -> Iterator[Remark]:
    """Stories that no draft can link to; said once where the whole source has no addresses."""
    every = sheet.issue.stories
    bare = [story for story in every if not story.article.url and not story.article.video_url]
    if len(bare) == len(every) > 1:
        yield warning(
            said("None of the {n} stories has an address: no draft links to any of them.", n=len(bare)), Place()
        )
    else:
        for story in bare:
            yield warning(
                said("“{headline}” has no address: no draft links to it.", headline=_short(story.headline)),
                at(story, "address"),
            )


def too_long(sheet: Sheet) -> Iterator[Remark]:
    """Fields that no layout holds well."""
    letter = sheet.issue.newsletter
    budget = Budget(words=letter.summary_words, characters=letter.summary_characters)
    most = {
        Field.HEADLINE: LONGEST_HEADLINE,
        Field.PICTURE_ALT: LONGEST_ALT,
        Field.SPEAKER: LONGEST_SPEAKER,
        Field.SPEAKER_POST: LONGEST_SPEAKER,
    }
    for story, field, text in sheet.fields():
        if field is Field.SUMMARY:
            yield from _long_summary(story, budget)
        elif columns.measure(text) > most[field]:
            found, limit = columns.letters(text, most[field])
            words = said(
                "The {field} is long: {found} characters, where {limit} read well.",
                field=named(field),
                found=found,
                limit=limit,
            )
            yield warning(words, at(story, field))


def _long_summary(story: Story, budget: Budget) -> Iterator[Remark]:
    text = story.summary.text
    found, limit, unit = (
        (len(text.split()), budget.words, "words")
        if story.summary.spaced
        else (len("".join(text.split())), budget.characters, "characters")
    )
    if found > limit * SUMMARY_MAY_EXCEED:
        words = said(
            "The summary has {found} {unit}; the newsletter asks for about {limit}.",
            found=found,
            unit=said(unit),
            limit=limit,
        )
        yield warning(words, at(story, Field.SUMMARY))


def without_alt(sheet: Sheet) -> Iterator[Remark]:
    for story in sheet.issue.stories:
        if story.article.picture and not story.picture_alt.strip():
            words = said(
                "The picture of “{headline}” has no alternative text: say what it shows.",
                headline=_short(story.headline),
            )
            yield warning(words, at(story, Field.PICTURE_ALT))


def said_twice(sheet: Sheet) -> Iterator[Remark]:
    """A sentence, or a headline, that stands in two places of the edition."""
    first: dict[str, Story] = {}
    for story in sheet.issue.stories:
        told = [(Field.HEADLINE, story.headline), *((Field.SUMMARY, each.text) for each in story.summary.sentences)]
        for field, text in told:
            key = "".join(text.casefold().split()).rstrip(".。!！")
            if columns.measure(key) < SHORTEST_SENTENCE:
                continue
            other = first.setdefault(key, story)
            if other is not story:
                offset = 0 if field is Field.HEADLINE else story.summary.text.find(text)
                words = said("“{text}” is said in {other} too.", text=_short(text), other=other.article.id)
                yield warning(words, at(story, field, offset))
            elif field is Field.SUMMARY and key in _keys_before(story, text):
                yield warning(
                    said("“{text}” is said twice.", text=_short(text)), at(story, field, story.summary.text.find(text))
                )


def _keys_before(story: Story, sentence: str) -> set[str]:
    """The headline and the sentences before this one, by what they say."""
    before = [story.headline]
    for each in story.summary.sentences:
        if each.text is sentence:
            break
        before.append(each.text)
    return {"".join(text.casefold().split()).rstrip(".。!！") for text in before}


def over(sheet: Sheet) -> Iterator[Remark]:
    """Events all of whose dates lie before the day on which the issue is due."""
    due = days.local(sheet.issue.due, sheet.issue.newsletter.zone)
    for story in sheet.issue.stories:
        if story.article.kind is not Kind.EVENT:
            continue
        text = f"{story.article.title}\n{story.article.body}"
        named = days.named(text, near=due) - {story.article.published_day}
        if named and max(named) < due:
            words = said(
                "The event seems to be over: the last day it names is {last}, the issue is due on {due}.",
                last=max(named),
                due=due,
            )
            yield warning(words, at(story, Field.HEADLINE))


def stale(sheet: Sheet) -> Iterator[Remark]:
    for story in sheet.issue.stories:
        for field in story.stale:
            words = said("The {field} was written by hand for a text that has changed since.", field=named(field))
            yield warning(words, at(story, field))


def doubts(sheet: Sheet) -> Iterator[Remark]:
    """Where the conversion between the Chinese scripts is not sure."""
    for story in sheet.issue.stories:
        for field, made in story.conversions:
            yield from _doubts(story, field, made)


def _doubts(story: Story, field: str, made: Conversion) -> Iterator[Remark]:
    for doubt in made.doubts:
        moved = sum(len(each.target) - len(each.source) for each in made.changes if each.end <= doubt.start)
        told = {"source": doubt.source, "others": ", ".join(doubt.others), "why": doubt.why}
        words = (
            said("{source} was kept; it may have to be {others} ({why}).", **told)
            if doubt.chosen == doubt.source
            else said("{source} became {chosen}; it may have to be {others} ({why}).", chosen=doubt.chosen, **told)
        )
        yield warning(words, at(story, field, doubt.start + moved))


def notes(sheet: Sheet) -> Iterator[Remark]:
    """What the summarizer had to say of a story; of one without a summary that has been said."""
    for story in sheet.issue.stories:
        if story.summary.text.strip():
            for note in story.summary.notes:
                yield warning(_sentence(note), at(story, Field.SUMMARY))


def draft_notes(sheet: Sheet) -> Iterator[Remark]:
    """What was noted when the drafts were made."""
    for file in sheet.files:
        for note in file.warnings:
            yield warning(_sentence(note), Place(channel=file.channel, file=file.filename))


def changed(sheet: Sheet) -> Iterator[Remark]:
    for file, state in sheet.states.items():
        if state == "changed":
            yield warning(said("Somebody changed this file since it was built."), sheet.place(file))


def out_of_date(sheet: Sheet) -> Iterator[Remark]:
    """Drafts that do not say what the stored articles and wordings say now."""
    for story in sheet.issue.stories:
        if story.article.id in sheet.revised:
            words = said(
                "The article of “{headline}” has changed since the issue was built: build it again.",
                headline=_short(story.headline),
            )
            yield warning(words, at(story, Field.SUMMARY))
    if not sheet.has("email.txt"):
        return
    shown = _letters(sheet.text("email.txt"))
    for story in sheet.issue.stories:
        if story.article.id not in sheet.revised and _letters(story.headline) not in shown:
            words = said(
                "The mail does not show the headline “{headline}”: build the issue again.",
                headline=_short(story.headline),
            )
            yield warning(words, Place(channel=EMAIL, story=story.article.id, field=Field.HEADLINE))


def _sentence(note: str) -> str:
    """The note as a sentence; in other languages it is one already."""
    sentence = f"{note[:1].upper()}{note[1:].rstrip('.')}."
    if not isinstance(note, Said):
        return sentence
    whole = Said(sentence)
    whole.wording, whole.fields = note.wording, note.fields
    return whole


def _letters(text: str) -> str:
    """The text without what a layout may change."""
    return "".join(filter(str.isalnum, text))


def _short(text: str) -> str:
    """The text within a line of a report."""
    return (
        text if columns.measure(text) <= 60 else f"{text[: 28 if columns.measure(text) > len(text) else 56].rstrip()}…"
    )
