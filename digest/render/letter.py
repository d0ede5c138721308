"""An issue as a mail shows it, every decision taken, so that the templates hold layout alone. Floor 2: pure.

Nothing is added: the opening line counts what is there, a sentence is set as a quotation only where it is one, what the
article lacks (picture, address, date, summary) is simply not there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from digest.model import Issue, Kind, Newsroom, Order, Picture, Story, Variant
from digest.render import links, localised, quotation, subject
from digest.render.sections import ALSO_IN, ALSO_OTHER, SHOWN
from digest.render.tidy import line
from digest.render.words import Words

LOGO_PX = (240, 56)
MOST_NAMED = 3  # headlines in the opening line
COLUMN_PX = 536  # the width of text and pictures: 600 less two margins of 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture scaled to the column; without a height where the source did not tell its size."""

    url: str
    alt: str
    width: int
    height: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story. Empty strings and None stand for what it does not have."""

    headline: str
    url: str
    lang: str  # BCP 47, only where it differs from the mail's own
    label: str  # the kind, in words
    day: str
    summary: str
    quote: str  # set apart, in quotation marks; then `summary` is empty
    attribution: str
    link: str  # the words of the link
    figure: Figure | None
    duration: str
    plays: bool  # a video that can be watched at `url`
    layout: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    heading: str
    entries: tuple[Entry, ...]
    foreign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything a mail says."""

    variant: Variant
    newsroom: str
    site: str
    logo: Figure | None
    title: str
    number: str  # "No. 46", or empty
    period: str
    point: str  # what of a headline is the subject: the lead's, or the first that fits; empty when none does
    preheader: str
    opening: str
    lead: Entry
    sections: tuple[Section, ...]
    reason: str
    address: str

    @property
    def label(self) -> str:
        """What tells this issue from the others."""
        return self.number or self.period


def letter(issue: Issue, newsroom: Newsroom, variant: Variant, words: Words) -> Letter:
    """The issue for readers of `variant`. ValueError for an issue without a story: nothing is to be sent then."""
    if not issue.stories:
        raise ValueError(f"the issue {issue.id} has no story")
    desk = _Desk(issue=issue, variant=variant, words=words)
    own = [story for story in issue.stories if not desk.foreign(story)]
    stories = own or list(issue.stories)
    lead = stories[0]
    point, named = _point(stories)
    title = line(issue.newsletter.title[variant])
    return Letter(
        variant=variant,
        newsroom=line(newsroom.name[variant]),
        site=links.href(newsroom.site),
        logo=_logo(newsroom.logo, newsroom.name[variant]) if newsroom.logo else None,
        title=title,
        number=words.text("No. {number}", number=issue.number) if issue.number is not None else "",
        period=localised.window(issue.window, variant),
        point=point,
        preheader=_preheader(stories, named),
        opening=_opening(issue, stories, variant, words),
        lead=desk.entry(lead),
        sections=tuple(desk.sections([story for story in issue.stories if story is not lead])),
        reason=words.text("You receive this e-mail because you subscribed to {newsletter}.", newsletter=title),
        address=newsroom.address[variant].strip(),
    )


def _point(stories: list[Story]) -> tuple[str, Story | None]:
    """The first headline, or clause of one, that fits the subject, and its story."""
    for story in stories:
        if point := subject.point(line(story.headline)):
            return point, story
    return "", None


def _preheader(stories: list[Story], named: Story | None) -> str:
    """The first headline that the subject does not name; of an only story, how its summary begins."""
    for story in stories:
        if story is not named:
            return line(story.headline)
    summary = stories[0].summary
    return line(summary.sentences[0].text) if summary.sentences else ""


def _opening(issue: Issue, stories: list[Story], variant: Variant, words: Words) -> str:
    """What is in the issue: counts by kind, and the headlines that follow the lead, which is told right below.

    Empty for a single story, which speaks for itself.
    """
    if len(issue.stories) == 1:
        return ""
    kinds = [story.article.kind for story in issue.stories]
    counts = [
        words.count(*shown.count, n, n=localised.figure(n, variant))
        for kind, shown in SHOWN.items()
        if (n := kinds.count(kind))
    ]
    listed = localised.listed(counts, variant)
    top = [line(story.headline).rstrip(" .。") for story in stories[1 : 1 + MOST_NAMED]]
    if not top:
        return words.text("In this issue: {list}.", list=listed)
    titles = localised.listed([words.text("“{title}”", title=title) for title in top], variant)
    return words.text("In this issue: {list}. Among them: {titles}.", list=listed, titles=titles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What every entry is made with."""

    issue: Issue
    variant: Variant
    words: Words

    def foreign(self, story: Story) -> bool:
        """Whether the story is in another language (not merely another script) than the mail."""
        language = _language(story.lang)
        return bool(language) and language != _language(self.variant)

    def sections(self, stories: list[Story]) -> Iterator[Section]:
        """The stories by kind, then those in other languages by language; none of them is empty."""
        own = [story for story in stories if not self.foreign(story)]
        for kind in self._kinds():
            entries = self._entries(story for story in own if story.article.kind is kind)
            if entries:
                yield Section(heading=self.words.text(SHOWN[kind].heading), entries=entries)
        foreign = [story for story in stories if self.foreign(story)]
        headings = dict.fromkeys(self._also_in(story) for story in foreign)
        for heading in headings:
            entries = self._entries(story for story in foreign if self._also_in(story) == heading)
            yield Section(heading=self.words.text(heading), entries=entries, foreign=True)

    def entry(self, story: Story) -> Entry:
        """One story as it is shown."""
        article, shown = story.article, SHOWN[story.article.kind]
        quoted = quotation.sentence(story) if article.kind is Kind.SPEECH else ""
        url = links.href(article.video_url or article.url) if article.kind is Kind.VIDEO else links.href(article.url)
        return Entry(
            headline=line(story.headline),
            url=url,
            lang=self._lang(story),
            label=self.words.text(shown.label) if shown.label else line(article.kind_word),
            day=self._day(article.published_day),
            summary="" if quoted else line(story.summary.text),
            quote=self.words.text("“{sentence}”", sentence=quoted) if quoted else "",
            attribution=self._attribution(story),
            link=self.words.text(shown.link),
            figure=_figure(article.picture, story.picture_alt) if article.picture else None,
            duration=localised.duration(article.duration_s),
            plays=article.kind is Kind.VIDEO and bool(url),
            layout=shown.layout,
        )

    def _entries(self, stories: Iterable[Story]) -> tuple[Entry, ...]:
        return tuple(self.entry(story) for story in stories)

    def _kinds(self) -> tuple[Kind, ...]:
        """The kinds in the order of the newsroom where it has set one, then in ours."""
        rule = self.issue.newsletter.selection
        first = rule.kinds if rule.order is Order.KIND else ()
        return tuple(dict.fromkeys((*first, *SHOWN)))

    def _also_in(self, story: Story) -> str:
        return ALSO_IN.get(_language(story.lang), ALSO_OTHER)

    def _lang(self, story: Story) -> str:
        return story.lang if _language(story.lang) and story.lang != self.variant else ""

    def _day(self, day: date | None) -> str:
        if day is None:
            return ""
        return localised.day_near(day, localised.days(self.issue.window)[1], self.variant)

    def _attribution(self, story: Story) -> str:
        speaker, post = line(story.speaker), line(story.speaker_post)
        if speaker and post:
            return self.words.text("{speaker}, {post}", speaker=speaker, post=post)
        return speaker


def _language(lang: str) -> str:
    """The language of a tag without its script; empty where the tag names no language."""
    primary = lang.split("-")[0].lower()
    return primary if len(primary) == 2 else ""  # "und", "mixed", "undetermined" say nothing


def _logo(picture: Picture, alt: str) -> Figure | None:
    """The logo, no wider than half the mail on a telephone and no higher than two lines."""
    if not picture.width or not picture.height:
        return _figure(picture, alt, widest=LOGO_PX[0])
    return _figure(picture, alt, widest=max(1, min(LOGO_PX[0], LOGO_PX[1] * picture.width // picture.height)))


def _figure(picture: Picture, alt: str, widest: int = COLUMN_PX) -> Figure | None:
    """The picture at the width it is shown at; None when its address may not be used."""
    url = links.href(picture.url)
    if not url.lower().startswith("http"):
        return None
    if not picture.width or not picture.height or picture.width < 1 or picture.height < 1:
        return Figure(url=url, alt=line(alt), width=widest, height=None)
    width = min(widest, picture.width)
    return Figure(url=url, alt=line(alt), width=width, height=max(1, round(picture.height * width / picture.width)))
