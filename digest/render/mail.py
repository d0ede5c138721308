"""An issue as a mail: HTML, plain text, and both in one message. Floor 2: pure.

What is filled in per recipient (the addresses of unsubscribing, preferences and the web copies) stays as %%tokens%%.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model import Audience, Issue, Newsroom, Rendered, Variant
from digest.render import columns, message, mjml, sizes, subject
from digest.render.letter import Letter, letter
from digest.render.templates import Templates
from digest.render.typeface import face

CHANNEL = "email"
HTML_LIMIT_BYTES = 100_000  # Gmail cuts a mail off at about 102 kB of HTML

_TEXT = "email/digest.txt.j2"
_SUBJECT = "email/digest.subject.txt.j2"


def email(
    issue: Issue, audience: Audience, newsroom: Newsroom, templates: Templates, variants: Sequence[Variant] = ()
) -> tuple[Rendered, ...]:
    """email.html, email.txt, email.eml and email.subjects.txt, in this order; RenderError names the template.

    `variants` are those the issue is made in: a reader can change over to another.
    """
    words = templates.words(audience.variant)
    content = letter(issue, newsroom, audience, words, variants)
    context = {
        "letter": content,
        "words": words,
        "theme": newsroom.theme,
        "face": face(audience.variant, newsroom.theme),
    }
    template = f"email/{issue.newsletter.template}.mjml.j2"
    source = templates.render(template, channel=CHANNEL, **context)
    html = mjml.compile(source, template=template, channel=CHANNEL)
    text = templates.render(_TEXT, channel=CHANNEL, **context).strip() + "\n"
    lines = tuple(_subjects(content, templates, context))
    made = message.message(issue, newsroom, audience, subject=lines[0], text=text, html=html)
    return (
        _file("email.html", html.encode(), *_warnings(content, html, lines[0])),
        _file("email.txt", text.encode()),
        _file("email.eml", made),
        _file("email.subjects.txt", _offered(content, lines).encode()),
    )


def _file(name: str, content: bytes, *warnings: str) -> Rendered:
    return Rendered(channel=CHANNEL, filename=name, content=content, warnings=warnings)


def _subjects(content: Letter, templates: Templates, context: dict[str, object]) -> Iterator[str]:
    for proposal in content.proposals:
        own = replace(content, proposals=(proposal,))
        yield templates.render(_SUBJECT, channel=CHANNEL, **(context | {"letter": own})).strip()


def _offered(content: Letter, lines: tuple[str, ...]) -> str:
    """The subjects to choose from, each over its preheader; the first is the one in use."""
    pairs = zip(lines, content.proposals, strict=True)
    return "\n".join(f"{line}\n{proposal.preheader}".rstrip() + "\n" for line, proposal in pairs)


def _warnings(content: Letter, html: str, line: str) -> Iterator[str]:
    if not subject.point(content.lead.headline):
        yield (
            f"The headline of the lead is too long for the subject ({columns.measure(content.lead.headline)} columns, "
            f"at most {subject.LIMIT}); the subject is: {line}"
        )
    size = len(html.encode())
    if size > HTML_LIMIT_BYTES:
        heaviest = sizes.heaviest(html)
        yield (
            f"The mail has {size:,} bytes of HTML; Gmail cuts it off at about 102,000. "
            f"Most of it is in: {heaviest.name} ({heaviest.size:,})"
        )
