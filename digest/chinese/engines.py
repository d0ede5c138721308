"""OpenCC's converters and the words, each loaded once per process. Part of digest.chinese, floor 2.

OpenCC shares its dictionaries only while a converter lives: they are kept. Every thread may use them.
"""

from collections.abc import Callable
from functools import cache, reduce
from typing import TYPE_CHECKING

from digest.chinese import simplified, variants
from digest.errors import DigestError

if TYPE_CHECKING:
    from digest.chinese.characters import Characters
    from digest.chinese.words import Words

_WRONG = ("opencc-python-reimplemented", "opencc-py")


def check_installation() -> None:
    """Raise DigestError when another package has put its own module `opencc` over the one needed."""
    from importlib import metadata  # takes longer than the rest of the imports here

    for name in _WRONG:
        try:
            metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        raise DigestError(
            f"The Python package {name} is installed; it replaces the module `opencc` of the package OpenCC.",
            kept="Nothing was converted.",
            next=f"Run: pip uninstall {name} && pip install --force-reinstall OpenCC",
        )


def version() -> str:
    """Name and version of what converts, for the record kept with every issue."""
    from importlib import metadata

    return f"OpenCC {metadata.version('OpenCC')}, rjieba {metadata.version('rjieba')}"


@cache
def configuration(name: str) -> Callable[[str], str]:
    """OpenCC's conversion of this name, such as s2tw."""
    import opencc  # loads megabytes of dictionaries: only when Chinese is really converted

    if not hasattr(opencc, "CONFIGS"):  # another package by this name; which one takes longer to find out
        check_installation()
    # Characters that most fonts lack must never come out (OpenCC calls them tofu risk).
    convert: Callable[[str], str] = opencc.OpenCC(name, include_tofu_risk_dictionaries=False).convert
    return convert


@cache
def characters(source: str, target: str) -> Callable[[str], str]:
    """OpenCC from one written form to another, with the glyphs that the region prefers to OpenCC's."""
    steps = [configuration(name) for name in variants.configurations(source, target)]
    swaps = variants.GLYPHS.get(target, ())

    def convert(text: str) -> str:
        text = reduce(lambda so_far, step: step(so_far), steps, text)
        for ours, theirs in swaps:
            text = text.replace(theirs, ours)
        return text

    return simplified.mending(convert) if target == variants.HANS else convert


@cache
def by_words(target: str) -> "Characters":
    """What converts Simplified Chinese word by word to a form of Traditional."""
    from digest.chinese.characters import Characters  # many patterns: only where words are wanted

    return Characters(characters(variants.HANS, target), configuration(variants.REGIONAL[target]), _words())


@cache
def _words() -> "Words":
    from digest.chinese import senses
    from digest.chinese.words import Words

    return Words(senses.words())


def cut(text: str) -> tuple[str, ...]:
    """The words of a Chinese text in either script; together they are the text.

    The dictionary is that of Simplified Chinese, so that a Traditional text is cut where its conversion is.
    """
    simple = configuration("t2s")(text)
    found = _words().cut(simple if len(simple) == len(text) else text)
    return tuple(text[word.start : word.end] for word in found)
