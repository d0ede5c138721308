"""An issue in the written form of an audience: every text field of every story. Part of digest.chinese.

Each text is converted once, whatever it stands in, and its evidence is kept under the field's name.
"""

from collections.abc import Mapping
from dataclasses import replace

from digest.chinese.converter import Converter, Style
from digest.model import (
    Conversion,
    Glossary,
    Issue,
    Language,
    Quotation,
    Story,
    Summary,
    SummarySentence,
    Variant,
)
from digest.text import language

Form = Language | Variant
_FORMS: tuple[Form, ...] = (Language.ZH_HANS, Language.ZH_HANT, Variant.ZH_HANT_TW, Variant.ZH_HANT_HK)


def convert(issue: Issue, variant: Variant, glossary: Glossary | None = None, style: Style | None = None) -> Issue:
    """The issue as readers of `variant` see it: every text field converted, everything else the same."""
    if variant is Variant.EN:
        return replace(issue, variant=variant)
    converters = {form: Converter(form, variant, glossary, style) for form in _FORMS}
    return replace(issue, variant=variant, stories=tuple(_story(story, variant, converters) for story in issue.stories))


def written_in(text: str) -> Language | None:
    """The script of the Chinese in `text`, whatever else stands there; None where its characters do not tell."""
    label = language.detect(text)
    if label in (Language.MIXED, Language.EN):
        label = language.detect("".join(filter(language.is_han, text)))
    return label if label in (Language.ZH_HANS, Language.ZH_HANT) else None


def _story(story: Story, variant: Variant, converters: Mapping[Form, Converter]) -> Story:
    form: Form | None = story.article.variant or story.article.language
    if form is Language.MIXED:
        form = written_in(f"{story.headline}{story.summary.text}")
    converter = converters.get(form) if form else None
    if converter is None:
        return story
    into = _Into(converter, story, variant)
    return replace(
        story,
        headline=into.text("headline", story.headline),
        summary=into.summary(story.summary),
        lang=variant.value,
        tags=tuple(into.text("tags", tag) for tag in story.tags),
        picture_alt=into.text("picture-alt", story.picture_alt),
        speaker=into.text("speaker", story.speaker),
        speaker_post=into.text("speaker-post", story.speaker_post),
        conversions=tuple(into.told),
    )


class _Into:
    """Converts the texts of one story; `told` collects what a reviewer should see of it, a text only once."""

    def __init__(self, converter: Converter, story: Story, variant: Variant) -> None:
        self._converter, self._variant = converter, variant
        self._names = (story.speaker,) if story.speaker else ()
        self._known: dict[str, str] = {}
        self.told: list[tuple[str, Conversion]] = []

    def text(self, field: str, words: str) -> str:
        if words not in self._known:
            made = self._converter.convert(words, names=self._names)
            self._known[words] = made.text
            if made.changes or made.doubts or made.problems:
                self.told.append((field, made))
        return self._known[words]

    def summary(self, summary: Summary) -> Summary:
        return replace(
            summary,
            sentences=tuple(self._sentence("summary", sentence) for sentence in summary.sentences),
            teaser=self._sentence("teaser", summary.teaser) if summary.teaser else None,
            short=tuple(self._sentence("short", sentence) for sentence in summary.short),
            quotation=self._quotation(summary.quotation) if summary.quotation else None,
            figures=tuple(self.text("figures", figure) for figure in summary.figures),
        )

    def _sentence(self, field: str, sentence: SummarySentence) -> SummarySentence:
        converted = self.text(field, sentence.text)
        if converted == sentence.text:
            return sentence
        return replace(sentence, text=converted, rules=(*sentence.rules, f"converted to {self._variant}"))

    def _quotation(self, quotation: Quotation) -> Quotation:
        speaker = self.text("quotation", quotation.speaker)
        return replace(quotation, text=self.text("quotation", quotation.text), speaker=speaker)
