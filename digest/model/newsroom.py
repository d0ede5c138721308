"""Who publishes what for whom, as configured. Part of digest.model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from digest.model.articles import Kind, Picture
from digest.model.languages import Language, Variant
from digest.model.terms import DEFAULT_GROUPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours as #RRGGBB; light, then the same thing in dark."""

    accent: str = "#009EDB"  # bars and marks only: too pale to read on white
    accent_dark: str = "#4DBEF0"
    link: str = "#00699E"
    link_dark: str = "#74C8F3"


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
    """What people decided by hand about one issue: article ids. No id is in both."""

    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def without(self, ids: tuple[str, ...]) -> "Choices":
        """These choices, those about `ids` taken back."""
        return Choices(
            pinned=tuple(pin for pin in self.pinned if pin not in ids),
            excluded=tuple(out for out in self.excluded if out not in ids),
        )

    def then(self, later: "Choices") -> "Choices":
        """These choices, overruled by later ones."""
        pinned = dict.fromkeys((*(pin for pin in self.pinned if pin not in later.excluded), *later.pinned))
        excluded = dict.fromkeys((*(out for out in self.excluded if out not in later.pinned), *later.excluded))
        return Choices(pinned=tuple(pinned), excluded=tuple(excluded))


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
    summarizer: str = "lead"
    summary_words: int = 75  # budget for English
    summary_characters: int = 140  # budget for Chinese


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Readers of one variant, and the channels that reach them."""

    name: str  # a slug: names a folder
    variant: Variant
    channels: tuple[str, ...]
    newsletters: tuple[str, ...]
    terms: tuple[str, ...] = (DEFAULT_GROUPS,)  # the groups of regional terms that its text is converted with
