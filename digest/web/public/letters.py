"""The letters that a page writes: whether a sign-up was meant, and that somebody has it already.

Part of digest.web.public. They go out by the same relays as the issues, one at a time and at once.
"""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from digest.model import Request
from digest.render import headers
from digest.subscribers import Letter as Due
from digest.subscribers import same_address, tokens
from digest.subscribers.tokens import Claim, Purpose
from digest.text.mailboxes import mailbox
from digest.transport import Letter

if TYPE_CHECKING:
    from digest.web.public.house import House


def written(house: "House", due: Due, request: Request) -> Letter:
    """The letter to whoever signed up, in the variant that they chose."""
    w = house.words[request.variant]
    room = house.desk.settings.newsroom
    titles = [house.newsletters[name].title[request.variant] for name in request.newsletters]
    name = "confirm" if due is Due.CONFIRM else "there"
    context = {
        "w": w,
        "lang": request.variant.value,
        "newsroom": room.name[request.variant],
        "address": room.address[request.variant],
        "titles": titles,
        "link": f"{house.public.address}{_path(house, due, request)}",
        "theme": room.theme,
    }
    parts = [
        house.desk.templates.render(f"public/letter-{name}.{kind}.j2", channel="public", **context)
        for kind in ("txt", "html")
    ]
    subject = w.text("Please confirm: {newsletters}" if due is Due.CONFIRM else "You get it already: {newsletters}",
                     newsletters=titles[0] if len(titles) == 1 else room.name[request.variant])  # fmt: skip
    sender, to = mailbox(room.sender), mailbox(request.address)
    body = _body(*parts)
    made = sha256(body + request.address.encode() + request.asked.isoformat().encode()).hexdigest()[:24]
    head = (
        headers.mailbox("From", room.name[request.variant], sender),
        headers.mailbox("To", "", to),
        headers.text("Subject", subject),
        headers.plain("Date", format_datetime(request.asked)),
        headers.plain("Message-ID", f"<{made}@{sender.domain}>"),
        headers.plain("Auto-Submitted", "auto-generated"),
    )
    return Letter(sender=str(sender), recipient=str(to), content=b"".join(head) + body)


def _path(house: "House", due: Due, request: Request) -> str:
    if due is Due.CONFIRM:
        return f"/confirm/{tokens.seal(request, house.keys)}"
    person = house.desk.store.subscribers.find(same_address(request.address))
    claim = Claim(purpose=Purpose.PREFERENCES, person=person.key if person else "0" * 16)
    return f"/preferences/{tokens.sign(claim, house.keys)}"


def _body(text: str, html: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message.set_content(text, charset="utf-8", cte="base64")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="base64")
    message.set_boundary(f"=_{sha256((text + html).encode()).hexdigest()[:32]}")
    return message.as_bytes()
