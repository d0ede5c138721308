"""What is measured: ours with and without word boundaries, and plain OpenCC in its two ways."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from opencc import OpenCC

from digest.chinese.converter import Converter, Style
from digest.config import terms
from digest.model import DEFAULT_GROUPS, Glossary, Language, Variant

System = Callable[[str, str, Variant], str]  # text, the form it is written in, the form wanted -> text

ROOT = Path(__file__).resolve().parents[3]
OURS, UNSEGMENTED, WITH_TERMS = "ours", "ours, no segmentation", "ours with the shipped terms"
_PLAIN: Mapping[tuple[str, str], str] = {
    ("zh-Hans", "zh-Hant-TW"): "s2tw",
    ("zh-Hans", "zh-Hant-HK"): "s2hk",
    ("zh-Hant-TW", "zh-Hans"): "tw2s",
    ("zh-Hant-HK", "zh-Hans"): "hk2s",
}


@cache
def plain(text: str, written_in: str, wanted: Variant) -> str:
    """OpenCC by characters and phrases: s2tw, s2hk, tw2s, hk2s."""
    return _opencc(_PLAIN[written_in, wanted.value]).convert(text)


def phrases(text: str, written_in: str, wanted: Variant) -> str:
    """OpenCC with regional phrases: s2twp, s2hkp, tw2sp, hk2sp."""
    return _opencc(_PLAIN[written_in, wanted.value] + "p").convert(text)


@cache
def ours(text: str, written_in: str, wanted: Variant) -> str:
    """The product without any term, so that only characters, words and names are measured."""
    return converter(written_in, wanted).convert(text).text


def unsegmented(text: str, written_in: str, wanted: Variant) -> str:
    """The product as it runs where no word boundaries are sought."""
    return converter(written_in, wanted, segmentation=False).convert(text).text


def with_terms(text: str, written_in: str, wanted: Variant) -> str:
    """The product as it ships: terms, protected words and all."""
    return converter(written_in, wanted, glossary=shipped).convert(text).text


SYSTEMS: Mapping[str, System] = {
    "OpenCC s2tw / s2hk": plain,
    "OpenCC s2twp / s2hkp": phrases,
    UNSEGMENTED: unsegmented,
    OURS: ours,
}


@cache
def converter(
    written_in: str, wanted: Variant, *, segmentation: bool = True, glossary: Callable[[], Glossary] = Glossary
) -> Converter:
    """The product's converter, without any term unless a glossary is given; made once per pair."""
    source = Language(written_in) if written_in in set(Language) else Variant(written_in)
    return Converter(source, wanted, glossary(), Style(segmentation=segmentation))


@cache
def shipped() -> Glossary:
    """The terms that every audience gets unless it names others."""
    return terms.load(ROOT).glossary.for_groups((DEFAULT_GROUPS,))


@cache
def _opencc(configuration: str) -> OpenCC:
    return OpenCC(configuration, include_tofu_risk_dictionaries=False)
