"""Rows into the newsroom's own tables and out of them: all of them, or none and the reasons. Part of digest.config."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digest import durable, errors
from digest.config import terms
from digest.config.terms import checks
from digest.errors import Fault, UsageError
from digest.model import Protected, Term, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding would do, or did: `new` rows, those that are `there` already, and a fault for each refused one."""

    file: str
    new: tuple[Term, ...]
    there: tuple[Term, ...]
    overruled: tuple[Term, ...]  # rows of ours whose place the new ones take
    longer: tuple[Term, ...]  # rows that hold a new one and apply where both could: the longest wins
    faults: tuple[Fault, ...]


def plan(root: Path, variant: Variant, wanted: Sequence[Term]) -> Added:
    """What becomes of these rows, which come in with their place of origin; nothing is written."""
    file = terms.own_file(root, variant.value)
    loaded = terms.load(root)
    if broken := [fault for fault in loaded.faults if fault.file == file.name]:
        raise errors.ConfigError(tuple(broken))
    rows = loaded.glossary.terms[variant]
    own = {term.source: term for term in rows if term.own}
    protected = checks.kept(loaded.glossary.protected, variant)
    new: dict[str, Term] = {}
    there: list[Term] = []
    faults: list[Fault] = []
    for term in wanted:
        earlier = own.get(term.source) or new.get(term.source)
        if wrong := [*checks.faults_of_term(term, variant), *_refusals(term, earlier, protected)]:
            faults += (_fault(term, column, what) for column, what in wrong)
        elif earlier is not None:
            there.append(term)
        else:
            new[term.source] = term
    overruled = tuple(term for term in rows if not term.own and term.source in new)
    longer = tuple(row for row in rows if any(source in row.source and source != row.source for source in new))
    return Added(
        file=file.name,
        new=tuple(new.values()),
        there=tuple(there),
        overruled=overruled,
        longer=longer,
        faults=tuple(faults),
    )


def _refusals(term: Term, earlier: Term | None, protected: Mapping[str, Protected]) -> Iterator[tuple[str, str]]:
    if earlier is not None and earlier.target != term.target:
        yield "target", f"contradicts {earlier.place}, where it is {earlier.target}, not {term.target}"
    if term.source in protected:
        yield "source", f"never applies: {protected[term.source].place} protects it"


def _fault(term: Term, column: str, what: str) -> Fault:
    file, _, line = term.place.rpartition(":")
    return Fault(file=file, line=int(line) or None, key=column, what=f"{what} ({term.source[:20]})")


def write(root: Path, variant: Variant, added: Added) -> None:
    """Nothing; the new rows then stand at the end of the newsroom's own table, which is whole at every moment."""
    file = terms.own_file(root, variant.value)
    if not added.new:
        return
    try:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        before = file.path.read_bytes() if file.path.exists() else "\t".join(terms.COLUMNS).encode() + b"\n"
        columns = _columns(before)
        if not before.endswith(b"\n"):
            before += b"\n"
        lines = ("\t".join(getattr(term, column) for column in columns) + "\n" for term in added.new)
        _replace(file.path, before + "".join(lines).encode())
    except OSError as e:
        raise UsageError(f"{file.name} cannot be written: {e.strerror}.", kept="It is as it was.") from e


def remove(root: Path, variant: Variant, source: str) -> tuple[terms.TermFile, bool]:
    """The newsroom's own table for `variant`, and whether a row for `source` was in it and is now gone."""
    file = terms.own_file(root, variant.value)
    try:
        before = file.path.read_bytes() if file.path.exists() else b""
        kept = [line for line in before.splitlines(keepends=True) if _source(line, before) != source]
        after = b"".join(kept)
        if after != before:
            _replace(file.path, after)
    except OSError as e:
        raise UsageError(f"{file.name} cannot be written: {e.strerror}.", kept="It is as it was.") from e
    return file, after != before


def _source(line: bytes, table: bytes) -> str | None:
    """What a row is for; None for a heading or a remark."""
    text = line.decode("utf-8-sig", "replace").rstrip("\r\n")
    columns = _columns(table)
    if not text.strip() or text.startswith("#") or text.split("\t") == columns:
        return None
    return dict(zip(columns, text.split("\t"), strict=False)).get("source")


def _columns(table: bytes) -> list[str]:
    """The columns of a table that has been read without fault, in its own order."""
    text = table.decode("utf-8-sig")
    return next(line for line in text.split("\n") if line.strip() and not line.startswith("#")).strip("\r").split("\t")


def _replace(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        written.replace(path)
    except BaseException:
        written.unlink()
        raise
    durable.sync(path.parent)
