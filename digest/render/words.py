"""The words around the articles, in the four written forms. Floor 2: pure; the bytes of a catalogue come in.

A catalogue is a gettext PO file, one per variant, English included. The msgid is the English wording; fields stand in
braces, as in "No. {number}". A msgid that a catalogue lacks is an error, never English in the middle of Chinese.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from digest.errors import RenderError
from digest.model import Variant, Window
from digest.render import localised

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_CHANNEL = "words"
_UNFIT = (LookupError, ValueError, AttributeError)  # not there, or its braces ask for what is not there


def msgid(english: str) -> str:
    """The same string; says that a table holds a msgid, so that the test of the catalogues finds it."""
    return english


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One catalogue."""

    variant: Variant
    single: Mapping[str, str]
    plural: Mapping[tuple[str, str], tuple[str, ...]]  # the form for one first, where the language has one

    @property
    def file(self) -> str:
        return f"locale/{self.variant}.po"

    def text(self, msgid: str, /, **fields: object) -> str:
        """The wording of `msgid` with its fields filled in; RenderError when the catalogue lacks it."""
        try:
            return self.single[msgid].format(**fields)
        except _UNFIT as e:
            raise self._error(msgid, e) from e

    def count(self, singular: str, plural: str, n: int, /, **fields: object) -> str:
        """The wording for `n` things; the field {n} is the figure unless `fields` gives it otherwise."""
        try:
            forms = self.plural[singular, plural]
            return forms[0 if n == 1 else -1].format(**({"n": n} | fields))
        except _UNFIT as e:
            raise self._error(singular, e) from e

    def dates(self, window: Window) -> str:
        """The days of `window` in this variant's writing."""
        return localised.window(window, self.variant)

    def _error(self, msgid: str, unfit: Exception) -> RenderError:
        known = msgid in self.single or any(msgid == singular for singular, _ in self.plural)
        what = f"the wording of {msgid!r} asks for {unfit}" if known else f"no wording for {msgid!r}"
        return RenderError(f"{self.file}: {what}.", template=self.file, channel=_CHANNEL)


def read_catalogue(raw: bytes) -> Words:
    """The words in a PO file, whose Language header names the variant; RenderError when it cannot be read."""
    from babel.core import UnknownLocaleError
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import PoFileError, read_po

    try:
        catalogue: Catalog = read_po(BytesIO(raw), abort_invalid=True)
        variant = Variant(str(catalogue.locale_identifier).replace("_", "-"))
    except (PoFileError, UnknownLocaleError, UnicodeError, ValueError) as e:
        raise RenderError(
            f"A catalogue of words cannot be read: {e}",
            template="locale",
            channel=_CHANNEL,
            next="It must be UTF-8, and its header needs a line Language: with one of "
            f"{', '.join(v.replace('-', '_') for v in Variant)}.",
        ) from e
    kept = [message for message in catalogue if message.id and not message.fuzzy]
    return Words(
        variant=variant,
        single={str(each.id): str(each.string) for each in kept if each.string and not each.pluralizable},
        plural={(each.id[0], each.id[1]): tuple(each.string or ()) for each in kept if _complete(each)},
    )


def _complete(message: "Message") -> bool:
    return message.pluralizable and bool(message.string) and all(message.string or ())
