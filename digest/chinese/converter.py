"""One converter from one written form of Chinese to another. Part of digest.chinese, floor 2."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.chinese import variants
from digest.model import Conversion, Glossary, Language, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What an audience or channel may choose: quotation marks by region, marks and spaces, word boundaries."""

    quotes: bool = True
    punctuation: bool = False
    spacing: bool = False  # a space between Chinese and Latin
    segmentation: bool = True  # word boundaries and names; off: OpenCC alone, for bulk work
    hashtags: bool = True  # #话题# is converted inside; off: left as it is


class Converter:
    """Converts texts from `source` to `target`; make one per pair and process, any thread may use it."""

    def __init__(
        self, source: Language | Variant, target: Variant, glossary: Glossary | None = None, style: Style | None = None
    ) -> None:
        self.configurations = variants.configurations(source, target)

    def convert(self, text: str, markup: str = "plain", names: Sequence[str] = ()) -> Conversion:
        """`text` in the target form with its evidence; `markup` is plain, html or markdown.

        `names` are personal names of this article, as the source writes them.
        """
        raise NotImplementedError
