"""Links by which a newsroom counts how often they are opened, and never by whom. Floor 2: pure.

A counted link leads over the newsroom's own pages. Its name follows from the issue, the audience and where it leads,
and from nothing of the reader: all copies of a mail hold the same bytes. Whoever does not know where it leads cannot
guess the name, and no name leads elsewhere than the issue did.
"""

import re
from base64 import b32encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape, unescape

from digest.model import Audience, Issue, Newsroom

FOLDER = "/c/"  # of the pages for readers
_LINK = re.compile(r'(<a\b[^<>]*?\shref=")(https?://[^"]*)(")', re.IGNORECASE)
_NAME_BYTES = 15  # 120 bits, 24 letters


def counted(html: str, issue: Issue, audience: Audience, newsroom: Newsroom) -> tuple[str, Mapping[str, str]]:
    """The HTML of a mail with its links counted, and by their names where they lead.

    As it was where the newsletter counts nothing. The newsroom's pages for readers and what is filled in per recipient
    are never counted.
    """
    if not issue.newsletter.count_clicks or not newsroom.pages:
        return html, {}
    led: dict[str, str] = {}

    def over(found: re.Match[str]) -> str:
        url = unescape(found[2])
        if url == newsroom.pages or url.startswith(f"{newsroom.pages}/"):
            return found[0]
        name = name_of(issue.id, audience.name, url)
        led[name] = url
        return f"{found[1]}{escape(newsroom.pages + FOLDER + name)}{found[3]}"

    return _LINK.sub(over, html), led


def name_of(issue_id: str, audience: str, url: str) -> str:
    """The name of the link: small letters and digits."""
    told = "\0".join(("digest link 1", issue_id, audience, url))
    return b32encode(sha256(told.encode()).digest()[:_NAME_BYTES]).decode().lower()
