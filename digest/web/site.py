"""The application: everything a page needs, opened once. Part of digest.web."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from digest.errors import UsageError
from digest.identity import Provider
from digest.web import assets, guards, routes, showing
from digest.web.elsewhere import Errands
from digest.web.shelf import Shelf
from digest.web.throttle import Throttle

if TYPE_CHECKING:
    from digest.pipeline import Desk

Looked = Callable[[], datetime | None]
"""When the scheduler of this process looked last; None where it has not, or there is none."""

SMALL = 1_000  # bytes: what is shorter is not worth compressing
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A newsroom with its pages. `url` is where people reach them, "" for this machine alone."""

    desk: "Desk"
    clock: Callable[[], datetime]
    url: str = ""
    throttle: Throttle = field(default_factory=Throttle)
    provider: Provider | None = None  # who else may say who somebody is
    looked: Looked = lambda: None
    errands: Errands = field(default_factory=Errands)
    shelf: Shelf = field(default_factory=Shelf)
    pages: Environment = field(default_factory=showing.environment)
    files: Mapping[str, assets.Asset] = field(default_factory=assets.read)

    @property
    def secure(self) -> bool:
        return self.url.startswith("https://")

    @property
    def hosts(self) -> frozenset[str]:
        return LOCAL | {urlsplit(self.url).hostname or "localhost"}

    @property
    def cookie(self) -> str:
        """The name of the session's cookie: browsers keep one with this prefix to https and to this host."""
        return "__Host-digest" if self.secure else "digest-session"

    @property
    def ticket(self) -> str:
        """The name of the cookie that a browser comes back with from the provider."""
        return "__Host-digest-errand" if self.secure else "digest-errand"


def application(site: Site) -> Starlette:
    """The pages of `site`, ready to be served."""
    guard = Middleware(guards.Guard, hosts=site.hosts, secure=site.secure)
    small = Middleware(GZipMiddleware, minimum_size=SMALL, compresslevel=5)
    return Starlette(routes=routes.served(site), middleware=[guard, small], exception_handlers=routes.failures(site))


@contextmanager
def open_site(root: Path, url: str = "", looked: Looked = lambda: None) -> Iterator[Site]:
    """The newsroom in `root`, opened for its pages."""
    from digest import newsroom

    if url and not (url.startswith(("https://", "http://")) and urlsplit(url).hostname):
        raise UsageError(f"{url!r} is no address of a web site.", next="Write it like https://digest.example.org")
    with newsroom.open_desk(root) as desk:
        provider = desk.settings.provider
        yield Site(
            desk=desk,
            clock=lambda: datetime.now(UTC),
            url=url.rstrip("/"),
            provider=Provider(provider) if provider else None,
            looked=looked,
        )
