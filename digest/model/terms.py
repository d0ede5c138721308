"""Regional terms and protected words, as the tables of a newsroom say. Part of digest.model.

A table per variant of the audience says what a source term becomes there: the tables for Taiwan and Hong Kong have
Simplified sources, the one for the mainland Traditional ones. Terms are found on the source text, the longest first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from digest.model.languages import Variant

OPTIONAL = "optional-"
"""Groups whose names begin so are used only by an audience that names them."""

DEFAULT_GROUPS = "default"
"""Stands for every group that is not optional, where an audience names its groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row: wherever `source` stands in the source text, readers get `target`, which is converted no further.

    A row whose target is merely its source by characters guards a longer word against a shorter row inside it.
    """

    source: str
    target: str
    group: str
    note: str = ""
    origin: str = ""  # who says so: a page, a standard with its version, or "editorial: ..."
    place: str = ""  # "config/terms/zh-Hant-TW.tsv:12", for people
    own: bool = False  # the newsroom's, which wins over ours with the same source


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A name or word that no phrase table and no shorter term may touch: found in one form, given in another."""

    forms: Mapping[Variant, str]  # complete for the three Chinese variants; all the same for what is kept as it is
    group: str
    note: str = ""
    origin: str = ""
    place: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Terms per variant of the audience, and protected words; each sorted, so that order in the files means nothing.

    `Settings.glossary` holds every row; `for_groups` gives what one audience uses: there a source stands once.
    """

    terms: Mapping[Variant, tuple[Term, ...]] = field(default_factory=dict)
    protected: tuple[Protected, ...] = ()

    def rows(self, variant: Variant) -> tuple[Term, ...]:
        """The terms for readers of `variant`."""
        return self.terms.get(variant, ())

    def for_groups(self, groups: Iterable[str]) -> "Glossary":
        """The rows of these groups; of two with one source the newsroom's own."""
        wanted = frozenset(groups)

        def used(group: str) -> bool:
            return group in wanted or (DEFAULT_GROUPS in wanted and not group.startswith(OPTIONAL))

        return Glossary(
            terms={variant: _winners(row for row in rows if used(row.group)) for variant, rows in self.terms.items()},
            protected=tuple(row for row in self.protected if used(row.group)),
        )


def _winners(rows: Iterable[Term]) -> tuple[Term, ...]:
    chosen: dict[str, Term] = {}
    for row in rows:
        if row.source not in chosen or row.own:
            chosen[row.source] = row
    return tuple(chosen[source] for source in sorted(chosen))
