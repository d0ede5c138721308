"""Marks in links by which the statistics of a site know a mail (utm_source and its kin). Floor 2: pure.

The address itself is kept to the byte, its query and fragment included. Pictures, mail addresses and the tokens filled
in per recipient are never marked; an address that bears such a mark already belongs to somebody's own count.
"""

import re
from collections.abc import Callable

from digest.model import Audience, Issue, Tracking

_MARKED = re.compile(r"(?:^|[&;])utm_\w+(?==)", re.IGNORECASE)
_HOST = re.compile(r"https?://([^/?#:]+)", re.IGNORECASE)

Marker = Callable[[str], str]


def marker(tracking: Tracking | None, issue: Issue, audience: Audience) -> Marker:
    """A function that marks the address of a link; one that gives it back as it is where nothing is configured."""
    if tracking is None:
        return str
    wanted = {
        "utm_source": tracking.source,
        "utm_medium": tracking.medium,
        "utm_campaign": tracking.campaign,
        "utm_content": tracking.content,
    }
    marks = "&".join(f"{name}={_filled(text, issue, audience)}" for name, text in wanted.items() if text)
    return lambda url: _with(url, marks) if _ours(url, tracking.hosts) else url


def _filled(text: str, issue: Issue, audience: Audience) -> str:
    fields = {"newsletter": issue.newsletter.name, "issue": issue.id.replace("/", "-"), "audience": audience.name}
    for name, value in fields.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _ours(url: str, hosts: tuple[str, ...]) -> bool:
    found = _HOST.match(url)
    if not found:
        return False
    host = found[1].lower()
    return not hosts or any(host == each or host.endswith(f".{each}") for each in hosts)


def _with(url: str, marks: str) -> str:
    address, hash_, fragment = url.partition("#")
    before, _, query = address.partition("?")
    if _MARKED.search(query):
        return url
    glue = "&" if query and query[-1] not in "&;" else ""
    return f"{before}?{query}{glue}{marks}{hash_}{fragment}"
