"""How near a result comes to what an editor accepts: whole strings and single characters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from digest.model import Change, Rule, Variant
from tests.eval.chinese import sets, systems

# Marks are tested elsewhere; here every quotation mark counts as the same, and every middle dot of foreign names.
_MARKS = str.maketrans(dict.fromkeys("“”‘’「」『』\"'", '"') | dict.fromkeys("·‧•・", "·"))
_REPLACED = (Rule.TERM, Rule.PROTECTED, Rule.NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    row: sets.Row
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over rows: those right as a whole, and characters of the nearest accepted form that came out."""

    rows: int
    characters: int
    wrong: tuple[Wrong, ...]
    lost: int  # characters

    @property
    def exact(self) -> float:
        return 100 * (self.rows - len(self.wrong)) / self.rows

    @property
    def per_character(self) -> float:
        return 100 * (1 - self.lost / self.characters)


def score(rows: Iterable[sets.Row], system: systems.System, variant: Variant) -> Score:
    """What the system makes of the rows that have an expectation for `variant`."""
    measured = [row for row in rows if variant in row.expected]
    wrong: list[Wrong] = []
    lost = 0
    for row in measured:
        result = system(row.source, row.written_in, variant)
        distance = min(_distance(same(result, variant), same(form, variant)) for form in row.expected[variant])
        if distance:
            wrong.append(Wrong(row=row, result=result))
            lost += distance
    characters = sum(len(row.expected[variant][0]) for row in measured)
    return Score(rows=len(measured), characters=characters, wrong=tuple(wrong), lost=lost)


def same(text: str, variant: Variant) -> str:
    """`text` with every word that the region spells in two ways in its first spelling."""
    text = marks(text)
    for standard, also in sets.spellings(variant):
        text = text.replace(also, standard)
    return text


def beside_terms(row: sets.Row, variant: Variant) -> tuple[bool, bool]:
    """Whether the shipped terms touch the row, and whether the result is wrong outside what they replaced."""
    made = systems.converter(row.written_in, variant, glossary=systems.shipped).convert(row.source)
    replaced = [change for change in made.changes if change.rule in _REPLACED]
    forms = {same(_replaced(form, replaced), variant) for form in row.expected[variant]}
    return bool(replaced), same(made.text, variant) not in forms


def _replaced(form: str, changes: Sequence[Change]) -> str:
    """`form`, which is as long as the source, with the terms of the conversion in their places."""
    for change in sorted(changes, key=lambda change: change.start, reverse=True):
        form = form[: change.start] + change.target + form[change.end :]
    return form


def marks(text: str) -> str:
    """`text` with one quotation mark for all, and one middle dot."""
    return text.translate(_MARKS)


def worse(row: sets.Row, result: str, plain: str, variant: Variant) -> tuple[int, ...]:
    """Positions where `plain` had an accepted character and `result` has not; all of them when lengths differ."""
    forms = [same(form, variant) for form in row.expected[variant]]
    result, plain = same(result, variant), same(plain, variant)
    if result in forms:
        return ()
    if any(len(text) != len(forms[0]) for text in (result, plain, *forms)):
        return tuple(range(len(result)))
    accepted = list(zip(*forms, strict=True))
    pairs = enumerate(zip(result, plain, accepted, strict=True))
    return tuple(at for at, (ours, theirs, right) in pairs if ours not in right and theirs in right)


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Levenshtein's distance."""
    if one == other:
        return 0
    if len(one) == len(other):
        replaced = sum(a != b for a, b in zip(one, other, strict=True))
        if replaced <= 1:
            return replaced
    before = list(range(len(other) + 1))
    for at, left in enumerate(one, 1):
        now = [at]
        for to, right in enumerate(other, 1):
            now.append(min(before[to] + 1, now[-1] + 1, before[to - 1] + (left != right)))
        before = now
    return before[-1]
