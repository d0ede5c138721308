"""`digest terms check`, `add`, `remove`, `test` and `import`: regional terms of a newsroom. Part of digest.cli."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from digest.cli import console
from digest.cli.articles import JsonOption
from digest.errors import Fault, UsageError
from digest.model import DEFAULT_GROUPS, OPTIONAL, Glossary, Language, Rule, Term, Variant

if TYPE_CHECKING:
    from digest.config.terms import TermFile
    from digest.config.terms.adding import Added

GROUP = "own"
_MOST_LONGER = 5  # rows; a short term may stand in hundreds
LARGEST_TEXT = 16 * 2**20  # bytes

ToOption = Annotated[
    Variant, typer.Option("--to", metavar="VARIANT", help="zh-Hant-TW, zh-Hant-HK or zh-Hans.", show_default=False)
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")]


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Tables such as zh-Hant-TW.tsv; else all in use.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check tables of regional terms: every fault with its file and line.

    Examples:
      digest terms check
      digest terms check drafts/zh-Hant-TW.health.tsv
    """
    from digest.config import terms

    files = terms.files(context.obj.root) if not paths else tuple(_file(path) for path in paths)
    read = terms.read(files)
    counts = {variant.value: len(rows) for variant, rows in read.glossary.terms.items()}
    counts[terms.PROTECTED] = len(read.glossary.protected)
    if as_json:
        document: dict[str, Any] = {"files": [file.name for file in files], "rows": counts, "groups": list(read.groups)}
        console.emit(document | {"faults": [_fault_document(fault) for fault in read.faults]})
    elif read.faults:
        console.line(f"{console.count(len(read.faults), 'fault')}:")
        for fault in read.faults:
            console.line(f"  {console.safe(fault)}")
    else:
        told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        console.line(f"Everything is in order in {console.count(len(files), 'table')}: {told or 'no rows'}.")
    if read.faults:
        raise typer.Exit(console.USAGE)


def add(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The term as articles write it.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="What readers of the variant get.")],
    to: ToOption,
    group: Annotated[str, typer.Option(metavar="GROUP", help="Audiences can be given some groups only.")] = GROUP,
    note: Annotated[str, typer.Option(metavar="TEXT", help="For whoever reads the table.")] = "",
    origin: Annotated[str, typer.Option(metavar="TEXT", help="Who says so.")] = "editorial: this newsroom",
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add one term to the newsroom's own table; ours stays untouched, and is overruled where both have it.

    Examples:
      digest terms add --to zh-Hant-TW 可持续发展 永續發展
      digest terms add --to zh-Hant-HK 志愿者 義工 --group volunteers --origin "style guide, page 4"
    """
    from digest.config.terms import adding

    term = Term(source=source, target=target, group=group, note=note, origin=origin, place="command line:0", own=True)
    variant = _chinese(to)
    added = adding.plan(context.obj.root, variant, [term])
    if added.faults:
        reasons = "; ".join(f"its {fault.key} {fault.what}" for fault in added.faults)
        raise UsageError(f"The term cannot be added: {reasons}.", kept=f"{added.file} is as it was.")
    if not dry_run:
        adding.write(context.obj.root, variant, added)
    _report(added, as_json, dry_run)
    if not added.new:
        raise typer.Exit(console.NOTHING)


def remove(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The term as articles write it.")],
    to: ToOption,
    as_json: JsonOption = False,
) -> None:
    """Take one term out of the newsroom's own table; ours, if there is one, applies again.

    Examples:
      digest terms remove --to zh-Hant-TW 可持续发展
    """
    from digest.config.terms import adding

    file, gone = adding.remove(context.obj.root, _chinese(to), source)
    if as_json:
        console.emit({"file": file.name, "source": source, "removed": gone})
    elif gone:
        console.line(f"Removed {console.safe(source)} from {file.name}.")
    else:
        console.line(f"{file.name} has no row for {console.safe(source)}; nothing was changed.")
    if not gone:
        raise typer.Exit(console.NOTHING)


def import_(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A glossary: CSV with a header, or TBX.")],
    to: ToOption,
    group: Annotated[str, typer.Option(metavar="GROUP", help="For terms that name none.")] = "imported",
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take the terms of a glossary into the newsroom's own table; refused ones are listed, the others go in.

    Examples:
      digest terms import unterm.tbx --to zh-Hant-TW --dry-run
      digest terms import glossary.csv --to zh-Hant-HK --group health
    """
    from digest.config.terms import adding, exchange

    variant = _chinese(to)
    found = exchange.read(_bytes(path), path.name, variant, group)
    added = adding.plan(context.obj.root, variant, found.terms)
    if not dry_run:
        adding.write(context.obj.root, variant, added)
    faults = sorted((*found.faults, *added.faults), key=lambda fault: fault.line or 0)
    _report(added, as_json, dry_run, faults)
    if faults:
        raise typer.Exit(console.PARTLY if added.new or added.there else console.FAILED)
    if not added.new:
        raise typer.Exit(console.NOTHING)


def try_out(
    context: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar="TEXT|FILE|-", help="A text, a file with one, or - for standard input.")
    ] = "-",
    to: ToOption = Variant.ZH_HANT_TW,
    groups: Annotated[
        list[str] | None, typer.Option("--group", metavar="GROUP", help="Use these groups; may be given repeatedly.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show which terms apply to a text, where, and what becomes of it.

    Examples:
      digest terms test 可持续发展目标需要合作伙伴 --to zh-Hant-TW
      digest terms test article.txt --to zh-Hant-HK --group default --group optional-press
    """
    from digest.config import terms
    from digest.errors import ConfigError

    variant = _chinese(to)
    loaded = terms.load(context.obj.root)
    if loaded.faults:
        raise ConfigError(loaded.faults)
    wanted = tuple(groups or (DEFAULT_GROUPS,))
    if unknown := [group for group in wanted if group not in (DEFAULT_GROUPS, *loaded.groups)]:
        raise UsageError(
            f"No group of terms is called {unknown[0]!r}.", next=f"There are: {', '.join(_group_names(loaded.groups))}."
        )
    glossary = loaded.glossary.for_groups(wanted)
    given = _text(text)
    result, found = _applied(given, variant, glossary)
    if as_json:
        console.emit({"text": result, "terms": found})
        return
    if found:
        console.table(
            ("at", "source", "target", "group", "where it is said"),
            [(each["start"], each["source"], each["target"], each["group"], each["place"]) for each in found],
            right=(0,),
        )
    else:
        console.line("No term applies.")
    for line in result.split("\n"):
        console.line(console.safe(line))


# --- for all of them -------------------------------------------------------------------------------------------


def _chinese(variant: Variant) -> Variant:
    if variant is Variant.EN:
        raise UsageError("Terms are for Chinese.", next="Name one: --to zh-Hant-TW, zh-Hant-HK or zh-Hans.")
    return variant


def _group_names(groups: Sequence[str]) -> list[str]:
    usual = [group for group in groups if not group.startswith(OPTIONAL)]
    return [f"{DEFAULT_GROUPS} (all that follow)", *usual, *(group for group in groups if group.startswith(OPTIONAL))]


def _file(path: Path) -> "TermFile":
    from digest.config.terms import TermFile

    if not path.is_file():
        raise UsageError(f"There is no file {path}.", next="Name tables, or none to check those in use.")
    return TermFile(path=path, name=str(path), own=True)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_TEXT:
            raise UsageError(f"{path} is larger than {LARGEST_TEXT // 2**20} MB.", next="Divide it.")
        return path.read_bytes()
    except OSError as e:
        raise UsageError(f"{path} cannot be read: {e.strerror}.", next="Name a file that is there.") from e


def _text(word: str) -> str:
    raw = sys.stdin.buffer.read(LARGEST_TEXT + 1) if word == "-" else _bytes(Path(word)) if _is_file(word) else None
    if raw is None:
        return word
    if len(raw) > LARGEST_TEXT:
        raise UsageError(f"The text is larger than {LARGEST_TEXT // 2**20} MB.", next="Divide it.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise UsageError(f"The text is not UTF-8 (byte {e.start}).", next="Save it as UTF-8.") from e


def _is_file(word: str) -> bool:
    try:
        return Path(word).is_file()
    except (OSError, ValueError):  # a text may be longer than a name can be, or hold what none can
        return False


def _applied(text: str, variant: Variant, glossary: Glossary) -> tuple[str, list[dict[str, Any]]]:
    """The text with its terms in their target form and the rest converted, and which terms those are, in order."""
    from digest import chinese

    script = Language.ZH_HANT if variant is Variant.ZH_HANS else Language.ZH_HANS
    rows = {term.source: term for term in glossary.rows(variant)}
    converted = chinese.Converter(script, variant, glossary).convert(text)
    found = [
        {"start": change.start, "end": change.end} | _term_document(rows[change.source])
        for change in converted.changes
        if change.rule is Rule.TERM
    ]
    return converted.text, found


def _report(added: "Added", as_json: bool, dry_run: bool, faults: Sequence[Fault] = ()) -> None:
    if as_json:
        console.emit(
            {
                "file": added.file,
                "added": [_term_document(term) for term in added.new],
                "there": [_term_document(term) for term in added.there],
                "overruled": [_term_document(term) for term in added.overruled],
                "longer": [_term_document(term) for term in added.longer],
                "faults": [_fault_document(fault) for fault in faults],
                "dry_run": dry_run,
            }
        )
        return
    for fault in faults:
        console.line(f"refused  {console.safe(fault)}")
    for term in added.overruled:
        console.line(f"overrules {term.place}, where {console.safe(term.source)} is {console.safe(term.target)}")
    for term in added.longer[:_MOST_LONGER]:
        longer, target = console.safe(term.source), console.safe(term.target)
        console.line(f"note: inside {longer} stays {target} ({term.place}); add that term too if it should change.")
    if (more := len(added.longer) - _MOST_LONGER) > 0:
        console.line(f"note: and inside {console.count(more, 'longer term')} more (all of them with --json).")
    verb = "Would add" if dry_run else "Added"
    there = f"; {console.count(len(added.there), 'term')} there already" if added.there else ""
    refused = f"; {len(faults)} refused" if faults else ""
    console.line(f"{verb} {console.count(len(added.new), 'term')} to {added.file}{there}{refused}.")


def _term_document(term: Term) -> dict[str, Any]:
    return {name: getattr(term, name) for name in ("source", "target", "group", "note", "origin", "place")}


def _fault_document(fault: Fault) -> dict[str, Any]:
    return {name: getattr(fault, name) for name in ("file", "line", "key", "what", "allowed")}


COMMANDS: Mapping[str, Callable[..., None]] = {
    "check": check,
    "add": add,
    "remove": remove,
    "test": try_out,
    "import": import_,
}
