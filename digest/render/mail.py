"""An issue as a mail: HTML, plain text, and both in one message. Floor 2: pure.

What is filled in per recipient (the addresses of unsubscribing, preferences and the web copy) stays as %%tokens%%.
"""

from digest.model import Audience, Issue, Newsroom, Rendered
from digest.render import columns, message, mjml, subject
from digest.render.letter import Letter, letter
from digest.render.templates import Templates
from digest.render.typeface import FACES

CHANNEL = "email"
HTML_LIMIT_BYTES = 100_000  # Gmail cuts a mail off at about 102 kB of HTML

_HTML = "email/digest.mjml.j2"
_TEXT = "email/digest.txt.j2"
_SUBJECT = "email/digest.subject.txt.j2"


def email(issue: Issue, audience: Audience, newsroom: Newsroom, templates: Templates) -> tuple[Rendered, ...]:
    """email.html, email.txt and email.eml, in this order; RenderError names the template that failed."""
    words = templates.words(audience.variant)
    content = letter(issue, newsroom, audience.variant, words)
    context = {"letter": content, "words": words, "theme": newsroom.theme, "face": FACES[audience.variant]}
    source = templates.render(_HTML, channel=CHANNEL, **context)
    html = mjml.compile(source, template=_HTML, channel=CHANNEL)
    text = templates.render(_TEXT, channel=CHANNEL, **context).strip() + "\n"
    line = templates.render(_SUBJECT, channel=CHANNEL, **context)
    made = message.message(issue, newsroom, audience.variant, subject=line, text=text, html=html)
    return (
        Rendered(
            channel=CHANNEL, filename="email.html", content=html.encode(), warnings=_warnings(content, html, line)
        ),
        Rendered(channel=CHANNEL, filename="email.txt", content=text.encode()),
        Rendered(channel=CHANNEL, filename="email.eml", content=made),
    )


def _warnings(content: Letter, html: str, line: str) -> tuple[str, ...]:
    warnings = []
    if not subject.point(content.lead.headline):
        warnings.append(
            f"The headline of the lead is too long for the subject ({columns.measure(content.lead.headline)} columns, "
            f"at most {subject.LIMIT}); the subject is: {line}"
        )
    size = len(html.encode())
    if size > HTML_LIMIT_BYTES:
        warnings.append(f"The mail has {size:,} bytes of HTML; Gmail cuts it off at about 102,000.")
    return tuple(warnings)
