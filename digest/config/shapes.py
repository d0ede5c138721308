"""The shape of `digest.toml`: tables, their keys, and what each value may be. Part of digest.config.

The names that exist (channels, sources, newsletters ...) come in as the validation context, so that an unknown name is
reported together with every other fault.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from ipaddress import ip_network
from itertools import islice
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from digest import windows
from digest.model import (
    DEFAULT_GROUPS,
    Kind,
    Language,
    LatePolicy,
    Order,
    ReviewPolicy,
    Theme,
    Variant,
)
from digest.text import mailboxes

EMAIL = "email"
"""The channel that is a mail; every other channel is a row of platforms.toml."""


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value) or len(value) > 40:
        raise ValueError("a name of at most 40 small letters, digits and single hyphens, such as weekly or un-feed")
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("an IANA time zone, such as Asia/Shanghai or Europe/Zurich")
    return value


def _https(value: str) -> str:
    if not re.fullmatch(r"https://[^\s/@]+(?:/\S*)?", value):
        raise ValueError("an address that starts with https://")
    return value.rstrip("/")


def _service(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@#?]+(?:/[^\s#]*)?", value):
        raise ValueError("an address like https://llm.example.org/v1, without a password; the key stands elsewhere")
    return value


def _web(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@#?]+/?", value):
        raise ValueError("the address that people type, such as https://digest.example.org")
    return value.rstrip("/")


def _issuer(value: str) -> str:
    if not re.fullmatch(r"https://[^\s/@#?]+(?:/[^\s#?]*)?|http://(?:127\.0\.0\.1|localhost)(?::\d+)?", value):
        raise ValueError("the issuer as its tokens write it: https://login.example.org")
    return value


def _address(value: str) -> str:
    try:
        sender = mailboxes.mailbox(value)
    except ValueError as e:
        raise ValueError("an e-mail address") from e
    if sender.smtputf8 or "." not in sender.domain:
        raise ValueError("an e-mail address that every mail server takes: ASCII before the @, a dot behind it")
    return value


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ValueError("a colour as #RRGGBB")
    return value


def _fonts(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9 -]+(?:,[A-Za-z0-9 -]+)*", value):
        raise ValueError("names of fonts that readers have, without quotation marks: Georgia, Noto Serif, serif")
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", value):
        raise ValueError("the name of a host, such as example.org")
    return value


def _mark(value: str) -> str:
    if not re.fullmatch(r"(?:[A-Za-z0-9._~-]|\{(?:newsletter|issue|audience)\})+", value):
        raise ValueError("letters, digits and ._~- with {newsletter}, {issue} or {audience} where wanted")
    return value


def _network(value: str) -> str:
    try:
        return str(ip_network(value))
    except ValueError:
        raise ValueError("an IP network, such as 10.1.0.0/16") from None


def _duration(value: object) -> timedelta:
    match = re.fullmatch(r"P(\d{1,4})([DW])", str(value))
    if not match:
        raise ValueError("a duration in days or weeks, such as P10D or P4W")
    return timedelta(days=int(match[1]) * (7 if match[2] == "W" else 1))


def _span(value: object) -> timedelta:
    match = re.fullmatch(r"PT?(\d{1,4})([HMDW])", str(value))
    if not match or ("T" in str(value)) != (match[2] in "HM"):
        raise ValueError("a duration such as PT30M, PT4H or P1D")
    unit = {"M": "minutes", "H": "hours", "D": "days", "W": "weeks"}[match[2]]
    return timedelta(**{unit: int(match[1])})


class UnusableError(ValueError):
    """A value that is wrong for a reason; other ValueErrors of this module say what would be right."""


def _checked_by(check: Callable[[str], str]) -> Callable[[str], str]:
    def validate(value: str) -> str:
        if wrong := check(value):
            raise UnusableError(wrong)
        return value

    return validate


def _not_too_often(every: timedelta) -> timedelta:
    if timedelta() < every < timedelta(minutes=5):
        raise ValueError("PT5M or more, or PT0M for never by itself")
    return every


def _some(names: tuple[str, ...]) -> tuple[str, ...]:
    # Not Field(min_length=1): that would report an empty list beside every unknown name in it.
    if not names:
        raise ValueError("at least one name")
    return names


def _known(registry: str) -> Callable[[str, ValidationInfo], str]:
    """A validator that accepts the names which the validation context lists under `registry`."""

    def validate(value: str, context: ValidationInfo) -> str:
        names: Collection[str] = (context.context or {})[registry]
        if value not in names:
            raise ValueError(", ".join(sorted(names)) or f"nothing: no {registry} are configured")
        return value

    return validate


Tag = Literal["en", "zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK"]
_TAGS: Mapping[Variant, Tag] = {
    Variant.EN: "en",
    Variant.ZH_HANS: "zh-Hans",
    Variant.ZH_HANT_TW: "zh-Hant-TW",
    Variant.ZH_HANT_HK: "zh-Hant-HK",
}


def name_for(names: Mapping[Tag, str], variant: Variant) -> str:
    """The text for `variant`; the two Traditional variants may share one under zh-Hant. Empty when missing."""
    shared = names.get("zh-Hant", "") if variant in (Variant.ZH_HANT_TW, Variant.ZH_HANT_HK) else ""
    return names.get(_TAGS[variant]) or shared


Declared = Literal["en", "zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "ja", "mixed", "undetermined"]
_REGIONS: Mapping[str, Variant] = {each.value: each for each in (Variant.ZH_HANT_TW, Variant.ZH_HANT_HK)}


def region(declared: Declared) -> Variant | None:
    """Whose Traditional Chinese a source declares, where it does."""
    return _REGIONS.get(declared)


def written_in(declared: Declared) -> Language:
    """The language that a source declares, without the region."""
    return Language.ZH_HANT if declared in _REGIONS else Language(declared)


def _complete(names: dict[Tag, str]) -> dict[Tag, str]:
    missing = [variant.value for variant in Variant if not name_for(names, variant)]
    if missing:
        raise ValueError(f"a text for {', '.join(missing)} too; zh-Hant may stand for zh-Hant-TW and zh-Hant-HK")
    return names


Slug = Annotated[str, AfterValidator(_slug)]
Zone = Annotated[str, AfterValidator(_zone)]
Https = Annotated[str, AfterValidator(_https)]
Address = Annotated[str, AfterValidator(_address)]
Service = Annotated[str, AfterValidator(_service)]
Web = Annotated[str, AfterValidator(_web)]
Issuer = Annotated[str, AfterValidator(_issuer)]
Network = Annotated[str, AfterValidator(_network)]
Colour = Annotated[str, AfterValidator(_colour)]
Fonts = Annotated[str, AfterValidator(_fonts)]
Host = Annotated[str, AfterValidator(_host)]
Mark = Annotated[str, AfterValidator(_mark)]
Days = Annotated[timedelta, BeforeValidator(_duration)]
Span = Annotated[timedelta, BeforeValidator(_span)]
Rule = Annotated[str, AfterValidator(_checked_by(windows.check_schedule))]
WindowRule = Annotated[str, AfterValidator(_checked_by(windows.check_rule))]
Names = Annotated[
    dict[Tag, Annotated[str, Field(min_length=1)]],
    AfterValidator(_complete),
]
ParserName = Annotated[str, AfterValidator(_known("source kinds"))]
SourceName = Annotated[str, AfterValidator(_known("sources"))]
NewsletterName = Annotated[str, AfterValidator(_known("newsletters"))]
TemplateName = Annotated[str, AfterValidator(_known("templates"))]
ChannelName = Annotated[str, AfterValidator(_known("channels"))]
SummarizerName = Annotated[str, AfterValidator(_known("summarizers"))]
TermGroup = Annotated[str, AfterValidator(_known("groups of terms"))]


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ThemeTable(Table):
    width: Annotated[int, Field(ge=480, le=720)] = Theme().width
    canvas: Colour = Theme().canvas
    canvas_dark: Colour = Theme().canvas_dark
    card: Colour = Theme().card
    card_dark: Colour = Theme().card_dark
    text: Colour = Theme().text
    text_dark: Colour = Theme().text_dark
    muted: Colour = Theme().muted
    muted_dark: Colour = Theme().muted_dark
    accent: Colour = Theme().accent
    accent_dark: Colour = Theme().accent_dark
    link: Colour = Theme().link
    link_dark: Colour = Theme().link_dark
    rule: Colour = Theme().rule
    rule_dark: Colour = Theme().rule_dark
    fonts: dict[Tag, Fonts] = {}


class TrackingTable(Table):
    source: Mark
    medium: Mark = "email"
    campaign: Mark = "{issue}"
    content: Mark | None = None
    hosts: tuple[Host, ...] = ()


class LogoTable(Table):
    url: Https
    alt: str = ""
    width: Annotated[int, Field(gt=0, le=600)] | None = None
    height: Annotated[int, Field(gt=0, le=600)] | None = None
    file: str = ""


class NewsroomTable(Table):
    name: Names
    address: Names
    site: Https
    sender: Address
    zone: Zone
    database: str = ""
    allowed_networks: tuple[Network, ...] = ()
    https_hosts: tuple[Host, ...] = ()
    theme: ThemeTable = ThemeTable()
    logo: LogoTable | None = None
    tracking: TrackingTable | None = None


class SourceTable(Table):
    kind: ParserName
    location: Annotated[str, Field(min_length=1)]
    zone: Zone | None = None
    language: Declared = "undetermined"
    site: Https | None = None
    every: Annotated[Span, AfterValidator(_not_too_often)] = timedelta(hours=1)


class SelectionTable(Table):
    kinds: tuple[Kind, ...] = ()
    languages: tuple[Language, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[SourceName, ...] = ()
    limits: dict[Kind, Annotated[int, Field(ge=0)]] = {}
    order: Order = Order.NEWEST
    minimum: Annotated[int, Field(ge=0, le=100)] = 0
    look_back: Days = timedelta(days=28)
    maximum: Annotated[int, Field(ge=1, le=100)] = 30
    late: LatePolicy = LatePolicy.OFFER
    late_reach: Days = timedelta(days=28)
    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.minimum > self.maximum:
            raise ValueError(f"a minimum of at most the maximum, {self.maximum}")
        return self


class ReviewTable(Table):
    approvers: Annotated[int, Field(ge=1, le=9)] = ReviewPolicy().approvers
    own_edits: bool = ReviewPolicy().own_edits


class NewsletterTable(Table):
    title: Names
    schedule: Rule
    starts: date = date(2024, 1, 1)
    zone: Zone | None = None
    window: WindowRule = "schedule"
    channels: tuple[ChannelName, ...] = (EMAIL,)
    template: TemplateName = "weekly"
    in_full: Annotated[int, Field(ge=1, le=100)] = 4
    summarizer: SummarizerName = "extractive"
    summary_words: Annotated[int, Field(ge=20, le=400)] = 75
    summary_characters: Annotated[int, Field(ge=40, le=800)] = 140
    cards: bool = True
    build_ahead: Days = timedelta(days=1)
    count_clicks: bool = False
    selection: SelectionTable = SelectionTable()
    review: ReviewTable = ReviewTable()

    @model_validator(mode="after")
    def _due_days(self) -> Self:
        due = list(islice(windows.wall_times(self.schedule, self.starts), 100))
        if not due:
            raise ValueError("a schedule by which at least one issue is due")
        if self.window == "schedule" and len({moment.date() for moment in due}) < len(due):
            raise ValueError("window = 'schedule-exact', because two issues are due on one day")
        return self


class ModelTable(Table):
    address: Service
    name: Annotated[str, Field(min_length=1, max_length=200)]
    calls: Annotated[int, Field(ge=0, le=100_000)] = 200
    tokens: Annotated[int, Field(ge=0, le=1_000_000_000)] = 1_000_000
    connect_s: Annotated[float, Field(gt=0, le=60)] = 5.0
    read_s: Annotated[float, Field(gt=0, le=600)] = 60.0
    total_s: Annotated[float, Field(gt=0, le=1800)] = 120.0
    tries: Annotated[int, Field(ge=1, le=10)] = 3


class SignInTable(Table):
    issuer: Issuer
    client_id: Annotated[str, Field(min_length=1, max_length=300)]
    claim: Literal["email", "preferred_username", "upn", "sub"] = "email"
    label: Annotated[str, Field(min_length=1, max_length=40)] = "OpenID"


class TeamTable(Table):
    url: Web
    remind: Span = timedelta(hours=4)


class PublicTable(Table):
    address: Https
    returns: Address | Literal[""] = ""
    soft_bounces: Annotated[int, Field(ge=1, le=100)] = 5
    soft_days: Annotated[int, Field(ge=1, le=366)] = 30


class ReadersTable(Table):
    variants: tuple[Variant, ...] | None = None
    languages: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    tags: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    by_name_only: bool = False


class AudienceTable(Table):
    variant: Variant
    newsletters: Annotated[tuple[NewsletterName, ...], AfterValidator(_some)]
    channels: tuple[ChannelName, ...] | None = None
    terms: tuple[TermGroup, ...] = (DEFAULT_GROUPS,)
    readers: ReadersTable = ReadersTable()
