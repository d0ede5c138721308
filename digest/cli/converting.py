"""`digest convert` and `digest detect`: filters for texts that belong to no newsroom. Part of digest.cli."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, documents, incoming, records
from digest.cli.articles import JsonOption
from digest.errors import UsageError
from digest.model import DEFAULT_GROUPS, Conversion, Glossary, Language, Variant
from digest.text import language

if TYPE_CHECKING:
    from digest.chinese import Converter

_NAMES = {".html": "html", ".htm": "html", ".mjml": "html", ".xml": "html", ".md": "markdown", ".markdown": "markdown"}

_DECLARED = re.compile(r"""<html\b[^<>]*?\slang\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_HEAD = 4_096  # characters of a page, among which its first tag is

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A text file; - or nothing for what is piped in.")]
JsonlOption = Annotated[
    bool, typer.Option("--jsonl", help="One JSON record per line in, and one out for each, as they come.")
]


class Form(StrEnum):
    """The written forms of Chinese that a text may be in."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    ZH_HANT_TW = "zh-Hant-TW"
    ZH_HANT_HK = "zh-Hant-HK"


class Markup(StrEnum):
    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"


def convert(
    context: typer.Context,
    file: FileArgument = incoming.STANDARD_INPUT,
    to: Annotated[
        Variant, typer.Option("--to", help="The form that is wanted.", show_default=False)
    ] = Variant.ZH_HANT_TW,
    written_in: Annotated[
        Form | None, typer.Option("--from", help="The form it is in; else its characters tell.", show_default=False)
    ] = None,
    markup: Annotated[
        Markup | None, typer.Option(help="How it is marked up; else the file's name tells.", show_default=False)
    ] = None,
    groups: Annotated[
        list[str] | None, typer.Option("--group", metavar="GROUP", help="Use these groups of terms; repeatable.")
    ] = None,
    jsonl: JsonlOption = False,
    as_json: JsonOption = False,
) -> None:
    """Convert a text between Simplified and Traditional Chinese.

    Needs no newsroom, and uses its terms in one.

    Text that is in the wanted form already, and everything that is not Chinese, comes out byte for byte; a page whose
    <html lang> names Taiwan or Hong Kong is taken at its word; a text whose
    characters do not tell its script (干燥) is taken to be in the other one than is wanted. With --json
    every change that is more than one character for another is listed, and every doubt. With --jsonl each line in is
    {"id", "text"}, each line out {"id", "text", "changes", "doubts"}, or {"id", "line", "error"}.

    Examples:
      digest convert --to zh-Hant-TW notice.txt
      digest convert --to zh-Hant-HK page.html > page-hk.html
      digest convert --to zh-Hans --from zh-Hant-TW --jsonl < articles.jsonl
    """
    if to is Variant.EN:
        raise UsageError("Nothing is translated.", next="Name a form of Chinese: --to zh-Hant-TW.")
    wanted = markup or Markup(_NAMES.get(file[file.rfind(".") :].lower(), "plain"))
    made = _Task(_glossary(context, groups or []), to, written_in, wanted.value)
    with incoming.opened(file) as stream:
        if jsonl:
            records.answer(incoming.lines(stream), made.answer)
            return
        if as_json or wanted is not Markup.PLAIN:
            _print(made.converted(incoming.whole(stream)), as_json)
            return
        for piece in incoming.pieces(stream):
            console.verbatim(made.converted(piece).text.encode(errors="surrogatepass"))


def detect(
    file: FileArgument = incoming.STANDARD_INPUT,
    declared: Annotated[
        Language, typer.Option(help="What its source declares; taken where the text itself cannot tell.")
    ] = Language.UNDETERMINED,
    jsonl: JsonlOption = False,
    as_json: JsonOption = False,
) -> None:
    """Tell the language and script of a text, and how sure that is.

    The labels are en, zh-Hans, zh-Hant, ja, mixed and undetermined.

    With --jsonl each line in is {"id", "text", "declared"?}, each line out {"id", "label", "confidence"}, or
    {"id", "line", "error"}. The confidence of what cannot be told is 0, of what was only declared 0.5.

    Examples:
      digest detect notice.txt
      digest detect --jsonl < titles.jsonl
    """

    def answer(record: records.Record) -> dict[str, Any]:
        return _judged(records.text_of(record), _declared(record, declared))

    with incoming.opened(file) as stream:
        if jsonl:
            records.answer(incoming.lines(stream), answer)
            return
        judged = _judged(incoming.whole(stream), declared)
    if as_json:
        console.emit(judged)
    else:
        console.line(f"{judged['label']} {judged['confidence']}")


class _Task:
    """What is asked for: from which form to which, with which terms. `written_in` is None where each text tells."""

    def __init__(self, glossary: Glossary, to: Variant, written_in: Form | None, markup: str) -> None:
        self._glossary, self._to, self._written_in, self._markup = glossary, to, written_in, markup
        self._told: Language | None = None  # of the pieces before: one without any mark is as they were
        self._converter = cache(self._made)

    def answer(self, record: records.Record) -> dict[str, Any]:
        """What is printed of the text in a record; ValueError for one that holds none."""
        self._told = None
        return documents.of_conversion(self.converted(records.text_of(record)))

    def converted(self, text: str) -> Conversion:
        """The text in the wanted form; as it is, with a problem, where it does not tell its own."""
        from digest import chinese

        if self._written_in is not None:
            return self._converter(self._written_in).convert(text, self._markup)
        self._told = chinese.written_in(text) or self._told
        if self._told is None and language.detect(text) is Language.JA:
            return Conversion(text=text)
        # Who asks for one script without naming another has a text in the other one: 干燥 does not say it itself.
        other = Form.ZH_HANT if self._to is Variant.ZH_HANS else Form.ZH_HANS
        form = Form(self._told.value) if self._told else other
        if form is Form.ZH_HANT and self._markup == Markup.HTML:
            form = _region(text) or form
        return self._converter(form).convert(text, self._markup)

    def _made(self, form: Form) -> "Converter":
        from digest import chinese

        source = Language(form) if form in (Form.ZH_HANS, Form.ZH_HANT) else Variant(form)
        return chinese.Converter(source, self._to, self._glossary)


def _region(page: str) -> Form | None:
    """Whose Traditional Chinese a page says it is written in: <html lang="zh-TW">."""
    declared = _DECLARED.search(page[:_HEAD])
    parts = set(re.split("[-_]", declared[1].lower())) if declared else set()
    return Form.ZH_HANT_HK if parts & {"hk", "mo"} else Form.ZH_HANT_TW if "tw" in parts else None


def _glossary(context: typer.Context, groups: list[str]) -> Glossary:
    from digest.config import terms
    from digest.errors import ConfigError

    loaded = terms.load(context.obj.root)
    if loaded.faults:
        raise ConfigError(loaded.faults)
    known = (DEFAULT_GROUPS, *loaded.groups)
    if unknown := [group for group in groups if group not in known]:
        raise UsageError(f"No group of terms is called {unknown[0]!r}.", next=f"There are: {', '.join(known)}.")
    return loaded.glossary.for_groups(groups or (DEFAULT_GROUPS,))


def _print(conversion: Conversion, as_json: bool) -> None:
    if as_json:
        console.emit(documents.of_conversion(conversion))
        return
    console.verbatim(conversion.text.encode(errors="surrogatepass"))
    for problem in conversion.problems:
        console.notice(console.safe(problem))


def _declared(record: records.Record, otherwise: Language) -> Language:
    try:
        return Language(record.get("declared") or otherwise)
    except ValueError:
        raise ValueError(f'its "declared" is none of {", ".join(Language)}') from None


def _judged(text: str, declared: Language) -> dict[str, Any]:
    judged = language.judge(text)
    if judged.label is Language.UNDETERMINED:
        judged = language.inherited(text, declared)
    return {"label": judged.label.value, "confidence": judged.confidence}


COMMANDS: Mapping[str, Callable[..., None]] = {"convert": convert, "detect": detect}
