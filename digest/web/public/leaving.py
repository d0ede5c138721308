"""Leaving by one press (RFC 8058). Part of digest.web.public.

GET only asks. POST leaves at once, with whatever body: mail programs send List-Unsubscribe=One-Click, and no cookie. It
never redirects, and says the same the second time.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from digest import subscribers
from digest.model import Subscriber
from digest.subscribers import tokens
from digest.subscribers.tokens import Claim, Purpose
from digest.web.public import pages
from digest.web.public.house import House


async def question(house: House, visit: Request) -> Response:
    """The page that the link at the end of every mail leads to; it only asks."""
    claim, person = await run_in_threadpool(known, house, visit.path_params["token"], Purpose.UNSUBSCRIBE)
    if claim is None or person is None:
        return unknown(house, visit)
    variant = pages.variant_of(house, visit, person.variant)
    letter = house.newsletters.get(claim.newsletter)
    return pages.page(
        house,
        visit,
        "unsubscribe",
        variant,
        address=masked(person.address),
        title=letter.title[variant] if letter else "",
        several=len(person.takes) > 1,
        preferences=preferences(house, person),
    )


async def leave(house: House, visit: Request) -> Response:
    """It is done: a page for people, a line for programs."""
    fields = await pages.form(visit)
    claim, person = await run_in_threadpool(known, house, visit.path_params["token"], Purpose.UNSUBSCRIBE)
    if claim is None or person is None:
        return unknown(house, visit)
    everything = "everything" in fields
    await run_in_threadpool(_leave, house, person, "" if everything else claim.newsletter)
    if "page" not in fields and not everything:
        return PlainTextResponse("Unsubscribed.\n", headers=dict(pages.PERSONAL))
    variant = pages.variant_of(house, visit, person.variant)
    w = house.words[variant]
    letter = None if everything else house.newsletters.get(claim.newsletter)
    line = (
        w.text(
            "{address} no longer gets “{newsletter}”.", address=masked(person.address), newsletter=letter.title[variant]
        )
        if letter
        else w.text("{address} gets nothing from us any more.", address=masked(person.address))
    )
    return pages.said(
        house,
        visit,
        variant,
        w.text("You are unsubscribed."),
        line,
        next=preferences(house, person),
        next_words=w.text("That was a mistake: choose again"),
    )


def _leave(house: House, person: Subscriber, newsletter: str) -> None:
    subscribers.leave(house.desk.store, person, newsletter, origin="link", now=house.clock())


def known(house: House, token: str, purpose: Purpose) -> tuple[Claim | None, Subscriber | None]:
    """What a token says, and the person whom it names, unless they were erased."""
    claim = tokens.read(token, purpose, house.keys, now=house.clock())
    person = house.desk.store.subscribers.with_key(claim.person) if claim else None
    return claim, person if person and person.address else None


def unknown(house: House, visit: Request) -> Response:
    """The page for a link that we did not make, or that names nobody any more."""
    variant = pages.variant_of(house, visit)
    w = house.words[variant]
    title = w.text("This link is not valid.")
    line = w.text("It may have been cut off on its way. Open it from the mail again, or answer that mail and ask us.")
    return pages.said(house, visit, variant, title, line, status=404)


def preferences(house: House, person: Subscriber) -> str:
    """The address of somebody's preference page."""
    return f"/preferences/{tokens.sign(Claim(purpose=Purpose.PREFERENCES, person=person.key), house.keys)}"


def masked(address: str) -> str:
    """An address that its owner knows again and nobody else can use."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}"
