"""The page on which readers choose what they get. Part of digest.web.public."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from digest import subscribers
from digest.model import Subscriber, Variant
from digest.subscribers.tokens import Purpose
from digest.web.public import pages
from digest.web.public.house import House
from digest.web.public.leaving import known, masked, unknown


async def form(house: House, visit: Request) -> Response:
    """What they get now, to be changed."""
    _, person = await run_in_threadpool(known, house, visit.path_params["token"], Purpose.PREFERENCES)
    return _form(house, visit, person) if person else unknown(house, visit)


async def save(house: House, visit: Request) -> Response:
    """The same page, with what they get from now on."""
    fields = await pages.form(visit)
    _, person = await run_in_threadpool(known, house, visit.path_params["token"], Purpose.PREFERENCES)
    if person is None:
        return unknown(house, visit)
    try:
        name = subscribers.person_name(fields.get("name", [person.name])[0].strip())
    except ValueError:
        return _form(house, visit, person, wrong="This name cannot be used.", status=422)
    wanted = {letter: letter in fields.get("newsletter", []) for letter in house.newsletters}
    named = fields.get("variant", [""])[0]
    variant = Variant(named) if named in house.variants else person.variant
    await run_in_threadpool(_save, house, person, name, variant, wanted)
    _, changed = await run_in_threadpool(known, house, visit.path_params["token"], Purpose.PREFERENCES)
    return _form(house, visit, changed or person, saved=True)


def _save(house: House, person: Subscriber, name: str, variant: Variant, wanted: dict[str, bool]) -> None:
    store = house.desk.store
    same = subscribers.same_address(person.address)
    if any(wanted.values()) and store.subscribers.suppression(same):
        store.subscribers.release(same)  # they have thought better of it, or can be reached again
    subscribers.prefer(store, person, name=name, variant=variant, newsletters=wanted, now=house.clock())


def _form(
    house: House, visit: Request, person: Subscriber, *, saved: bool = False, wrong: str = "", status: int = 200
) -> Response:
    variant = pages.variant_of(house, visit, person.variant)
    return pages.page(
        house,
        visit,
        "preferences",
        variant,
        status=status,
        address=masked(person.address),
        person=person.name,
        chosen=set(person.takes),
        reads=person.variant.value,
        saved=saved,
        wrong=house.words[variant].text(wrong) if wrong else "",
    )
