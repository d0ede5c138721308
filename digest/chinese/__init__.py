"""Chinese text in the written form of an audience. Floor 2: pure but for OpenCC's own dictionaries.

One table chooses the OpenCC configuration from the script a text is in and the variant it is wanted in. A text already
in the wanted script, and any text that is not Chinese, comes back unchanged, byte for byte; Taiwan against Hong Kong is
one script. URLs, e-mail addresses, mentions, template tokens, code and Latin text are never touched. The phrase tables
(s2twp, s2hkp) are not used: on news text they are wrong nearly as often as right.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import metadata
from typing import Protocol

import regex

from digest.errors import DigestError
from digest.model import Issue, Language, Story, SummarySentence, Variant
from digest.text import language


class Converter(Protocol):
    def convert(self, text: str) -> str: ...


# Script of the text -> variant of the audience -> OpenCC configuration.
VARIANTS: Mapping[Variant, Mapping[Language, str]] = {
    Variant.EN: {},
    Variant.ZH_HANS: {Language.ZH_HANT: "t2s"},
    Variant.ZH_HANT_TW: {Language.ZH_HANS: "s2tw"},
    Variant.ZH_HANT_HK: {Language.ZH_HANS: "s2hk"},
}

# In an address Han characters belong to it only behind a delimiter (/路径, ?名=值); glued to a word they end it.
_ADDRESS = r"(?: [!#$%&*+,./:;=?@_~\w\-&&[\p{ASCII}]] | (?<=[/=?\#&._-]) \p{Han}+ )+"
_KEEP = regex.compile(
    rf"""(?V1: https?:// {_ADDRESS} | \b www\. {_ADDRESS}
      | [\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+ | (?<!\w)@[\w·\-]+
      | \{{\{{.*?\}}\}} | \{{%.*?%\}} | \{{\#.*?\#\}} | %%\w+%% | </?\w[^<>]*> | `[^`]*`
      | [\p{{Han}}々〆ヶー]*[\p{{Hiragana}}\p{{Katakana}}][\p{{Han}}\p{{Hiragana}}\p{{Katakana}}々〆ヶー]* )""",
    regex.VERBOSE | regex.DOTALL,
)

_WRONG = ("opencc-python-reimplemented", "opencc-py")


def convert(issue: Issue, variant: Variant) -> Issue:
    """The issue as readers of `variant` see it: every text field converted, everything else the same."""
    return replace(issue, variant=variant, stories=tuple(_story(story, variant) for story in issue.stories))


def text(text: str, written_in: Language, variant: Variant) -> str:
    """`text` in the written form of `variant`; the same string when there is nothing to do."""
    configuration = VARIANTS[variant].get(written_in)
    if configuration is None or not text:
        return text
    pieces: list[str] = []
    position = 0
    for kept in _KEEP.finditer(text):
        pieces += [_converted(text[position : kept.start()], configuration), kept.group()]
        position = kept.end()
    pieces.append(_converted(text[position:], configuration))
    return "".join(pieces)


def check_installation() -> None:
    """Raise DigestError when another package has put its own module `opencc` over the one needed."""
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


def converter_version() -> str:
    """Name and version of what converts, for the record kept with every issue."""
    return f"OpenCC {metadata.version('OpenCC')}"


def _story(story: Story, variant: Variant) -> Story:
    written_in = story.article.language
    if written_in is Language.MIXED:
        written_in = language.detect(f"{story.headline}{story.summary.text}")
    if written_in not in (Language.ZH_HANS, Language.ZH_HANT) or variant is Variant.EN:
        return story

    def into(words: str) -> str:
        return text(words, written_in, variant)

    sentences = tuple(_sentence(sentence, into(sentence.text), variant) for sentence in story.summary.sentences)
    return replace(
        story,
        headline=into(story.headline),
        summary=replace(story.summary, sentences=sentences),
        lang=variant.value,
        tags=tuple(into(tag) for tag in story.tags),
        picture_alt=into(story.picture_alt),
        speaker=into(story.speaker),
        speaker_post=into(story.speaker_post),
    )


def _sentence(sentence: SummarySentence, converted: str, variant: Variant) -> SummarySentence:
    if converted == sentence.text:
        return sentence
    return replace(sentence, text=converted, rules=(*sentence.rules, f"converted to {variant}"))


@cache
def _converter(configuration: str) -> Converter:
    check_installation()
    from opencc import OpenCC  # loads megabytes of dictionaries: only when Chinese is really converted

    # Characters that most fonts lack must never come out (OpenCC calls them tofu risk).
    converter: Converter = OpenCC(configuration, include_tofu_risk_dictionaries=False)
    return converter


def _converted(piece: str, configuration: str) -> str:
    # OpenCC cuts a text silently at U+0000; content is free of it, but a character must not be lost on its word.
    return "\0".join(_converter(configuration).convert(part) for part in piece.split("\0")) if piece else piece
