"""The newsroom's configuration, whole and checked, from `config/digest.toml`. Floor 3.

The only reader of configuration files. It reports every fault at once, each with its line, and opens nothing else: a
`Settings` that comes out of here needs no further checks. Pydantic checks shapes; what one value means for another is
checked after that.
"""

import os
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digest import platforms, sources, starter, summarizers
from digest.config import environment, logos, terms, themes, ways
from digest.config.lines import Lines
from digest.config.root import RootTable
from digest.config.shapes import (
    EMAIL,
    AudienceTable,
    NewsletterTable,
    NewsroomTable,
    SourceTable,
    Tag,
    UnusableError,
    name_for,
    region,
    written_in,
)
from digest.errors import ConfigError, Fault
from digest.model import (
    DEFAULT_GROUPS,
    Audience,
    Choices,
    Dispatching,
    Glossary,
    IdentityProvider,
    ModelService,
    Newsletter,
    Newsroom,
    Picture,
    PublicPages,
    Readers,
    ReviewPolicy,
    SelectionRule,
    Source,
    TeamMail,
    Tracking,
    Variant,
)
from digest.platforms import Platform

__all__ = ["EMAIL", "FILE", "PLATFORMS_FILE", "SQLITE_FILE", "Settings", "load"]

FILE = Path("config") / "digest.toml"
PLATFORMS_FILE = Path("config") / "platforms.toml"
_TEMPLATE = ".mjml.j2"
SQLITE_FILE = "sqlite:///"  # the beginning of an address that names a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a newsroom configured. `root` is the folder that holds config/, templates/ and outbox/."""

    root: Path
    newsroom: Newsroom
    sources: Mapping[str, Source]
    newsletters: Mapping[str, Newsletter]
    audiences: Mapping[str, Audience]
    platforms: Mapping[str, Platform]
    model: ModelService | None  # that writes summaries where a newsletter says so
    public: PublicPages | None  # where people sign up and leave; without it nobody can
    team: TeamMail | None  # what people with an account are told by mail; without it nothing
    provider: IdentityProvider | None  # who else may say who somebody is
    dispatching: Dispatching  # how mail leaves
    database: str  # an SQLAlchemy URL
    allowed_networks: tuple[str, ...]  # private networks that sources may be fetched from
    glossary: Glossary  # every row; `glossary.for_groups(audience.terms)` is what an audience uses
    config_sha256: str  # of the configuration files
    terms_sha256: str  # of the tables of regional terms, ours and the newsroom's own


def load(root: Path) -> Settings:
    """The settings of the newsroom in `root`; ConfigError with every fault of its files."""
    raw, faults = _read_toml(root, FILE)
    rows, platform_faults = _read_platforms(root)
    regional = terms.load(root)
    faults += (*platform_faults, *regional.faults)
    if raw is None:
        raise ConfigError(tuple(faults))
    try:
        model = RootTable.model_validate(raw, context=_names_known(root, raw, rows, regional.groups))
    except ValidationError as e:
        lines = Lines((root / FILE).read_text(encoding="utf-8"))
        faults += [_fault(error, lines) for error in e.errors(include_url=False)]
    else:
        faults += _impossible_pairs(root, model, Lines((root / FILE).read_text(encoding="utf-8")))
    if faults:
        raise ConfigError(tuple(sorted(faults, key=lambda fault: (fault.file, fault.line or 0))))
    return _settings(root, model, rows, regional)


def _impossible_pairs(root: Path, model: RootTable, lines: Lines) -> Iterator[Fault]:
    """Newsletters that reach nobody or ask no model, audiences that a newsletter of theirs reaches by no channel,
    colours that cannot be told apart.
    """
    for key, what in themes.unreadable(model.newsroom.theme):
        yield Fault(file=str(FILE), line=lines.find(key), key=key, what=what)
    if model.newsroom.logo and (what := logos.wrong(root, model.newsroom.logo.file)):
        key = "newsroom.logo.file"
        yield Fault(file=str(FILE), line=lines.find(key), key=key, what=what)
    for name, newsletter in model.newsletters.items():
        if newsletter.summarizer == summarizers.MODEL and model.model is None:
            key = f"newsletters.{name}.summarizer"
            yield Fault(
                file=str(FILE), line=lines.find(key), key=key, what="needs a table [model] with address and name"
            )
        if newsletter.count_clicks and model.public is None:
            key = f"newsletters.{name}.count_clicks"
            yield Fault(file=str(FILE), line=lines.find(key), key=key, what="needs a table [public] with address")
        if not any(name in audience.newsletters for audience in model.audiences.values()):
            key = f"newsletters.{name}"
            what = "no audience takes it; name it in the `newsletters` of one"
            yield Fault(file=str(FILE), line=lines.find(key), key=key, what=what)
    for name, audience in model.audiences.items():
        for taken in audience.newsletters:
            offered = model.newsletters[taken].channels
            if audience.channels is not None and not set(audience.channels) & set(offered):
                key = f"audiences.{name}.channels"
                what = f"none of them is a channel of the newsletter {taken}"
                yield Fault(file=str(FILE), line=lines.find(key), key=key, what=what, allowed=", ".join(offered))


def _names_known(
    root: Path, raw: Mapping[str, Any], rows: Mapping[str, Platform], groups: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """The names that values of the configuration may refer to."""
    return {
        "channels": (EMAIL, *rows),
        "templates": tuple(dict.fromkeys(_templates(root))),
        "source kinds": tuple(sources.PARSERS),
        "summarizers": (*summarizers.SUMMARIZERS, summarizers.MODEL),
        "sources": _keys(raw.get("sources")),
        "newsletters": _keys(raw.get("newsletters")),
        "groups of terms": (DEFAULT_GROUPS, *groups),
    }


def _templates(root: Path) -> Iterator[str]:
    """The names of the mails that the newsroom, or the product, has a template for."""
    for folder in (root / "templates", starter.shipped("templates")):
        for file in sorted((folder / "email").glob(f"*{_TEMPLATE}")):
            yield file.name.removesuffix(_TEMPLATE)


def _keys(table: object) -> tuple[str, ...]:
    return tuple(table) if isinstance(table, dict) else ()


# --- from shapes to nouns --------------------------------------------------------------------------------------


def _settings(root: Path, model: RootTable, rows: Mapping[str, Platform], regional: terms.Terms) -> Settings:
    room = model.newsroom
    newsletters = {name: _newsletter(name, table, room.zone) for name, table in model.newsletters.items()}
    return Settings(
        root=root,
        newsroom=Newsroom(
            name=_names(room.name),
            address=_names(room.address),
            site=room.site,
            sender=room.sender,
            zone=room.zone,
            theme=themes.theme(room.theme),
            logo=Picture(**room.logo.model_dump(exclude={"file"})) if room.logo else None,
            logo_picture=logos.read(root, room.logo.file) if room.logo else b"",
            https_hosts=room.https_hosts,
            pages=model.public.address if model.public else "",
            tracking=Tracking(**room.tracking.model_dump(exclude_none=True)) if room.tracking else None,
        ),
        sources={name: _source(name, table, room) for name, table in model.sources.items()},
        newsletters=newsletters,
        audiences={name: _audience(name, table, newsletters) for name, table in model.audiences.items()},
        platforms=rows,
        model=ModelService(**model.model.model_dump()) if model.model else None,
        public=PublicPages(**model.public.model_dump()) if model.public else None,
        team=TeamMail(**model.team.model_dump()) if model.team else None,
        provider=_provider(model),
        dispatching=ways.dispatching(root, model.dispatch, room),
        database=os.environ.get("DIGEST_DATABASE") or _database(root, room.database),
        allowed_networks=room.allowed_networks,
        glossary=regional.glossary,
        config_sha256=_hash(root / FILE, root / PLATFORMS_FILE),
        terms_sha256=regional.sha256,
    )


def _provider(model: RootTable) -> IdentityProvider | None:
    if model.sign_in is None:
        return None
    return IdentityProvider(**model.sign_in.model_dump(), secret=environment.secret("DIGEST_SIGN_IN_SECRET"))


def _database(root: Path, configured: str) -> str:
    """The configured address; a file without a folder of its own lies in the newsroom's, wherever one works from."""
    file = configured.removeprefix(SQLITE_FILE) if configured.startswith(SQLITE_FILE) else ""
    if configured and (not file or file.startswith(("/", ":memory:", "file:"))):
        return configured
    # In an address a question mark ends the name of the file, and a percent sign begins a code for a character.
    folder = str(root.absolute()).replace("%", "%25").replace("?", "%3F")
    return f"{SQLITE_FILE}{folder}/{file or 'digest.db'}"


def _source(name: str, table: SourceTable, room: NewsroomTable) -> Source:
    return Source(
        name=name,
        kind=table.kind,
        location=table.location,
        zone=table.zone or room.zone,
        language=written_in(table.language),
        variant=region(table.language),
        site=table.site or room.site,
        every=table.every,
    )


def _newsletter(name: str, table: NewsletterTable, zone: str) -> Newsletter:
    rule = table.selection.model_dump()
    rule["limits"] = tuple(rule["limits"].items())
    rule["choices"] = Choices(pinned=rule.pop("pinned"), excluded=rule.pop("excluded"))
    fields = table.model_dump(exclude={"title", "zone", "selection", "review"})
    return Newsletter(
        name=name,
        title=_names(table.title),
        zone=table.zone or zone,
        selection=SelectionRule(**rule),
        review=ReviewPolicy(**table.review.model_dump()),
        **fields,
    )


def _audience(name: str, table: AudienceTable, newsletters: Mapping[str, Newsletter]) -> Audience:
    offered = dict.fromkeys(c for newsletter in table.newsletters for c in newsletters[newsletter].channels)
    channels = table.channels if table.channels is not None else tuple(offered)
    return Audience(
        name=name,
        variant=table.variant,
        channels=channels,
        newsletters=table.newsletters,
        terms=table.terms,
        readers=_readers(table),
    )


def _readers(table: AudienceTable) -> Readers:
    """Without a rule, whoever reads the audience's variant."""
    rule = table.readers
    tags = tuple(" ".join(unicodedata.normalize("NFKC", tag).casefold().split()) for tag in rule.tags)
    variants = (table.variant,) if rule.variants is None else rule.variants
    return Readers(variants=variants, languages=rule.languages, tags=tags, by_name_only=rule.by_name_only)


def _names(names: Mapping[Tag, str]) -> dict[Variant, str]:
    return {variant: name_for(names, variant) for variant in Variant}


# --- files and lines -------------------------------------------------------------------------------------------


def _read_toml(root: Path, file: Path) -> tuple[dict[str, Any] | None, list[Fault]]:
    try:
        return tomllib.loads((root / file).read_text(encoding="utf-8")), []
    except FileNotFoundError:
        what = f"not found in {root}; run `digest init DIR` for a new newsroom or name one with -C DIR"
        return None, [Fault(file=str(file), line=None, key="", what=what)]
    except OSError as e:
        return None, [Fault(file=str(file), line=None, key="", what=f"cannot be read: {e.strerror}")]
    except UnicodeDecodeError as e:
        return None, [Fault(file=str(file), line=None, key="", what=f"is not UTF-8 (byte {e.start})")]
    except tomllib.TOMLDecodeError as e:
        line = re.search(r"at line (\d+)", str(e))
        return None, [Fault(file=str(file), line=int(line[1]) if line else None, key="", what=f"not TOML: {e}")]


def _hash(*files: Path) -> str:
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _read_platforms(root: Path) -> tuple[dict[str, Platform], list[Fault]]:
    raw, faults = _read_toml(root, PLATFORMS_FILE)
    if raw is None:
        return {}, faults
    try:
        return dict(platforms.from_mapping(raw)), []
    except ValueError as e:
        return {}, [Fault(file=str(PLATFORMS_FILE), line=None, key="", what=str(e))]


def _fault(error: Any, lines: Lines) -> Fault:
    # Pydantic puts "[key]" behind a key that is itself at fault.
    key = ".".join(str(part) for part in error["loc"] if part != "[key]")
    what, allowed = _in_words(error)
    return Fault(file=str(FILE), line=lines.find(key), key=key, what=what, allowed=allowed)


def _in_words(error: Any) -> tuple[str, str]:
    given = error.get("input")
    match error["type"]:
        case "extra_forbidden":
            return "unknown key", ""
        case "missing":
            return "missing", ""
        case "enum" | "literal_error":
            return f"{given!r} is not known", str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        case "value_error" if isinstance(error["ctx"]["error"], UnusableError):
            return f"{given!r}: {error['ctx']['error']}", ""
        case "value_error":
            shown = f"{given!r} cannot be used" if isinstance(given, str | int) else "these cannot go together"
            return shown, str(error["ctx"]["error"])
        case _:
            return f"{error['msg'].lower()}, got {given!r}", ""
