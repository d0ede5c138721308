"""The regional terms of a newsroom: ours, which ship with the product, and its own beside them. Part of digest.config.

Ours are read from the product, never copied. A newsroom's own tables lie in its `config/terms/`, in files named after
the variant they are for (`zh-Hant-TW.own.tsv`, `zh-Hant-TW.health.tsv`, `zh-Hant-TW.tsv`) or `protected`; of two rows
with one source its own wins. Nothing here knows how terms are applied.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from digest import starter
from digest.config.terms import checks, rows
from digest.errors import Fault
from digest.model import Glossary, Protected, Term, Variant

FOLDER = Path("config") / "terms"
COLUMNS = ("source", "target", "group", "note", "origin")
TABLES = (Variant.ZH_HANT_TW, Variant.ZH_HANT_HK, Variant.ZH_HANS)
PROTECTED = "protected"
PROTECTED_COLUMNS = (*(variant.value for variant in (Variant.ZH_HANS, *TABLES[:2])), "group", "note", "origin")
LARGEST_FILE = 32 * 2**20  # bytes; ten thousand rows are one or two


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFile:
    """One table on disk. `name` is for people: `config/terms/…` in the newsroom, `product:…` where it is ours."""

    path: Path
    name: str
    own: bool

    @property
    def table(self) -> str:
        """What it is for: a variant, or `protected`."""
        return self.path.name.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All rows that are in order, all faults of the others, and a hash over what was read."""

    glossary: Glossary
    faults: tuple[Fault, ...]
    sha256: str

    @property
    def groups(self) -> tuple[str, ...]:
        """Every group that a row names, sorted."""
        found = {term.group for table in self.glossary.terms.values() for term in table}
        return tuple(sorted(found | {row.group for row in self.glossary.protected}))


def load(root: Path) -> Terms:
    """The terms that the newsroom in `root` works with."""
    return read(files(root))


def files(root: Path) -> tuple[TermFile, ...]:
    """Our tables, then the newsroom's own, each sorted by name."""
    product = starter.shipped("config") / "terms"
    ours = [TermFile(path=path, name=f"product:{path.name}", own=False) for path in _tables(product) if _is_ours(path)]
    taken = {each.path.resolve() for each in ours}
    own = [
        TermFile(path=path, name=(FOLDER / path.name).as_posix(), own=True)
        for path in _tables(root / FOLDER)
        if path.resolve() not in taken
    ]
    return (*ours, *own)


def own_file(root: Path, table: str) -> TermFile:
    """Where the newsroom's own rows for that table are written."""
    path = FOLDER / f"{table}.own.tsv"
    return TermFile(path=root / path, name=path.as_posix(), own=True)


def read(wanted: tuple[TermFile, ...]) -> Terms:
    """The terms in these files together; a file that cannot be read is a fault."""
    terms: dict[Variant, list[Term]] = {variant: [] for variant in TABLES}
    protected: list[Protected] = []
    faults: list[Fault] = []
    digest = sha256()
    for file in wanted:
        raw, wrong = _bytes(file)
        digest.update(file.name.encode() + b"\0" + sha256(raw).digest())
        faults += wrong
        if wrong:
            continue
        if file.table == PROTECTED:
            protected += _protected(file, raw, faults)
        else:
            terms[Variant(file.table)] += _terms(file, raw, faults)
    faults += checks.conflicts_of_protected(protected)
    for variant, found in terms.items():
        faults += checks.conflicts(found, protected, variant)
    glossary = Glossary(
        terms={variant: tuple(sorted(found, key=_order)) for variant, found in terms.items()},
        protected=tuple(sorted(protected, key=lambda row: (tuple(row.forms.values()), row.own))),
    )
    return Terms(glossary=glossary, faults=_few(faults), sha256=digest.hexdigest())


def _tables(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.tsv") if path.is_file() and not path.name.startswith("."))


def _is_ours(path: Path) -> bool:
    # In a checkout the product's folder may be a newsroom's too: what has a second part to its name is its own.
    return path.name.count(".") == 1


def _order(term: Term) -> tuple[str, bool]:
    return term.source, term.own


def _bytes(file: TermFile) -> tuple[bytes, list[Fault]]:
    def fault(what: str, allowed: str = "") -> tuple[bytes, list[Fault]]:
        return b"", [Fault(file=file.name, line=None, key="", what=what, allowed=allowed)]

    known = (*(variant.value for variant in TABLES), PROTECTED)
    if file.table not in known:
        return fault("its name says no variant", ", ".join(f"{each}.own.tsv" for each in known))
    try:
        if file.path.stat().st_size > LARGEST_FILE:
            return fault(f"is larger than {LARGEST_FILE // 2**20} MB, which no table of terms is")
        return file.path.read_bytes(), []
    except OSError as e:
        return fault(f"cannot be read: {e.strerror}")


def _terms(file: TermFile, raw: bytes, faults: list[Fault]) -> Iterator[Term]:
    table = rows.read(raw, file.name, COLUMNS)
    for row in table.rows:
        term = Term(**row.cells, place=f"{file.name}:{row.line}", own=file.own)
        wrong = list(checks.faults_of_term(term, Variant(file.table)))
        for column, what in wrong:
            table.refuse(row.line, what, key=_shown(term.source, column))
        if not wrong:
            yield term
    faults += table.faults


def _protected(file: TermFile, raw: bytes, faults: list[Fault]) -> Iterator[Protected]:
    table = rows.read(raw, file.name, PROTECTED_COLUMNS)
    for row in table.rows:
        forms = {variant: row.cells[variant.value] for variant in (Variant.ZH_HANS, *TABLES[:2])}
        remarks = {column: row.cells[column] for column in ("group", "note", "origin")}
        each = Protected(forms=forms, **remarks, place=f"{file.name}:{row.line}", own=file.own)
        wrong = list(checks.faults_of_protected(each))
        for column, what in wrong:
            table.refuse(row.line, what, key=_shown(forms[Variant.ZH_HANS], column))
        if not wrong:
            yield each
    faults += table.faults


def _shown(source: str, column: str) -> str:
    return f"{source[:20]}…: {column}" if len(source) > 20 else f"{source}: {column}" if source else column


def _few(faults: list[Fault]) -> tuple[Fault, ...]:
    """The faults in their order, of a file with very many only the first ones and how many more there are."""
    shown: list[Fault] = []
    counts: dict[str, int] = {}
    for fault in sorted(faults, key=lambda each: (each.file, each.line or 0)):
        counts[fault.file] = counts.get(fault.file, 0) + 1
        if counts[fault.file] <= rows.FAULTS_SHOWN:
            shown.append(fault)
    more = [
        Fault(file=file, line=None, key="", what=f"{count - rows.FAULTS_SHOWN} more faults of this kind or others")
        for file, count in counts.items()
        if count > rows.FAULTS_SHOWN
    ]
    return (*shown, *more)
