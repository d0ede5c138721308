"""Stories as a mail shows them, one by one. Floor 2: pure.

Nothing is added: a sentence is set as a quotation only where it is one, and what an article lacks (picture, address,
date, summary) is simply not there.
"""

from dataclasses import dataclass, replace
from datetime import date

from digest.model import Audience, Issue, Kind, Newsroom, Picture, Story, Variant
from digest.render import columns, links, localised, quotation, tracking
from digest.render.sections import SHOWN
from digest.render.tidy import line
from digest.render.words import Words

MARGINS_PX = 64  # of the text, left and right together
THUMBNAIL_PX = 136
GUESSED = 9 / 16  # the height of a picture of unknown size, as a part of its width
BRIEF, ARTICLE, LEAD = "brief", "article", "lead"  # partials


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture scaled to the width it has.

    `guessed` where the source did not tell its size: the height then only keeps the place free while it is fetched.
    """

    url: str
    alt: str
    width: int
    height: int
    guessed: bool = False

    def scaled(self, width: int) -> "Figure":
        """The same picture no wider than `width`."""
        if self.width <= width:
            return self
        return replace(self, width=width, height=max(1, round(self.height * width / self.width)))

    @property
    def thumbnail(self) -> "Figure":
        return self.scaled(THUMBNAIL_PX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story. Empty strings and None stand for what it does not have."""

    article: str  # its id
    headline: str
    keeps_clauses: bool  # whether lines of the headline may end between its clauses alone
    url: str
    lang: str  # BCP 47, only where it differs from the mail's own
    label: str  # the kind, in words
    day: str
    summary: str  # in brief: one sentence
    quote: str  # set apart, in quotation marks; then `summary` is empty
    attribution: str
    link: str  # the words of the link
    link_label: str  # the same and where it leads, for who hears it without the headline
    figure: Figure | None
    duration: str
    plays: bool  # a video that can be watched at `url`
    layout: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every entry is made with."""

    issue: Issue
    audience: Audience
    newsroom: Newsroom
    words: Words
    mark: tracking.Marker

    @property
    def variant(self) -> Variant:
        return self.audience.variant

    def foreign(self, story: Story) -> bool:
        """Whether the story is in another language (not merely another script) than the mail."""
        tongue = language(story.lang)
        return bool(tongue) and tongue != language(self.variant)

    def entry(self, story: Story, layout: str = "") -> Entry:
        """One story as it is shown: in `layout`, or as its kind is."""
        article, shown = story.article, SHOWN[story.article.kind]
        layout = layout or shown.layout
        url = self.link(article.video_url or article.url if article.kind is Kind.VIDEO else article.url)
        quoted = quotation.sentence(story) if article.kind is Kind.SPEECH and layout != BRIEF else ""
        headline, link = line(story.headline), self.words.text(shown.link)
        return Entry(
            article=article.id,
            headline=headline,
            keeps_clauses=columns.keeps_clauses(headline),
            url=url,
            lang=self._lang(story),
            label=self.words.text(shown.label) if shown.label else line(article.kind_word),
            day=self._day(article.published_day),
            summary="" if quoted else _summary(story, layout, url),
            quote=self.words.text("“{sentence}”", sentence=quoted) if quoted else "",
            attribution=self._attribution(story),
            link=link,
            link_label=self.words.text("{label}: {headline}", label=link, headline=headline),
            figure=self.figure(article.picture, story.picture_alt) if article.picture else None,
            duration=localised.duration(article.duration_s),
            plays=article.kind is Kind.VIDEO and bool(url),
            layout=layout,
        )

    def link(self, url: str) -> str:
        """The address of a link, marked as configured; empty for what may not be one."""
        return self.mark(links.href(url))

    def figure(self, picture: Picture, alt: str) -> Figure | None:
        """The picture as wide as the text; None when its address may not be used."""
        return figure(picture, alt, self.newsroom.theme.width - MARGINS_PX)

    def _lang(self, story: Story) -> str:
        return story.lang if language(story.lang) and story.lang != self.variant else ""

    def _day(self, day: date | None) -> str:
        if day is None:
            return ""
        return localised.day_near(day, localised.days(self.issue.window)[1], self.variant)

    def _attribution(self, story: Story) -> str:
        speaker, post = line(story.speaker), line(story.speaker_post)
        if speaker and post:
            return self.words.text("{speaker}, {post}", speaker=speaker, post=post)
        return speaker


def _summary(story: Story, layout: str, url: str) -> str:
    """What is told of the story; in brief its teaser, and all of it where no link leads to the rest."""
    if layout != BRIEF:
        return line(story.summary.text)
    if story.summary.teaser:
        return line(story.summary.teaser.text)
    return "" if url else line(story.summary.text)


def language(lang: str) -> str:
    """The language of a tag without its script; empty where the tag names no language."""
    primary = lang.split("-")[0].lower()
    return primary if len(primary) == 2 else ""  # "und", "mixed", "undetermined" say nothing


def figure(picture: Picture, alt: str, widest: int) -> Figure | None:
    """The picture at most so wide, never larger than it is; None when its address may not be used."""
    url = links.href(picture.url)
    if not url.lower().startswith("http"):
        return None
    if not picture.width or not picture.height or picture.width < 1 or picture.height < 1:
        return Figure(url=url, alt=line(alt), width=widest, height=round(widest * GUESSED), guessed=True)
    return Figure(url=url, alt=line(alt), width=picture.width, height=picture.height).scaled(widest)
