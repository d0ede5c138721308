"""Chinese text in the written form of an audience. Floor 2: pure but for the dictionaries of OpenCC and rjieba.

text | spans.read: what may be converted | terms, names, numbers | words and characters | quotes | spans.write -> text

One table (variants) chooses the OpenCC configuration from the form a text is in and the variant it is wanted in. A
text already in the wanted script, and any text that is not Chinese, comes back byte for byte. URLs, e-mail addresses,
mentions, template tokens, code, Japanese and Latin text are never touched. The phrase tables (s2twp, s2hkp) are not
used: on news text they are wrong nearly as often as right; the newsroom's own terms do that work.
"""

from dataclasses import replace

from digest.chinese.converter import Converter, Style
from digest.chinese.engines import check_installation
from digest.chinese.engines import version as converter_version
from digest.model import Glossary, Issue, Language, Story, SummarySentence, Variant
from digest.text import language

__all__ = ["Converter", "Style", "check_installation", "convert", "converter_version"]


def convert(issue: Issue, variant: Variant, glossary: Glossary | None = None, style: Style | None = None) -> Issue:
    """The issue as readers of `variant` see it: every text field converted, everything else the same."""
    if variant is Variant.EN:
        return replace(issue, variant=variant)
    converters = {
        written_in: Converter(written_in, variant, glossary, style)
        for written_in in (Language.ZH_HANS, Language.ZH_HANT)
    }
    return replace(issue, variant=variant, stories=tuple(_story(story, variant, converters) for story in issue.stories))


def _story(story: Story, variant: Variant, converters: dict[Language, Converter]) -> Story:
    written_in = story.article.language
    if written_in is Language.MIXED:
        written_in = language.detect(f"{story.headline}{story.summary.text}")
    converter = converters.get(written_in)
    if converter is None:
        return story
    names = (story.speaker,) if story.speaker else ()

    def into(words: str) -> str:
        return converter.convert(words, names=names).text

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
