"""The issues that were sent, for everybody: a list, a feed, and each as it was. Part of digest.web.public.

What is shown is what was approved and sent, byte for byte but for what is said and linked to one reader; drafts and
issues that are to be sent are not here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from typing import Any

from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from digest import outbox
from digest.errors import OutboxError
from digest.model import DeliveryState, Sending, Variant, Window
from digest.render import links, window_words
from digest.render.letter import reason
from digest.render.tidy import line
from digest.web.public import pages
from digest.web.public.house import House

# The links by which a reader leaves, chooses, or comes to where everybody is already.
_OWN = "|".join(map(re.escape, (links.UNSUBSCRIBE, links.PREFERENCES, links.BROWSER)))
_TO_ONE = re.compile(rf'<a\b[^<>]*\bhref="(?:{_OWN})"[^<>]*>(?:(?!</a>).)*</a>(?:\s*·\s*)?', re.DOTALL)
MOST = 200  # issues of a newsletter in the list
IN_FEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One issue as one audience got it."""

    path: str
    url: str
    subject: str
    meta: str
    sent: str
    hashes: Mapping[str, str]  # of the files that its audience got, by path
    audience: str


async def index(house: House, visit: Request) -> Response:
    """Every newsletter with the issues that were sent, in this variant."""
    variant = pages.variant_of(house, visit)
    letters = await run_in_threadpool(_letters, house, variant)
    headers = {**pages.PUBLIC, "vary": "accept-language"}
    return pages.page(house, visit, "archive", variant, headers=headers, letters=letters)


async def feed(house: House, visit: Request) -> Response:
    """The newest issues of a newsletter as an Atom feed (RFC 4287)."""
    variant = _variant(visit)
    letter = house.newsletters.get(visit.path_params["newsletter"])
    if letter is None or variant not in house.offered(letter.name):
        raise HTTPException(404)
    shown = (await run_in_threadpool(lambda: list(_shown(house, letter.name, variant))))[:IN_FEED]
    text = house.desk.templates.render(
        "public/feed.atom.j2",
        channel="public",
        lang=variant.value,
        id=f"{house.public.address}{_feed_path(letter.name, variant)}",
        home=f"{house.public.address}/archive?lang={variant.value}",
        title=letter.title[variant],
        newsroom=house.desk.settings.newsroom.name[variant],
        updated=shown[0].sent if shown else "1970-01-01T00:00:00+00:00",
        issues=shown,
    )
    tag = f'"{sha256(text.encode()).hexdigest()[:24]}"'
    headers = {**pages.PUBLIC, "etag": tag}
    if visit.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(text, headers=headers, media_type="application/atom+xml; charset=utf-8")


async def issue(house: House, visit: Request) -> Response:
    """The mail as it was sent, with links for everybody in the place of those for one reader."""
    variant = _variant(visit)
    name, slug = visit.path_params["newsletter"], visit.path_params["slug"]
    html = await run_in_threadpool(_mail, house, name, f"{name}/{slug}", variant)
    if html is None:
        raise HTTPException(404)
    headers = {**pages.PUBLIC, "content-security-policy": pages.MAIL_POLICY}
    return Response(html, headers=headers, media_type="text/html; charset=utf-8")


def _letters(house: House, variant: Variant) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name, letter in house.newsletters.items():
        if shown := list(_shown(house, name, variant))[:MOST]:
            found.append({"title": letter.title[variant], "issues": shown, "feed": _feed_path(name, variant)})
    return found


def _shown(house: House, newsletter: str, variant: Variant, issue: str = "") -> Iterator[Shown]:
    """The issues of a newsletter that were sent in a variant, the latest first; only the one where it is named."""
    audiences = house.desk.settings.audiences
    seen = set()
    for sending in sorted(house.desk.store.deliveries.sendings(issue), key=lambda each: -each.id):
        audience = audiences.get(sending.audience)
        mine = sending.issue.startswith(f"{newsletter}/") and audience and audience.variant is variant
        if mine and sending.issue not in seen and _is_out(house, sending) and (found := _read(house, sending, variant)):
            seen.add(sending.issue)
            yield found


def _is_out(house: House, sending: Sending) -> bool:
    """Whether somebody has got it: it may have been approved for a later hour, or called off before."""
    return house.desk.store.deliveries.tallies([sending.id])[sending.id][DeliveryState.DONE] > 0


def _read(house: House, sending: Sending, variant: Variant) -> Shown | None:
    """The issue as it was approved; None where its bytes are not kept any more."""
    manifest = _bytes(house, sending.issue, outbox.MANIFEST, sending.seal)
    if manifest is None:
        return None
    told = json.loads(manifest)
    hashes = {path: file["sha256"] for path, file in told["files"].items() if path.startswith(f"{sending.audience}/")}
    path = f"{sending.audience}/email.eml"
    mail = _bytes(house, sending.issue, path, hashes.get(path, ""))
    if mail is None:
        return None
    here = f"/archive/{sending.issue}/{variant.value}"
    subject = str(message_from_bytes(mail, policy=default)["subject"] or sending.issue)
    return Shown(
        path=here,
        url=f"{house.public.address}{here}",
        subject=subject,
        meta=_meta(house, told, variant, subject),
        sent=max(sending.armed_at.isoformat(timespec="seconds"), told.get("due", "")),
        hashes=hashes,
        audience=sending.audience,
    )


def _meta(house: House, told: dict[str, Any], variant: Variant, subject: str) -> str:
    """The number of an issue, where its subject does not name it, and the days that it covers."""
    words = []
    if told.get("number") and str(told["number"]) not in subject:
        words.append(house.words[variant].text("No. {number}", number=told["number"]))
    if window := told.get("window"):
        start, end = (datetime.fromisoformat(window[moment]) for moment in ("start", "end"))
        words.append(window_words(Window(start=start, end=end, zone=window["zone"]), variant))
    return " · ".join(words)


def _mail(house: House, newsletter: str, issue_id: str, variant: Variant) -> str | None:
    shown = next(_shown(house, newsletter, variant, issue_id), None)
    if shown is None:
        return None
    path = f"{shown.audience}/email.html"
    raw = _bytes(house, issue_id, path, shown.hashes.get(path, ""))
    if raw is None:
        return None
    title = line(house.newsletters[newsletter].title[variant]) if newsletter in house.newsletters else ""
    why = reason(title, house.desk.templates.words(variant))
    html = _TO_ONE.sub("", raw.decode("utf-8", "replace")).replace(str(escape(why)), "")
    return _for_everybody(html, f"/archive/{issue_id}", variant)


def _for_everybody(html: str, here: str, variant: Variant) -> str:
    """The mail without what belongs to one reader: its other links lead to the pages that anybody may open."""
    to = dict.fromkeys((links.UNSUBSCRIBE, links.PREFERENCES), f"/?lang={variant.value}")
    to |= {links.BROWSER: f"{here}/{variant.value}"}
    to |= {links.browser_in(each): f"{here}/{each.value}" for each in Variant}
    return re.sub("|".join(map(re.escape, sorted(to, key=len, reverse=True))), lambda found: to[found[0]], html)


def _bytes(house: House, issue_id: str, path: str, digest: str) -> bytes | None:
    """The bytes with that hash: as they lie in the outbox, or as they were kept when they were approved."""
    try:
        raw = outbox.read(house.desk.outbox, issue_id, path)
        if sha256(raw).hexdigest() == digest:
            return raw
    except OutboxError:
        pass
    return house.desk.store.revisions.content(digest) if digest else None


def _feed_path(newsletter: str, variant: Variant) -> str:
    return f"/archive/{newsletter}/{variant.value}.atom"


def _variant(visit: Request) -> Variant:
    try:
        return Variant(visit.path_params["variant"])
    except ValueError:
        raise HTTPException(404) from None
