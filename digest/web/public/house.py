"""What the pages for readers need, opened once. Part of digest.web.public."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from digest import render, starter
from digest.errors import UsageError
from digest.model import Newsletter, PublicPages, Variant, said
from digest.subscribers.keys import keys
from digest.subscribers.tokens import Keys
from digest.transport import Letter
from digest.web.public.allowance import Allowance

if TYPE_CHECKING:
    from digest.pipeline import Desk

FOLDER = Path("templates") / "public"
STYLE = "public/public.css.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A newsroom with its pages for readers. `send` is given each letter that a page writes."""

    desk: "Desk"
    public: PublicPages
    keys: Keys
    send: Callable[[Letter], None]
    words: Mapping[Variant, render.Words]
    style: str
    clock: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    per_client: Allowance = field(default_factory=lambda: Allowance(20, timedelta(hours=1)))
    per_address: Allowance = field(default_factory=lambda: Allowance(3, timedelta(hours=12)))
    in_all: Allowance = field(default_factory=lambda: Allowance(500, timedelta(hours=1)))

    @property
    def newsletters(self) -> Mapping[str, Newsletter]:
        """Those that go out by mail."""
        letters = self.desk.settings.newsletters
        return {name: letter for name, letter in letters.items() if "email" in letter.channels}

    def offered(self, newsletter: str) -> tuple[Variant, ...]:
        """The variants that the newsletter is made in."""
        audiences = self.desk.settings.audiences.values()
        made = {each.variant for each in audiences if newsletter in each.newsletters and "email" in each.channels}
        return tuple(variant for variant in Variant if variant in made)

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The variants that any newsletter is made in."""
        made = {variant for name in self.newsletters for variant in self.offered(name)}
        return tuple(variant for variant in Variant if variant in made)

    @property
    def style_version(self) -> str:
        return sha256(self.style.encode()).hexdigest()[:12]


@contextmanager
def open_house(root: Path, send: Callable[[Letter], None] | None = None) -> Iterator[House]:
    """The newsroom in `root`, opened for its readers. DigestError where an address, a key or a relay is missing."""
    from digest import newsroom

    with newsroom.open_desk(root) as desk:
        yield house(desk, send)


def house(desk: "Desk", send: Callable[[Letter], None] | None = None) -> House:
    """The pages for readers of the newsroom at `desk`. DigestError where an address, a key or a relay is missing."""
    from digest import dispatch

    signed = keys()
    public = desk.settings.public
    if public is None:
        raise UsageError(
            said("The pages for readers have no address."),
            next=said('Add to config/digest.toml:  [public]  address = "https://news.example.org"'),
        )
    if send is None:
        dispatch.check_ways(desk)  # a letter that cannot leave would be waited for in vain
    return House(
        desk=desk,
        public=public,
        keys=signed,
        send=send or dispatch.post(desk),
        words=catalogues(desk.settings.root),
        style=desk.templates.render(STYLE, channel="public", theme=desk.settings.newsroom.theme),
    )


def catalogues(root: Path) -> Mapping[Variant, render.Words]:
    """The words of the pages in each variant; the newsroom's own file, or ours."""
    folders = (root / FOLDER / "locale", starter.shipped("templates") / "public" / "locale")
    found = {}
    for variant in Variant:
        files = (folder / f"{variant.value}.po" for folder in folders)
        found[variant] = render.read_catalogue(next(file for file in files if file.is_file()).read_bytes())
    return found
