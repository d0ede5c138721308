"""`digest count` and `digest split`: texts as platforms count and cut them; needs no newsroom. Part of digest.cli."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console, incoming, names, records
from digest.cli.articles import JsonOption
from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.platforms import Marks, Part, Platform

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A text file; - or nothing for what is piped in.")]
PlatformOption = Annotated[str, typer.Option("--platform", "-p", metavar="NAME", help="Such as x, bluesky or weibo.")]
JsonlOption = Annotated[
    bool, typer.Option("--jsonl", help="One JSON record per line in, and one out for each, as they come.")
]


def count(
    context: typer.Context,
    platform: PlatformOption,
    file: FileArgument = incoming.STANDARD_INPUT,
    part: Annotated[str, typer.Option(metavar="PART", help="body, title or digest.")] = "body",
    jsonl: JsonlOption = False,
    as_json: JsonOption = False,
) -> None:
    """Count a text as a platform does, and say whether it fits.

    With --jsonl each line in is {"id", "text", "warning"?} and each line out {"id", "count", "limit", "fits", "links",
    "tags", "mentions"}, the last three as [{"text", "start", "end"}] in characters, or {"id", "line", "error"}; the
    exit code is then 5. Needs no newsroom; inside one, or with -C, its own figures count. Exit code 1 says that a text
    does not fit.

    Examples:
      digest count --platform x post.txt
      digest count --platform xiaohongshu --part title < title.txt
      digest count --platform bluesky --jsonl posts.jsonl > counted.jsonl
    """
    row = _part(_platform(context.obj, platform), part)
    with incoming.opened(file) as stream:
        if jsonl:
            records.answer(incoming.lines(stream), lambda record: _counted(row, _text(record), _warning(record)))
            return
        text = _without_last_line_end(incoming.whole(stream))
    counted = _counted(row, text, "")
    if as_json:
        console.emit(counted)
    else:
        verdict = "fits" if counted["fits"] else "does not fit"
        console.line(f"{counted['count']} / {counted['limit']}  {verdict}")
        for kind in ("links", "tags", "mentions"):
            for mark in counted[kind]:
                console.line(f"  {kind[:-1]}  {console.safe(mark['text'])}")
    if not counted["fits"]:
        raise typer.Exit(console.FAILED)


def split(
    context: typer.Context,
    platform: PlatformOption,
    file: FileArgument = incoming.STANDARD_INPUT,
    numbers: Annotated[
        bool | None, typer.Option("--numbers/--no-numbers", help="Number the parts, or not, whatever is usual there.")
    ] = None,
    jsonl: JsonlOption = False,
    as_json: JsonOption = False,
) -> None:
    """Split a text into parts that each fit a platform, as for a thread.

    Cuts fall at paragraphs, sentences, clauses, commas and words, in this order; a line with nothing but --- is a cut
    of yours. With --jsonl each line in is {"id", "text", "names"?} and each line out {"id", "parts": [...]}, with
    "problems" where a link or a word had to be cut, or {"id", "line", "error"}; the exit code is then 5. Needs no
    newsroom.

    Examples:
      digest split --platform x speech.txt
      digest split --platform weibo --jsonl long.jsonl > threads.jsonl
    """
    row = _platform(context.obj, platform)
    with incoming.opened(file) as stream:
        if jsonl:
            records.answer(
                incoming.lines(stream), lambda record: _split(row, _text(record), _known_names(record), numbers)
            )
            return
        text = incoming.whole(stream)
    try:
        made = _split(row, text, (), numbers)
    except ValueError as e:
        raise UsageError(f"The text cannot be split: {e}.", next="Leave the numbers away: --no-numbers") from e
    if as_json:
        console.emit(made)
    else:
        console.line("\n---\n".join("\n".join(map(console.safe, each.split("\n"))) for each in made["parts"]))
    for problem in made.get("problems", ()):
        console.notice(console.safe(problem))


# --- what is answered ------------------------------------------------------------------------------------------


def _counted(row: "Platform", text: str, warning: str) -> dict[str, Any]:
    from digest import platforms

    found = platforms.marks(row, text)
    return {
        "count": platforms.count(row, text, warning=warning),
        "limit": row.limit.value,
        "fits": platforms.fits(row, text, warning=warning),
        **{kind: _places(found, kind) for kind in ("links", "tags", "mentions")},
    }


def _places(found: "Marks", kind: str) -> list[dict[str, Any]]:
    return [{"text": mark.text, "start": mark.start, "end": mark.end} for mark in getattr(found, kind)]


def _split(row: "Platform", text: str, known: Iterable[str], numbers: bool | None) -> dict[str, Any]:
    from digest import chinese
    from digest.platforms import splitting

    made = splitting.split(row, text, words=chinese.cut, names=known, numbered=numbers)
    return {"parts": list(made.parts)} | ({"problems": list(made.problems)} if made.problems else {})


# --- what is asked ---------------------------------------------------------------------------------------------


def _platform(place: names.Place, wanted: str) -> "Platform":
    """The row of that name: the newsroom's where there is one, else the one that is shipped."""
    from digest import platforms

    rows: dict[str, Platform] = {}
    for file in _files(place):
        rows |= platforms.from_mapping(_toml(file))
    if wanted not in rows:
        raise UsageError(f"No platform is called {wanted!r}.", next=f"There are: {', '.join(rows)}.")
    return rows[wanted]


def _files(place: names.Place) -> tuple[Path, ...]:
    from digest import starter

    shipped, own = starter.shipped("config") / "platforms.toml", place.root / "config" / "platforms.toml"
    if own.is_file():
        return shipped, own
    if place.typed != Path():
        raise UsageError(f"There is no {console.safe(own)}.", next="Leave -C away, or name a newsroom.")
    return (shipped,)


def _toml(file: Path) -> Mapping[str, Any]:
    import tomllib

    from digest import platforms

    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        platforms.from_mapping(read)
    except (OSError, ValueError) as e:  # of TOML and of UTF-8 too
        raise UsageError(f"{console.safe(file)} cannot be used: {e}.", next="See: digest check") from e
    return read


def _part(row: "Platform", wanted: str) -> "Platform":
    from digest import platforms

    try:
        return platforms.part(row, platforms.Part(wanted))
    except ValueError as e:
        parts: type[Part] = platforms.Part
        known = ", ".join(parts)
        raise UsageError(f"--part {wanted}: {row.title} has none.", next=f"Known are: {known}.") from e


def _text(record: records.Record) -> str:
    return _string(record, "text", required=True)


def _warning(record: records.Record) -> str:
    return _string(record, "warning", required=False)


def _string(record: records.Record, key: str, *, required: bool) -> str:
    value = record.get(key)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{key} is missing" if key not in record else f"{key} is not a text")
    return value


def _known_names(record: records.Record) -> tuple[str, ...]:
    value = record.get("names") or ()
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError("names is not a list of texts")
    return tuple(value)


def _without_last_line_end(text: str) -> str:
    """The text as it would be pasted: editors end a file with a line end that is none of the post's."""
    return text.removesuffix("\n").removesuffix("\r")


COMMANDS: Mapping[str, Callable[..., None]] = {"count": count, "split": split}
