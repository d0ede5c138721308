"""The mails that the team gets, in the language and the zone of each. Part of digest.web.

Date, Message-ID and what is told depend on the notice and the person alone.
"""

from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from digest.model import TeamMail, User
from digest.render import headers
from digest.schedule import Notice, NoticeKind
from digest.text.mailboxes import mailbox
from digest.transport import Letter
from digest.web.words import LANGUAGES, Language, language

if TYPE_CHECKING:
    from digest.pipeline import Desk

STORIES = 12  # that are named


def written(desk: "Desk", team: TeamMail, notice: Notice, person: User, now: datetime) -> Letter:
    """The mail that tells the person."""
    room = desk.settings.newsroom
    t = language(person.language, "", person.zone or room.zone)
    sender, to = mailbox(room.sender), mailbox(person.email)
    paragraphs = [
        *_told(desk, t, notice),
        f"{team.url}/issues/{notice.subject}" if notice.kind is not NoticeKind.SOURCE else f"{team.url}/",
        t.text("You get this because your account has an address. To change that: {link}", link=f"{team.url}/account"),
    ]
    message = EmailMessage(policy=SMTP)
    message.set_content("\n\n".join(paragraphs) + "\n", charset="utf-8", cte="base64")
    made = sha256(f"{notice.about}\0{notice.kind}\0{person.name}".encode()).hexdigest()[:24]
    head = (
        headers.mailbox("From", room.name[LANGUAGES[t.name]], sender),
        headers.mailbox("To", person.name, to),
        headers.text("Subject", _subject(t, notice)),
        headers.plain("Date", format_datetime(now)),
        headers.plain("Message-ID", f"<{made}.team@{sender.domain}>"),
        headers.plain("Auto-Submitted", "auto-generated"),  # RFC 3834: no answer by itself is wanted
    )
    return Letter(sender=str(sender), recipient=str(to), content=b"".join(head) + message.as_bytes())


def _subject(t: Language, notice: Notice) -> str:
    issue, when = notice.subject, t.time(notice.at)
    match notice.kind:
        case NoticeKind.WAITS:
            return t.text("Please review {issue}: due {when}", issue=issue, when=when)
        case NoticeKind.REMINDS:
            return t.text("Not approved yet: {issue}, due {when}", issue=issue, when=when)
        case NoticeKind.OVERDUE:
            return t.text("Not sent: {issue} was not approved by its hour", issue=issue)
        case NoticeKind.LATE:
            return t.text("Not sent: {issue} was approved after its hour", issue=issue)
        case NoticeKind.FAILED:
            return t.text("{issue} could not be built", issue=issue)
        case NoticeKind.MISSED:
            return t.text("{issue} was missed", issue=issue)
        case NoticeKind.PAUSED:
            return t.text("The sending of {issue} has stopped", issue=issue)
        case NoticeKind.UNCERTAIN:
            return t.text("Of some mails of {issue} nobody can say whether they arrived", issue=issue)
        case NoticeKind.SOURCE:
            return t.text("The source {name} cannot be read", name=notice.subject)


def _told(desk: "Desk", t: Language, notice: Notice) -> Iterator[str]:
    """What is to be known, paragraph after paragraph."""
    issue, when = notice.subject, t.time(notice.at)
    by_hand = t.text("If it is still wanted:  digest send {issue}", issue=issue)
    match notice.kind:
        case NoticeKind.WAITS | NoticeKind.REMINDS:
            yield t.text(
                "{issue} goes out on {when} if it is approved by then. It is not approved yet.", issue=issue, when=when
            )
            if notice.count:
                yield t.count("{n} blocker has to go first.", "{n} blockers have to go first.", notice.count)
            yield from _stories(desk, issue)
        case NoticeKind.OVERDUE:
            yield t.text(
                "{issue} was due on {when} and was not approved by then. Nothing was sent.", issue=issue, when=when
            )
            yield t.text("Once it is approved, it goes out when somebody says so:  digest send {issue}", issue=issue)
        case NoticeKind.LATE:
            yield t.text("{issue} was due on {when} and was approved later. Nothing was sent.", issue=issue, when=when)
            yield by_hand
        case NoticeKind.FAILED:
            yield t.text(
                "{issue}, due on {when}, could not be built. It is tried again every half hour.", issue=issue, when=when
            )
            yield notice.why
        case NoticeKind.MISSED:
            yield t.text("{issue} was due on {when} and did not go out.", issue=issue, when=when)
            yield notice.why
            yield by_hand
        case NoticeKind.PAUSED:
            yield t.text(
                "The sending to {audience} has stopped. What was sent stays sent, and nobody gets it twice.",
                audience=notice.audience,
            )
            yield notice.why
            yield t.count("{n} mail is still to be sent.", "{n} mails are still to be sent.", notice.count)
            yield t.text("To go on:  digest resume {issue}", issue=issue)
        case NoticeKind.UNCERTAIN:
            yield t.count(
                "The sending was interrupted: of {n} mail nobody can say whether it arrived. "
                "It is not sent again by itself.",
                "The sending was interrupted: of {n} mails nobody can say whether they arrived. "
                "They are not sent again by themselves.",
                notice.count,
            )
            yield t.text("To settle it:  digest deliveries resolve {issue}", issue=issue)
        case NoticeKind.SOURCE:
            yield t.text(
                "It was tried {n} times, the last time on {when}. What was taken in before stays.",
                n=notice.count,
                when=when,
            )
            yield t.text("To see what is wrong:  digest ingest --source {name}", name=notice.subject)


def _stories(desk: "Desk", issue: str) -> Iterator[str]:
    """The headlines of the articles, as they came, one to a line."""
    record = desk.store.issues.get(issue)
    articles = [desk.store.articles.get(each) for each in record.article_ids] if record else []
    lines = [f"- {article.title}" for article in articles if article]
    if lines:
        yield "\n".join([*lines[:STORIES], *(["…"] if len(lines) > STORIES else [])])
