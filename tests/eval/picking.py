"""Articles and summaries for the checker's own tests: a few paragraphs, and the sentences of them that were picked."""

from collections.abc import Sequence

from digest.model import Article, Budget, Language, Paragraph, Role, Summary, SummarySentence
from tests.eval import checker
from tests.make import article

BUDGET = Budget(words=75, characters=130)
FIRST = {
    Language.EN: "The council of Linwood met on Monday in the old town hall.",
    Language.ZH_HANS: "林和镇议会周一在旧市政厅举行了会议。",
    Language.ZH_HANT: "林和鎮議會週一在舊市政廳舉行了會議。",
}
"""A first sentence that needs nothing before it, so that what is tested is never the first."""


def made(*paragraphs: str | Paragraph, language: Language = Language.EN, title: str = "A plain title") -> Article:
    """An article of these paragraphs; a plain text is running text in the article's language."""
    whole = tuple(
        each if isinstance(each, Paragraph) else Paragraph(text=each, language=language) for each in paragraphs
    )
    return article(title=title, language=language, paragraphs=whole)


def picked(source: Article, *texts: str) -> Summary:
    """The summary that takes these sentences word for word, each where the running text has it first."""
    return Summary(
        sentences=tuple(_found(source, text) for text in texts),
        method="test",
        spaced=source.language is Language.EN,
    )


def _found(source: Article, text: str) -> SummarySentence:
    for at, paragraph in enumerate(source.paragraphs):
        start = paragraph.text.find(text)
        if start >= 0:
            return SummarySentence(text=text, paragraph=at, start=start, end=start + len(text))
    raise ValueError(f"the article does not have {text!r}")


def faults(*paragraphs: str | Paragraph, pick: Sequence[str], language: Language = Language.EN) -> tuple[str, ...]:
    """What the checker says of picking these sentences from these paragraphs."""
    source = made(*paragraphs, language=language)
    return checker.violations(source, picked(source, *pick), BUDGET)


def faults_of(sentence: str, language: Language = Language.EN) -> tuple[str, ...]:
    """What the checker says of a sentence that stands alone in the second paragraph of an article."""
    return faults(FIRST[language], sentence, pick=(sentence,), language=language)


def other_role(text: str, role: Role, language: Language = Language.EN) -> Paragraph:
    """A paragraph that is no running text."""
    return Paragraph(text=text, role=role, language=language)
