"""Letters as mail servers and mail programs send them back, written for these tests."""

from datetime import timedelta
from email.utils import format_datetime

from lists import NOW

from digest.subscribers import tokens
from digest.subscribers.tokens import Claim, Keys, Purpose

KEYS = Keys({1: b"k" * 32})


def came_back_to(key: str) -> str:
    return tokens.return_path("bounces@news.example.org", key, KEYS)


def unsubscribe_token(key: str, newsletter: str = "weekly") -> str:
    return tokens.sign(Claim(purpose=Purpose.UNSUBSCRIBE, person=key, newsletter=newsletter), KEYS)


def dsn(
    to: str,
    address: str = "li@example.org",
    *,
    status: str = "5.1.1",
    action: str = "failed",
    said: str = "",
    day: int = 0,
) -> bytes:
    """A delivery report as Postfix writes it."""
    date = format_datetime(NOW - timedelta(days=day))
    return f"""Date: {date}
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

This is the mail system. Your message could not be delivered.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: {date}

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; {said or "550 5.1.1 <li@example.org>: Recipient address rejected"}

--b1
Content-Type: text/rfc822-headers

From: digest@news.example.org
To: {address}
Subject: =?utf-8?b?5LiA6YCx?=
Message-ID: <abc.weekly@news.example.org>

--b1--
""".encode()


def complaint(token: str, kind: str = "abuse") -> bytes:
    """A complaint in the Abuse Reporting Format; the address is blacked out, as the large services do."""
    return f"""From: <fbl@mail.example.net>
To: <abuse@news.example.org>
Subject: FW: The week
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b2"

--b2
Content-Type: text/plain

This is an email abuse report.

--b2
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: Example/1.0
Version: 1

--b2
Content-Type: message/rfc822

From: digest@news.example.org
To: redacted@example.net
Message-ID: <abc.weekly@news.example.org>
List-Unsubscribe: <https://news.example.org/u/{token}>
Subject: The week

Text.

--b2--
""".encode()


def qmail(to: str) -> bytes:
    """A bounce from before there were reports."""
    return f"""Date: {format_datetime(NOW)}
From: MAILER-DAEMON@example.org
To: {to}
Subject: failure notice

Hi. This is the qmail-send program at example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<li@example.org>:
Sorry, no mailbox here by that name. vpopmail (#5.1.1)

--- Below this line is a copy of the message.

Subject: The week
""".encode()


def wish(key: str, newsletter: str = "weekly") -> bytes:
    """What a mail program sends when somebody presses its button to unsubscribe."""
    to = tokens.leaving_path("bounces@news.example.org", key, newsletter, KEYS)
    return f"From: li@example.org\nTo: {to}\nSubject: unsubscribe\n\n\n".encode()


HOLIDAY = b"""From: li@example.org
To: digest@news.example.org
Subject: Out of office
Auto-Submitted: auto-replied

Back on Monday.
"""
