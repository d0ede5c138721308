"""Tables of what was measured, as Markdown: for the terminal, for docs/chinese.md, and for reading by eye."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from digest.model import Variant
from tests.eval.chinese import scoring, sets, systems
from tests.eval.report import BEGIN, END

_SHORT = {Variant.ZH_HANT_TW: "Taiwan", Variant.ZH_HANT_HK: "Hong Kong", Variant.ZH_HANS: "Simplified"}
_AROUND = 5  # characters shown on either side
Rows = Sequence[Sequence[str]]


def comparison(
    title: str, rows: Iterable[sets.Row], variants: Sequence[Variant], *, halves: bool, shipped: bool = False
) -> str:
    """One set's table: a line per system, exact and per-character percentages per variant and half."""
    parts = _parts(tuple(rows)) if halves else {"": tuple(rows)}
    columns = [(variant, name) for variant in variants for name in parts]
    head = ["system", *(f"{_SHORT[variant]} {name}".strip() for variant, name in columns)]
    lines = [
        [system, *(_cell(scoring.score(parts[name], convert, variant)) for variant, name in columns)]
        for system, convert in (systems.SYSTEMS | ({systems.WITH_TERMS: systems.with_terms} if shipped else {})).items()
    ]
    counts = ", ".join(f"{len(some)} {name or 'rows'}" for name, some in parts.items())
    return f"**{title}** ({counts})\n\n{table([head, *lines])}"


def unchanged(rows: Sequence[sets.Row], through: Mapping[str, Callable[[sets.Row], str]]) -> str:
    """How many Traditional sentences each way leaves as they are, per region."""
    lines = [["way", *(f"unchanged, {_SHORT[variant]}" for variant in sets.VARIANTS)]]
    for name, convert in through.items():
        kept = {variant: [row for row in rows if variant in row.expected] for variant in sets.VARIANTS}
        lines.append(
            [name, *(f"{sum(convert(row) == row.source for row in some)}/{len(some)}" for some in kept.values())]
        )
    return f"**traditional**, already in the form wanted\n\n{table(lines)}"


def table(rows: Rows) -> str:
    """A Markdown table with even columns; all but the first are aligned right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    head, *lines = [
        [
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        for row in rows
    ]
    rule = ["-" * (width - 1) + (":" if at else "-") for at, width in enumerate(widths)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines))


def write_page(path: Path, tables: Sequence[str]) -> None:
    """Puts the tables between the two marks of the page; the rest of it is written by people."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    joined = "\n\n".join(tables)
    path.write_text(f"{before}{BEGIN}\n\n{joined}\n\n{END}{after}", encoding="utf-8")


def side_by_side(source: str, results: Mapping[str, str]) -> str:
    """The places of a text where systems disagree, with a little of what stands around them, for reading by eye.

    The first result must be as long as the source; the others are laid beside it wherever they are longer or shorter.
    """
    parts: list[str] = []
    made = [text.split("\n") for text in results.values()]
    for number, (line, first, *others) in enumerate(zip(source.split("\n"), *made, strict=True), 1):
        pieces = [list(first), *(_pieces(first, other) for other in others)]
        places = list(_places(list(zip(*pieces, strict=True))))
        if places:
            rows = [[line[a:b], *("".join(row[a:b]) for row in pieces)] for a, b in places]
            parts += [
                f"line {number}",
                "",
                table([["source", *results], *(list(map(_shown, row)) for row in rows)]),
                "",
            ]
    return "\n".join(parts)


def _pieces(first: str, other: str) -> list[str]:
    """What `other` has for each character of `first`; a longer or shorter stretch stands at its first character."""
    pieces = [""] * len(first)
    for _, start, end, from_, to in SequenceMatcher(None, first, other, autojunk=False).get_opcodes():
        if to - from_ == end - start:
            for place, letter in zip(range(start, end), other[from_:to], strict=True):
                pieces[place] += letter
        elif pieces:
            pieces[min(start, len(pieces) - 1)] += other[from_:to]
    return pieces


def _places(columns: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Stretches in which the columns differ, quotation marks aside, with their neighbours; near ones are one."""
    differing = [at for at, column in enumerate(columns) if len({scoring.marks(piece) for piece in column}) > 1]
    stretches: list[list[int]] = []
    for at in differing:
        if stretches and at - stretches[-1][1] <= 2 * _AROUND:
            stretches[-1][1] = at
        else:
            stretches.append([at, at])
    for first, last in stretches:
        yield max(0, first - _AROUND), min(len(columns), last + _AROUND + 1)


def _shown(text: str) -> str:
    return text.replace("|", "\\|")


def _parts(rows: Sequence[sets.Row]) -> dict[str, tuple[sets.Row, ...]]:
    return {half: tuple(row for row in rows if row.half == half) for half in sets.HALVES}


def _cell(score: scoring.Score) -> str:
    return f"{score.exact:.1f} / {score.per_character:.2f}"
