"""The issue as one audience reads it. Part of digest.pipeline."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from digest import chinese, selection, wordings
from digest.model import Glossary, Issue, Newsroom, Story, Variant, Wording
from digest.text import links


def of(
    issue: Issue, variant: Variant, glossary: Glossary, given: Sequence[Wording], https_hosts: Collection[str] = ()
) -> Issue:
    """The issue for readers of `variant`: of each item the text they read best, converted, people's words first.

    What a person wrote in the article's own variant is what gets converted; what a person wrote in `variant` wins over
    the conversion. Addresses at `https_hosts` are https.
    """
    own = tuple(
        _secured(_in_its_own_words(story, given), https_hosts) for story in selection.edition(issue.stories, variant)
    )
    converted = chinese.convert(replace(issue, stories=own), variant, glossary)
    stories = (
        story if wordings.own_variant(story.article) is variant else wordings.apply(story, variant, given)
        for story in converted.stories
    )
    return replace(converted, stories=tuple(stories))


def known_https(newsroom: Newsroom) -> tuple[str, ...]:
    """The hosts of which somebody said that they answer by https: the newsroom's own, and those it names."""
    return (urlsplit(newsroom.site).hostname or "", *newsroom.https_hosts)


def _secured(story: Story, hosts: Collection[str]) -> Story:
    article = story.article
    picture = article.picture and replace(article.picture, url=links.secured(article.picture.url, hosts))
    url, video_url = links.secured(article.url, hosts), links.secured(article.video_url, hosts)
    return replace(story, article=replace(article, url=url, video_url=video_url, picture=picture))


def _in_its_own_words(story: Story, given: Sequence[Wording]) -> Story:
    own = wordings.own_variant(story.article)
    return wordings.apply(story, own, given) if own else story
