"""`digest summarize`: a filter for texts that belong to no newsroom. Part of digest.cli."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest import summarizers
from digest.cli import console, documents, incoming, records
from digest.cli.articles import JsonOption
from digest.errors import UsageError
from digest.model import Kind

if TYPE_CHECKING:
    from digest.shortening import Limit, Text

_LARGEST_LIMIT = 10_000


def summarize(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file; - or nothing for what is piped in.")
    ] = incoming.STANDARD_INPUT,
    words: Annotated[
        int,
        typer.Option(min=0, max=_LARGEST_LIMIT, metavar="N", help="At most so many words; a Chinese character is one."),
    ] = 0,
    chars: Annotated[
        int, typer.Option(min=0, max=_LARGEST_LIMIT, metavar="N", help="Or at most so many characters.")
    ] = 0,
    kind: Annotated[Kind | None, typer.Option(help="What kind of text it is.")] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its title, which is not part of the text.")] = "",
    summarizer: Annotated[
        str, typer.Option(metavar="NAME", help=f"One of: {', '.join(summarizers.SUMMARIZERS)}.")
    ] = "extractive",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON record per line in, and one out for each, as they come.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Shorten a text in its own sentences; needs no newsroom.

    Without a limit: 75 words, or 140 Chinese characters. With --jsonl each line in is {"id", "text", "title"?, "lang"?,
    "kind"?}, each line out {"id", "summary", "teaser", "sentences": [{"text", "start", "end", "rules"}], "figures",
    "notes", "quote"?}, with offsets of the text that came in, or {"id", "line", "error"}; the exit code is then 5.

    Examples:
      digest summarize speech.txt --words 60 --kind speech
      digest summarize --chars 140 < notice.txt
      digest summarize --jsonl articles.jsonl > summaries.jsonl
    """
    task = _task(summarizer, words, chars, title, kind)
    with incoming.opened(file) as stream:
        if jsonl:
            records.answer(incoming.lines(stream), task.answer)
            return
        text = incoming.whole(stream)
    _one(task, text, as_json)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """What is asked for; `title` and `kind` where a record names none."""

    summarize: "summarizers.Summarizer"
    limit: "Limit"
    title: str
    kind: str

    def shortened(self, text: "Text") -> dict[str, Any]:
        """What is printed of the text; ValueError for one that cannot be read."""
        from digest import shortening

        known = replace(text, title=text.title or self.title, kind=text.kind or self.kind)
        return documents.of_shortened(shortening.shorten(known, self.limit, self.summarize))

    def answer(self, record: records.Record) -> dict[str, Any]:
        """What is printed of the text in a record; ValueError for one that cannot be read."""
        from digest import shortening

        return self.shortened(shortening.text_of(record))


def _task(summarizer: str, words: int, chars: int, title: str, kind: Kind | None) -> _Task:
    from digest.shortening import Limit

    if summarizer not in summarizers.SUMMARIZERS:
        known = ", ".join(summarizers.SUMMARIZERS)
        raise UsageError(f"No summarizer of single texts is called {summarizer!r}.", next=f"There are: {known}.")
    if words and chars:
        raise UsageError("--words and --chars do not go together.", next="Use one or the other.")
    return _Task(
        summarize=summarizers.SUMMARIZERS[summarizer],
        limit=Limit(words=words, characters=chars),
        title=title,
        kind=kind or "",
    )


def _one(task: _Task, text: str, as_json: bool) -> None:
    from digest.shortening import Text

    try:
        made = task.shortened(Text(text=text))
    except ValueError as e:
        raise UsageError(f"The text cannot be shortened: {e}.") from e
    if as_json:
        console.emit(made)
    elif made["summary"]:
        console.line(console.safe(made["summary"]))
    for note in made["notes"]:
        console.notice(console.safe(note))
    if not made["summary"]:
        raise typer.Exit(console.NOTHING)


COMMANDS: Mapping[str, Callable[..., None]] = {"summarize": summarize}
