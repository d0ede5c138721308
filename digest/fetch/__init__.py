"""What a source holds, as bytes: the only door to files and the network. Floor 3.

`files` reads below the newsroom folder, `web` reads http and https, `connect` and `addresses` see to it that a
feed cannot point this program at a private network. Nothing here looks inside the bytes.
"""

import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from digest import __version__
from digest.errors import SourceError
from digest.fetch import files
from digest.fetch.answer import Answer, BusyError, Limits, Validators
from digest.model import Source

__all__ = ["Answer", "BusyError", "Limits", "Validators", "read", "user_agent"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://|(file|data|javascript):", re.IGNORECASE)


def read(
    source: Source,
    *,
    root: Path,
    now: datetime,
    validators: Validators = Validators(),  # noqa: B008 - frozen and empty
    limits: Limits = Limits(),  # noqa: B008 - frozen
    user_agent: str = f"digest/{__version__}",
    sleep: Callable[[float], None] = time.sleep,
    outside_root: bool = False,
) -> Answer:
    """The documents of `source`; SourceError when there are none to be had.

    A path is taken relative to `root`, the newsroom folder, and has to stay inside unless `outside_root`, which
    is for a path a person typed. `validators` are those of the last answer whose documents were understood.
    `now` turns "come back in an hour" into a time; `sleep` waits between tries.
    """
    location = source.location.strip()
    scheme = _SCHEME.match(location)
    if scheme is None:
        return files.read(source, root=root, limits=limits, outside_root=outside_root)
    if location.lower().startswith(("http://", "https://")):
        from digest.fetch import web

        return web.read(source, now=now, validators=validators, limits=limits, user_agent=user_agent, sleep=sleep)
    raise SourceError(
        f"The source {source.name} has a location that starts with {scheme.group().lower()}, which is not read.",
        source=source.name,
        location=source.location,
        next="Give a path in the newsroom folder or an address that starts with http:// or https://.",
    )


def unreadable(source: Source, root: Path) -> str:
    """Why the file or folder of `source` cannot be read, in words; empty when it can. Addresses are not visited."""
    if source.location.strip().lower().startswith(("http://", "https://")):
        return ""
    try:
        files.read(source, root=root, limits=Limits(), outside_root=False)
    except SourceError as e:
        return e.what
    return ""


def user_agent(site: str) -> str:
    """How this program introduces itself to servers, with the address of the newsroom that runs it."""
    clean = "".join(character for character in site if "!" <= character <= "~" and character not in "()")
    return f"digest/{__version__} (+{clean})" if clean else f"digest/{__version__}"
