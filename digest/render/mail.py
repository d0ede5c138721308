"""An issue as a mail: HTML, plain text, and both in one message. Floor 2: pure.

What is filled in per recipient (the addresses of unsubscribing, preferences and the web copies) stays as %%tokens%%.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digest.model import Audience, Issue, Newsroom, Rendered, Variant, said
from digest.render import columns, counting, message, mjml, subject
from digest.render.letter import Letter, letter
from digest.render.templates import Templates
from digest.render.typeface import face

CHANNEL = "email"

_TEXT = "email/digest.txt.j2"
_SUBJECT = "email/digest.subject.txt.j2"


def email(
    issue: Issue,
    audience: Audience,
    newsroom: Newsroom,
    templates: Templates,
    variants: Sequence[Variant] = (),
    inbox: tuple[str, str] | None = None,
) -> tuple[Rendered, ...]:
    """email.html, email.txt, email.eml and email.subjects.txt, in this order; RenderError names the template.

    `variants` are those the issue is made in: a reader can change over to another. `inbox` are the subject and the
    preheader where a person wrote them: they stand before what is proposed.
    """
    words = templates.words(audience.variant)
    content = letter(issue, newsroom, audience, words, variants)
    if inbox:
        content = replace(content, proposals=(replace(content.proposals[0], preheader=inbox[1]), *content.proposals))
    context = {
        "letter": content,
        "words": words,
        "theme": newsroom.theme,
        "face": face(audience.variant, newsroom.theme),
    }
    template = f"email/{issue.newsletter.template}.mjml.j2"
    source = templates.render(template, channel=CHANNEL, **context)
    plain = mjml.compile(source, template=template, channel=CHANNEL)
    html, led = counting.counted(plain, issue, audience, newsroom)
    text = templates.render(_TEXT, channel=CHANNEL, **context).strip() + "\n"
    lines = tuple(_subjects(content, templates, context))
    if inbox:
        lines = (inbox[0], *lines[1:])
    made = message.message(issue, newsroom, audience, subject=lines[0], text=text, html=html)
    return (
        replace(_file("email.html", html.encode(), *_warnings(content, "" if inbox else lines[0])), counted=led),
        _file("email.txt", text.encode()),
        _file("email.eml", made),
        _file("email.subjects.txt", _offered(content, lines).encode()),
    )


def _file(name: str, content: bytes, *warnings: str) -> Rendered:
    return Rendered(
        channel=CHANNEL, filename=name, content=content, warnings=warnings, part=name.removeprefix("email.")
    )


def _subjects(content: Letter, templates: Templates, context: dict[str, object]) -> Iterator[str]:
    for proposal in content.proposals:
        own = replace(content, proposals=(proposal,))
        yield templates.render(_SUBJECT, channel=CHANNEL, **(context | {"letter": own})).strip()


def _offered(content: Letter, lines: tuple[str, ...]) -> str:
    """The subjects to choose from, each over its preheader; the first is the one in use."""
    first, *others = zip(lines, content.proposals, strict=True)
    pairs = (first, *(other for other in others if other[0] != first[0]))
    return "\n".join(f"{line}\n{proposal.preheader}".rstrip() + "\n" for line, proposal in pairs)


def _warnings(content: Letter, line: str) -> Iterator[str]:
    """What is to be said of the mail; `line` is its subject, "" where a person wrote it."""
    headline = content.lead.headline
    if line and not subject.point(headline):
        found, limit = columns.letters(headline, subject.LIMIT)
        if line.startswith(headline):
            yield said(
                "The subject “{headline}” has {found} characters, where {limit} are seen. "
                "Shorten it: digest wording {article} headline TEXT --for {variant}",
                headline=headline,
                found=found,
                limit=limit,
                article=content.lead.article,
                variant=content.variant,
            )
            return
        yield said(
            "“{headline}” is too long for a subject: {found} characters, where {limit} are seen; "
            "the subject is “{line}”. Shorten it: digest wording {article} headline TEXT --for {variant}",
            headline=headline,
            found=found,
            limit=limit,
            line=line,
            article=content.lead.article,
            variant=content.variant,
        )
