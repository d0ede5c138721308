"""Articles for the tests of summaries, made of paragraphs."""

from digest.model import Article, Language, Paragraph
from tests.make import article

EN, ZH, ZHT = Language.EN, Language.ZH_HANS, Language.ZH_HANT


def written(
    *paragraphs: str | Paragraph, language: Language = EN, title: str = "Notices of the week", **fields: object
) -> Article:
    """An article of these paragraphs, in one language."""
    made = tuple(
        each if isinstance(each, Paragraph) else Paragraph(text=each, language=language) for each in paragraphs
    )
    return article(title, language=language, paragraphs=made, **fields)
