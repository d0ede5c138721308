"""The issue as one audience reads it. Part of digest.pipeline."""

from collections.abc import Sequence
from dataclasses import replace

from digest import chinese, selection, wordings
from digest.model import Glossary, Issue, Story, Variant, Wording


def of(issue: Issue, variant: Variant, glossary: Glossary, given: Sequence[Wording]) -> Issue:
    """The issue for readers of `variant`: of each item the text they read best, converted, people's words first.

    What a person wrote in the article's own variant is what gets converted; what a person wrote in `variant` wins over
    the conversion.
    """
    own = tuple(_in_its_own_words(story, given) for story in selection.edition(issue.stories, variant))
    converted = chinese.convert(replace(issue, stories=own), variant, glossary)
    stories = (
        story if wordings.own_variant(story.article) is variant else wordings.apply(story, variant, given)
        for story in converted.stories
    )
    return replace(converted, stories=tuple(stories))


def _in_its_own_words(story: Story, given: Sequence[Wording]) -> Story:
    own = wordings.own_variant(story.article)
    return wordings.apply(story, own, given) if own else story
