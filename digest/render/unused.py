"""Templates of a newsroom that nothing uses, so that what somebody wrote in them shows nowhere. Floor 2: pure."""

import re
from collections.abc import Collection, Iterable, Iterator

from jinja2 import Environment, TemplateError, meta

_MAIL = re.compile(r"email/([^/]+)\.mjml\.j2")
_POST = re.compile(r"social/([a-z0-9-]+)\.[^/]+")


def unused(
    environment: Environment,
    own: Iterable[str],
    *,
    shipped: Collection[str],
    mails: Collection[str],
    channels: Collection[str],
) -> tuple[str, ...]:
    """A sentence for each template in `own` that neither the product knows nor any of `mails`, `channels` or templates.

    Names are relative to the folder of templates. Nothing is said of partials where a template includes by a name that
    it computes.
    """
    written = sorted(name for name in own if name.endswith(".j2") and name not in shipped)
    known = {*written, *shipped}
    used = _referenced(environment, known) if written else frozenset()
    return tuple(_said(written, used, mails, channels))


def _said(
    written: list[str], used: frozenset[str] | None, mails: Collection[str], channels: Collection[str]
) -> Iterator[str]:
    for name in written:
        mail, post = _MAIL.fullmatch(name), _POST.fullmatch(name)
        if mail:
            if mail[1] not in mails:
                yield (
                    f"templates/{name}: no newsletter sends this mail. Move what you wrote in it to one that is sent "
                    f'({", ".join(sorted(mails))}) and delete it, or send it: template = "{mail[1]}".'
                )
        elif post and post[1] in channels:
            continue
        elif used is not None and name not in used:
            yield f"templates/{name}: no template includes it. Move what you need of it to one in use, then delete it."


def _referenced(environment: Environment, names: Collection[str]) -> frozenset[str] | None:
    """What the templates include or import; None where a template other than ours computes it."""
    found: set[str] = set()
    for name in names:
        if environment.loader is None:
            return None
        try:
            source, _, _ = environment.loader.get_source(environment, name)
            references = list(meta.find_referenced_templates(environment.parse(source)))
        except (TemplateError, UnicodeDecodeError, OSError):
            continue  # a fault of its own
        found.update(each for each in references if each)
        if None in references and "entry.layout" not in source:  # ours chooses a partial by the layout of a kind
            return None
    return frozenset(found)
