"""What is wrong with the templates, before an issue needs them. Floor 2: pure; used by `digest check`."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from jinja2 import TemplateError, TemplateSyntaxError

from digest.errors import Fault, RenderError
from digest.model import Audience, Issue, Rendered, Variant
from digest.platforms import Platform
from digest.render import mjml, sample
from digest.render.mail import email
from digest.render.social import social
from digest.render.templates import Templates

_MAIL = r"email/([^/]+)\.mjml\.j2"
Maker = Callable[[Issue, Audience], tuple[Rendered, ...]]


def validate(templates: Templates, platforms: Iterable[Platform] = ()) -> tuple[Fault, ...]:
    """Every fault found: templates that cannot be read, unknown tags, unknown variables, missing words.

    The mail is rendered, and the posts of each of `platforms`, in every variant.
    """
    environment = templates.environment
    names = [name for name in environment.list_templates() if name.endswith(".j2")]
    faults = [fault for name in names for fault in _read(templates, name)]
    return tuple(faults) or (*_prompts(templates), *_rendered(tuple(_makers(templates, platforms))))


def _prompts(templates: Templates) -> Iterator[Fault]:
    """What is wrong with the questions to a language model, which are rendered for an article and not for an issue."""
    names = templates.environment.list_templates(filter_func=lambda name: name.startswith("summary/"))
    for name in names:
        try:
            templates.render(name, channel="summary", limit=75, script="English")
        except RenderError as e:
            yield _placed(e)


def _read(templates: Templates, name: str) -> tuple[Fault, ...]:
    try:
        templates.environment.get_template(name)
    except TemplateSyntaxError as e:
        return (Fault(file=e.name or name, line=e.lineno, key="", what=e.message or "cannot be read"),)
    except UnicodeDecodeError as e:
        return (Fault(file=name, line=None, key="", what=f"is not UTF-8 (byte {e.start})"),)
    except (TemplateError, OSError) as e:
        return (Fault(file=name, line=None, key="", what=f"cannot be read: {e}"),)
    if not name.endswith(".mjml.j2") or templates.environment.loader is None:
        return ()
    source, _, _ = templates.environment.loader.get_source(templates.environment, name)
    return mjml.faults(source, name)


def _mails(templates: Templates) -> list[str]:
    """The names a newsletter may choose its mail by."""
    names = templates.environment.list_templates(filter_func=lambda name: re.fullmatch(_MAIL, name) is not None)
    return [match[1] for name in names if (match := re.fullmatch(_MAIL, name))]


def _makers(templates: Templates, platforms: Iterable[Platform]) -> Iterator[Maker]:
    for template in _mails(templates):
        yield lambda issue, audience, template=template: email(  # type: ignore[misc]
            replace(issue, newsletter=replace(issue.newsletter, template=template)),
            audience,
            sample.NEWSROOM,
            templates,
            tuple(Variant),
        )
    for platform in platforms:
        yield lambda issue, audience, platform=platform: social(  # type: ignore[misc]
            issue, audience, sample.NEWSROOM, templates, platform
        )


def _rendered(makers: tuple[Maker, ...]) -> tuple[Fault, ...]:
    """What rendering the sample issue finds, once for each place: full, and with a single bare story."""
    found: dict[tuple[str, str], Fault] = {}
    for variant in Variant:
        full = sample.issue(variant)
        for issue in (full, replace(full, stories=full.stories[-1:], number=None)):
            for make in makers:
                try:
                    make(issue, sample.audience(variant))
                except RenderError as e:
                    found.setdefault((e.template, e.what), _placed(e))
    return tuple(found.values())


def _placed(error: RenderError) -> Fault:
    place, _, rest = error.what.partition(": ")
    file, _, line = place.rpartition(":")
    if line.isdigit():
        return Fault(file=file, line=int(line), key="", what=rest)
    return Fault(file=error.template, line=None, key="", what=error.what)
