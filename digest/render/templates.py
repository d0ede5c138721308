"""The Jinja environment and the templates with their words. Floor 2: pure; the loader knows where templates lie.

Newsrooms edit templates and articles come from strangers, so: sandboxed; everything escaped but plain text, by name and
not by habit; an undefined variable is an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from traceback import walk_tb
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from digest.errors import RenderError
from digest.model import Variant
from digest.render import columns, links
from digest.render.words import Words

_LARGEST = 1_000  # in a multiplication
_NEXT = "Correct the template, then run: digest check"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a template cannot make a text of gigabytes by a multiplication."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        # Jinja's rules ask for the type and the name alone, anew each time: half of what rendering a mail took.
        asked = type(obj), attr
        if asked not in self._safe:
            self._safe[asked] = super().is_safe_attribute(obj, attr, value)
        return self._safe[asked]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        sizes = [len(each) if isinstance(each, str) else each for each in (left, right)]
        if not all(isinstance(size, int | float) and abs(size) <= _LARGEST for size in sizes):
            raise SecurityError(f"{operator} is only for numbers and texts up to {_LARGEST}")
        return super().call_binop(context, operator, left, right)


def environment(loader: BaseLoader) -> Environment:
    """The environment every template is rendered in, with the filters `href` and `wrapped`."""
    jinja = _Sandbox(
        loader=loader,
        autoescape=_escapes,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    # What is not the same at every build has no place in a template.
    del jinja.globals["lipsum"], jinja.filters["random"]
    jinja.filters["href"] = links.href
    jinja.filters["wrapped"] = columns.wrapped
    return jinja


def _escapes(name: str | None) -> bool:
    # Jinja's own select_autoescape knows neither .mjml nor names that end in .j2; here only plain text is exempt.
    return not (name or "").removesuffix(".j2").endswith(".txt")


@dataclass(frozen=True, slots=True)
class Templates:
    """What rendering needs besides the issue: the environment and the words of each variant."""

    environment: Environment
    catalogues: Mapping[Variant, Words]
    fingerprint: str = ""  # a hash over the files, for the record kept with every issue

    def words(self, variant: Variant) -> Words:
        """The words of `variant`; RenderError when no catalogue was given for it."""
        try:
            return self.catalogues[variant]
        except KeyError as e:
            file = f"locale/{variant}.po"
            raise RenderError(f"There is no catalogue {file}.", template=file, channel="words") from e

    def has(self, name: str) -> bool:
        """Whether there is a template of that name, sound or not."""
        try:
            self.environment.get_template(name)
        except TemplateNotFound:
            return False
        except (TemplateError, UnicodeDecodeError, OSError):
            return True
        return True

    def render(self, name: str, *, channel: str, **context: object) -> str:
        """The text that the template `name` gives; RenderError names the template and the line."""
        try:
            return self.environment.get_template(name).render(context)
        except TemplateNotFound as e:
            raise RenderError(f"The template {e.name} is missing.", template=name, channel=channel, next=_NEXT) from e
        except RecursionError as e:
            what = f"{name}: a template or macro calls itself without end."
            raise RenderError(what, template=name, channel=channel, next=_NEXT) from e
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as e:
            place, line = self.place(e, name)
            raise RenderError(f"{place}:{line}: {e}.", template=place, channel=channel, next=_NEXT) from e

    def place(self, error: Exception, name: str) -> tuple[str, int]:
        """Template and line where rendering `name` stopped with `error`."""
        if isinstance(error, TemplateSyntaxError):
            return error.name or name, error.lineno
        # Jinja rewrites the traceback: frames of a template carry its file and its own line numbers.
        frames = [(frame.f_globals, line) for frame, line in walk_tb(error.__traceback__)]
        stops = [(str(names["__file__"]), line) for names, line in frames if "__jinja_exception__" in names]
        if not stops:
            return name, 1
        file, line = stops[-1]
        known = [each for each in self.environment.list_templates() if f"/{file}".endswith(f"/{each}")]
        return max(known, key=len, default=name), line
