"""What is wrong with the templates, before an issue needs them. Floor 2: pure; used by `digest check`."""

from dataclasses import replace

from jinja2 import TemplateSyntaxError

from digest.errors import Fault, RenderError
from digest.model import Variant
from digest.render import mjml, sample
from digest.render.mail import email
from digest.render.templates import Templates


def validate(templates: Templates) -> tuple[Fault, ...]:
    """Every fault found: templates that cannot be read, unknown tags, unknown variables, missing words."""
    environment = templates.environment
    names = [name for name in environment.list_templates() if name.endswith(".j2")]
    faults = [fault for name in names for fault in _read(templates, name)]
    return tuple(faults) or _rendered(templates)


def _read(templates: Templates, name: str) -> tuple[Fault, ...]:
    try:
        templates.environment.get_template(name)
    except TemplateSyntaxError as e:
        return (Fault(file=e.name or name, line=e.lineno, key="", what=e.message or "cannot be read"),)
    if not name.endswith(".mjml.j2") or templates.environment.loader is None:
        return ()
    source, _, _ = templates.environment.loader.get_source(templates.environment, name)
    return mjml.faults(source, name)


def _rendered(templates: Templates) -> tuple[Fault, ...]:
    """What rendering the sample issue finds, once for each place: full, and with a single bare story."""
    found: dict[tuple[str, str], Fault] = {}
    for variant in Variant:
        audience = sample.audience(variant)
        full = sample.issue(variant)
        for issue in (full, replace(full, stories=full.stories[-1:], number=None)):
            try:
                email(issue, audience, sample.NEWSROOM, templates)
            except RenderError as e:
                place, _, rest = e.what.partition(": ")
                file, _, line = place.rpartition(":")
                where = (file, int(line)) if line.isdigit() else (e.template, None)
                what = rest if line.isdigit() else e.what
                found[e.template, what] = Fault(file=where[0], line=where[1], key="", what=what)
    return tuple(found.values())
