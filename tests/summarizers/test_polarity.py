"""What turns a statement round: a draft may not say this year where the article says last year."""

import pytest

from digest.summarizers.guards import polarity, tokens


@pytest.mark.parametrize(
    ("draft", "article"),
    [
        ("今年夏天暴雨引发洪水", "去年夏天暴雨引发洪水"),
        ("项目明年开始", "项目今年开始"),
        ("多数居民支持", "少数居民支持"),
        ("six men work here", "six women work here"),
        ("it starts next year", "it starts this year"),
        ("prices rose 60 percentage points", "prices rose 60 per cent"),
    ],
)
def test_a_word_in_the_place_of_its_opposite_is_refused(draft: str, article: str) -> None:
    assert polarity.faults(tokens.plain(draft), tokens.plain(article))


@pytest.mark.parametrize(
    ("draft", "article"),
    [
        ("The plan starts this year.", "The plan, agreed last year, starts this year."),
        ("去年和今年都有暴雨", "去年和今年都有暴雨"),
        ("women and men work here", "women and men work here"),
    ],
)
def test_a_word_that_the_article_has_too_is_not(draft: str, article: str) -> None:
    assert polarity.faults(tokens.plain(draft), tokens.plain(article)) == ()
