"""The first page, and what follows from it: a letter, a confirmation. Part of digest.web.public."""

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as Visit
from starlette.responses import Response

from digest import log, subscribers
from digest.errors import DigestError
from digest.model import Request, Subscriber, Variant
from digest.subscribers import Letter, tokens
from digest.subscribers.tokens import Claim, Purpose
from digest.web.public import letters, pages
from digest.web.public.allowance import client
from digest.web.public.house import House

NAME_LIMIT = 100


async def form(house: House, visit: Visit) -> Response:
    """The form to sign up."""
    variant = pages.variant_of(house, visit)
    return _form(house, visit, variant, {"variant": [variant.value], "newsletter": list(house.newsletters)})


async def sign_up(house: House, visit: Visit) -> Response:
    """A page that asks to look into the inbox, the same for everybody; the letter follows when the page is out."""
    fields = await pages.form(visit)
    variant = pages.variant_of(house, visit)
    request, wrong = _request(house, fields)
    if request is None:
        return _form(house, visit, variant, fields, wrong=wrong, status=422)
    now = house.clock()
    w = house.words[variant]
    if not house.per_client.takes(client(visit.client.host if visit.client else ""), now):
        title = w.text("That was often, in a short time.")
        return pages.said(house, visit, variant, title, w.text("Please try again later."), status=429)
    answer = pages.said(
        house,
        visit,
        variant,
        w.text("Please look into your inbox."),
        w.text(
            "We have written to {address}. Press the link in that mail, and you are subscribed.",
            address=request.address,
        ),
        w.text("If nothing has come in a few minutes, look into the folder for junk mail."),
    )
    if not fields.get("website", [""])[0]:  # a field that people do not see, and programs fill in
        answer.background = BackgroundTask(_write, house, request)
    return answer


async def question(house: House, visit: Visit) -> Response:
    """The page that a link in a letter leads to; it only asks."""
    request = tokens.unseal(visit.path_params["token"], house.keys, now=house.clock())
    variant = pages.variant_of(house, visit, request.variant if request else None)
    if request is None:
        return _over(house, visit, variant)
    titles = [house.newsletters[name].title[variant] for name in request.newsletters if name in house.newsletters]
    return pages.page(house, visit, "confirm", variant, address=request.address, taken=titles)


async def confirm(house: House, visit: Visit) -> Response:
    """A page that says it is done."""
    request = tokens.unseal(visit.path_params["token"], house.keys, now=house.clock())
    variant = pages.variant_of(house, visit, request.variant if request else None)
    person = await run_in_threadpool(_confirmed, house, request) if request else None
    if person is None:
        return _over(house, visit, variant)
    w = house.words[variant]
    link = f"/preferences/{tokens.sign(Claim(purpose=Purpose.PREFERENCES, person=person.key), house.keys)}"
    thanks = w.text("You are subscribed.")
    line = w.text("Thank you. The next issue goes to {address}.", address=person.address)
    return pages.said(house, visit, variant, thanks, line, next=link, next_words=w.text("Choose what you get"))


def _confirmed(house: House, request: Request) -> Subscriber | None:
    return subscribers.confirm(house.desk.store, request, now=house.clock())


def _write(house: House, request: Request) -> None:
    """Nothing; the letter that is due is on its way, if any is, and if nobody has asked for too many."""
    now = house.clock()
    due = subscribers.ask(house.desk.store, request)
    same = subscribers.same_address(request.address)
    if due is not Letter.NONE and house.in_all.takes("", now) and house.per_address.takes(same, now):
        try:
            house.send(letters.written(house, due, request))
        except DigestError as e:
            log.warn("letter not sent", why=e.what)


def _request(house: House, fields: dict[str, list[str]]) -> tuple[Request | None, str]:
    """What was typed, or the msgid of what is wrong with it."""
    address, name = (fields.get(field, [""])[0].strip() for field in ("address", "name"))
    try:
        written, _ = subscribers.read_address(address)
        name = subscribers.person_name(name)
    except ValueError:
        return None, "Please write your address like name@example.org."
    if len(name) > NAME_LIMIT:
        return None, "Please write a shorter name."
    wanted = tuple(dict.fromkeys(each for each in fields.get("newsletter", []) if each in house.newsletters))
    variant = fields.get("variant", [""])[0]
    if not wanted or variant not in house.variants:
        return None, "Please choose at least one newsletter, and a language."
    asked = house.clock()
    return Request(address=written, name=name, variant=Variant(variant), newsletters=wanted, asked=asked), ""


def _form(
    house: House, visit: Visit, variant: Variant, fields: dict[str, list[str]], *, wrong: str = "", status: int = 200
) -> Response:
    return pages.page(
        house,
        visit,
        "sign-up",
        variant,
        status=status,
        headers=pages.PERSONAL if wrong else {**pages.PUBLIC, "vary": "accept-language"},
        wrong=house.words[variant].text(wrong) if wrong else "",
        typed={field: fields.get(field, [""])[0] for field in ("address", "name")},
        chosen=set(fields.get("newsletter", [])),
        reads=fields.get("variant", [variant.value])[0],
    )


def _over(house: House, visit: Visit, variant: Variant) -> Response:
    w = house.words[variant]
    title, line = w.text("This link is not valid any more."), w.text("Sign up again, and a new one comes by mail.")
    return pages.said(house, visit, variant, title, line, status=410, next="/", next_words=w.text("Sign up"))
