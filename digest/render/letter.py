"""An issue as a mail shows it, every decision taken, so that the templates hold layout alone. Floor 2: pure.

The opening line counts what is there. Of each kind the first stories are told in full, the others in brief.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digest.model import Audience, Field, Issue, Kind, Newsroom, Order, Picture, Story, Variant
from digest.render import columns, links, localised, subject, tracking
from digest.render.entries import ARTICLE, BRIEF, LEAD, Desk, Entry, Figure, figure, language
from digest.render.sections import ALSO_IN, ALSO_OTHER, IN_BRIEF, SHOWN
from digest.render.social.clean import set_right
from digest.render.tidy import line
from digest.render.words import Words

COUNTING = "How often the links of this e-mail are opened is counted; who opens them is not."
LOGO_PX = (240, 56)
MOST_NAMED = 3  # headlines in the opening line,
NAMED_COLUMNS = 72  # and how long each of them may be


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The same issue in another variant."""

    lang: str
    name: str  # in that variant's own words
    url: str


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
    proposals: tuple[subject.Proposal, ...]  # of subject and preheader, the best first
    opening: str
    lead: Entry
    sections: tuple[Section, ...]
    reason: str
    counting: str  # that links are counted; empty where they are not
    address: str
    editions: tuple[Edition, ...]

    @property
    def keeps_clauses(self) -> bool:
        return columns.keeps_clauses(self.title)

    @property
    def label(self) -> str:
        """What tells this issue from the others."""
        return self.number or self.period

    @property
    def point(self) -> str:
        """What of a headline is the subject; empty when none fits."""
        return self.proposals[0].point

    @property
    def preheader(self) -> str:
        return self.proposals[0].preheader


def reason(title: str, words: Words) -> str:
    """Why somebody gets the newsletter of that title: what every mail says, and no page for everybody."""
    return words.text("You receive this e-mail because you subscribed to {newsletter}.", newsletter=title)


def letter(
    issue: Issue, newsroom: Newsroom, audience: Audience, words: Words, variants: Sequence[Variant] = ()
) -> Letter:
    """The issue for the readers of `audience`; `variants` are those it is made in.

    ValueError for an issue without a story: nothing is to be sent then.
    """
    if not issue.stories:
        raise ValueError(f"the issue {issue.id} has no story")
    variant = audience.variant
    issue = replace(issue, stories=tuple(_set_right(story, variant) for story in issue.stories))
    mark = tracking.marker(newsroom.tracking, issue, audience)
    desk = Desk(issue=issue, audience=audience, newsroom=newsroom, words=words, mark=mark)
    stories = [story for story in issue.stories if not desk.foreign(story)] or list(issue.stories)
    lead = stories[0]
    title = line(issue.newsletter.title[variant])
    return Letter(
        variant=variant,
        newsroom=line(newsroom.name[variant]),
        site=desk.link(newsroom.site),
        logo=_logo(newsroom.logo, newsroom.name[variant]) if newsroom.logo else None,
        title=title,
        number=words.text("No. {number}", number=issue.number) if issue.number is not None else "",
        period=localised.window(issue.window, variant),
        proposals=subject.proposals(stories),
        opening=opening(issue, stories, variant, words),
        lead=desk.entry(lead, LEAD),
        sections=tuple(_sections(desk, [story for story in issue.stories if story is not lead])),
        reason=reason(title, words),
        counting=words.text(COUNTING) if issue.newsletter.count_clicks and newsroom.pages else "",
        address=newsroom.address[variant].strip(),
        editions=tuple(_editions(variant, variants)),
    )


_WITHIN = {"《": str.maketrans("《》", "〈〉"), "「": str.maketrans("「」", "『』"), "“": str.maketrans("“”", "‘’")}
"""What marks become inside the same marks: titles by GB/T 15834-2011, 4.15.3.4."""


def _marked(title: str, words: Words) -> str:
    """The title of a story in the marks of its language, with others where it has the same itself."""
    outer = words.text("“{title}”", title="")[:1]
    return words.text("“{title}”", title=title.translate(_WITHIN.get(outer, {})))


def _set_right(story: Story, variant: Variant) -> Story:
    """The story with its Chinese marks as they are set in print; what a person wrote is left as it was written."""
    if language(story.lang) != "zh":
        return story
    headline, summary = story.headline, story.summary
    if Field.HEADLINE not in story.by_hand:
        headline = set_right(headline, variant)
    if Field.SUMMARY not in story.by_hand:
        sentences = tuple(replace(each, text=set_right(each.text, variant)) for each in summary.sentences)
        teaser = summary.teaser and replace(summary.teaser, text=set_right(summary.teaser.text, variant))
        summary = replace(summary, sentences=sentences, teaser=teaser)
    return replace(story, headline=headline, summary=summary)


def opening(issue: Issue, stories: Sequence[Story], variant: Variant, words: Words) -> str:
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
    titles = [line(story.headline).rstrip(" .。") for story in stories[1:]]
    top = [title for title in titles if columns.measure(title) <= NAMED_COLUMNS][:MOST_NAMED]
    if not top:
        return words.text("In this issue: {list}.", list=listed)
    named = localised.listed([_marked(title, words) for title in top], variant)
    return words.text("In this issue: {list}. Among them: {titles}.", list=listed, titles=named)


def _sections(desk: Desk, stories: list[Story]) -> Iterator[Section]:
    """The stories by kind, those told in brief, those in other languages by language; none of them is empty."""
    most = desk.issue.newsletter.in_full
    own = [story for story in stories if not desk.foreign(story)]
    brief: list[Entry] = []
    for kind in _kinds(desk.issue):
        told = [story for story in own if story.article.kind is kind]
        full = told if SHOWN[kind].layout == BRIEF else told[:most]
        brief += [desk.entry(story, BRIEF) for story in told[len(full) :]]
        if SHOWN[kind].heading == IN_BRIEF:
            brief += [desk.entry(story) for story in full]
        elif full:
            heading = desk.words.text(SHOWN[kind].heading)
            yield Section(heading=heading, entries=tuple(desk.entry(story) for story in full))
    if brief:
        yield Section(heading=desk.words.text(IN_BRIEF), entries=tuple(brief))
    yield from _foreign_sections(desk, [story for story in stories if desk.foreign(story)])


def _foreign_sections(desk: Desk, stories: list[Story]) -> Iterator[Section]:
    most = desk.issue.newsletter.in_full
    headings = [ALSO_IN.get(language(story.lang), ALSO_OTHER) for story in stories]
    for heading in dict.fromkeys(headings):
        told = [story for story, own in zip(stories, headings, strict=True) if own == heading]
        entries = [desk.entry(story, ARTICLE if n < most else BRIEF) for n, story in enumerate(told)]
        yield Section(heading=desk.words.text(heading), entries=tuple(entries))


def _kinds(issue: Issue) -> tuple[Kind, ...]:
    """The kinds in the order of the newsroom where it has set one, then in ours."""
    rule = issue.newsletter.selection
    first = rule.kinds if rule.order is Order.KIND else ()
    return tuple(dict.fromkeys((*first, *SHOWN)))


def _editions(own: Variant, variants: Sequence[Variant]) -> Iterator[Edition]:
    """The other variants of the issue; Traditional Chinese says whose it is only where there are two."""
    made = {own, *variants}
    for variant in Variant:
        if variant in made and variant is not own:
            region = {Variant.ZH_HANT_TW, Variant.ZH_HANT_HK} <= made
            name, of_region = links.EDITIONS[variant]
            yield Edition(lang=variant.value, name=of_region if region else name, url=links.browser_in(variant))


def _logo(picture: Picture, alt: str) -> Figure | None:
    """The logo, no wider than half the mail on a telephone and no higher than two lines."""
    if not picture.width or not picture.height:
        return figure(picture, alt, LOGO_PX[0])
    return figure(picture, alt, max(1, min(LOGO_PX[0], LOGO_PX[1] * picture.width // picture.height)))
