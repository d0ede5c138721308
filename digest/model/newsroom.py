"""Who publishes what for whom, as configured. Part of digest.model."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from digest.model.articles import Kind, Picture
from digest.model.languages import Language, Variant
from digest.model.review import ReviewPolicy
from digest.model.subscribers import Readers
from digest.model.terms import DEFAULT_GROUPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How a mail looks: its width in pixels, colours as #RRGGBB, each light and dark, and fonts by variant."""

    width: int = 600
    canvas: str = "#F3F6F8"  # around the card, and behind a quotation
    canvas_dark: str = "#0E151B"
    card: str = "#FFFFFF"  # behind the text, and the letters on a button
    card_dark: str = "#151F28"
    text: str = "#1B2733"
    text_dark: str = "#E7EDF2"
    muted: str = "#55636F"
    muted_dark: str = "#A3B1BD"
    accent: str = "#009EDB"  # bars and marks only: too pale to read on white
    accent_dark: str = "#4DBEF0"
    link: str = "#00699E"
    link_dark: str = "#74C8F3"
    rule: str = "#E3E9EE"
    rule_dark: str = "#25323E"
    fonts: Mapping[Variant, str] = field(default_factory=dict)  # a CSS stack instead of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """What links in a mail tell the statistics of a site; texts may hold {newsletter}, {issue} and {audience}."""

    source: str
    medium: str
    campaign: str
    content: str = ""
    hosts: tuple[str, ...] = ()  # whose links are marked, their subdomains included; empty for every web link


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """Who publishes. Texts per variant are complete: configuration refuses gaps."""

    name: Mapping[Variant, str]
    address: Mapping[Variant, str]  # postal address for the footer of the mail
    site: str  # absolute https URL without trailing slash
    sender: str  # e-mail address the newsletter comes from
    zone: str
    theme: Theme = Theme()
    logo: Picture | None = None
    logo_picture: bytes = field(default=b"", repr=False)  # the same as a file, for share cards; empty for none
    tracking: Tracking | None = None
    pages: str = ""  # the address of its pages for readers, https without a trailing slash; "" for none
    https_hosts: tuple[str, ...] = ()  # known to answer by https, their subdomains included


class Order(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"
    KIND = "kind"  # by SelectionRule.kinds, newest first within one kind


class LatePolicy(StrEnum):
    OFFER = "offer"  # listed by `explain`, in only when pinned
    INCLUDE = "include"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What people decided by hand about one issue: article ids. No id is in two of pinned, excluded and deferred.

    `settled`, where it is not empty, is the whole issue in its order: nothing else comes in by itself.
    """

    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()  # left out here, offered to the next issue

    def without(self, ids: tuple[str, ...]) -> "Choices":
        """These choices, those about `ids` taken back; what is settled stays in its place."""
        return replace(
            self,
            pinned=tuple(pin for pin in self.pinned if pin not in ids),
            excluded=tuple(out for out in self.excluded if out not in ids),
            deferred=tuple(out for out in self.deferred if out not in ids),
        )

    def then(self, later: "Choices") -> "Choices":
        """These choices, overruled by later ones."""
        out = (*later.excluded, *later.deferred)
        settled = later.settled or self.settled
        return Choices(
            pinned=_joined(self.pinned, out, later.pinned),
            excluded=_joined(self.excluded, (*later.pinned, *later.deferred), later.excluded),
            settled=_joined(settled, out, later.pinned) if settled else (),
            deferred=_joined(self.deferred, (*later.pinned, *later.excluded), later.deferred),
        )


def _joined(kept: tuple[str, ...], gone: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*(one for one in kept if one not in gone), *new)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionRule:
    """What may enter an issue. Empty tuples allow everything."""

    kinds: tuple[Kind, ...] = ()
    languages: tuple[Language, ...] = ()
    tags: tuple[str, ...] = ()  # any of them
    sources: tuple[str, ...] = ()
    limits: tuple[tuple[Kind, int], ...] = ()  # at most so many items of a kind
    order: Order = Order.NEWEST
    minimum: int = 0  # look further back until there are so many
    look_back: timedelta = timedelta(days=28)  # how far before the window "further back" may reach
    maximum: int = 30
    late: LatePolicy = LatePolicy.OFFER
    late_reach: timedelta = timedelta(days=28)
    choices: Choices = Choices()  # pinned articles come first in the issue, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsletter:
    """A recurring publication."""

    name: str  # a slug: names a folder
    title: Mapping[Variant, str]
    schedule: str  # RFC 5545 RRULE value: when an issue is due
    starts: date  # DTSTART of the rule, in `zone`
    zone: str
    window: str  # a window rule, see digest.windows
    selection: SelectionRule = SelectionRule()
    channels: tuple[str, ...] = ("email",)
    template: str = "weekly"  # of the mail: names templates/email/<template>.mjml.j2
    in_full: int = 4  # stories of each section that are told in full; the mail names the others in brief
    summarizer: str = "extractive"
    summary_words: int = 75  # budget for English
    summary_characters: int = 140  # budget for Chinese
    cards: bool = True  # pictures of the headlines, for posts
    build_ahead: timedelta = timedelta(days=1)  # how long before it is due an issue is built, for people to look at
    count_clicks: bool = False  # how often links of its mails are opened; never by whom
    review: ReviewPolicy = ReviewPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelService:
    """A language model that may write summaries: where it answers, and what one build may ask of it."""

    address: str  # without /chat/completions: "https://llm.example.org/v1"
    name: str  # as the service knows it
    calls: int = 200  # of one build
    tokens: int = 1_000_000  # of one build, questions and answers together
    connect_s: float = 5.0
    read_s: float = 60.0  # without a sign of life
    total_s: float = 120.0  # for one answer, tries and pauses included
    tries: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityProvider:
    """Who else is believed when they say who somebody is: an OpenID provider, and the account that a claim names."""

    issuer: str  # as it stands in its tokens, without a trailing slash unless it has one there
    client_id: str
    claim: str = "email"  # what names the account here
    label: str = "OpenID"  # how people call it
    secret: str = ""  # "" for a client that has none


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPages:
    """Where people sign up and leave, and what is done with mails that come back."""

    address: str  # https, without a trailing slash
    returns: str = ""  # the mailbox that bounces come back to; "" for the sender's
    soft_bounces: int = 5  # so many days with a soft bounce within `soft_days` count as a hard one
    soft_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMail:
    """How people with an account are told what waits for them."""

    url: str  # where they reach the review page, without a trailing slash
    remind: timedelta  # how long before the hour whoever may approve is asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Readers of one variant, and the channels that reach them."""

    name: str  # a slug: names a folder
    variant: Variant
    channels: tuple[str, ...]
    newsletters: tuple[str, ...]
    terms: tuple[str, ...] = (DEFAULT_GROUPS,)  # the groups of regional terms that its text is converted with
    readers: Readers = field(default_factory=Readers)  # which subscribers it takes; a configured one has a rule
