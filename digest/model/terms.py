"""The newsroom's own words for each variant, as plain values. Part of digest.model."""

from dataclasses import dataclass, field

from digest.model.languages import Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a table of terms; `place` is "file:line", for messages."""

    source: str
    target: str
    group: str = ""
    note: str = ""
    origin: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The terms for each target variant and the words whose form is never left to chance.

    Rows for zh-Hant-TW and zh-Hant-HK have Simplified sources, rows for zh-Hans Traditional ones. `protected` are
    words and `names` are personal names, both as they stand in the source.
    """

    terms: dict[Variant, tuple[Term, ...]] = field(default_factory=dict)
    protected: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def rows(self, variant: Variant) -> tuple[Term, ...]:
        """The terms whose target form is for `variant`."""
        return self.terms.get(variant, ())
