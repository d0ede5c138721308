"""The documents that summaries are measured on: tuning sets and a real page, where they lie beside the project.

They are other people's texts and no part of it; where they are absent the evaluation says so and measures nothing.
Each becomes an article by the same cleaning as every source, so that all systems start from the same paragraphs.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from digest import sources
from digest.model import Article, Fetched, Language, Role, Source, SummarySentence
from digest.sources import articles
from digest.sources.record import Record
from digest.text import sentences

_BESIDE = Path(__file__).resolve().parents[3] / "shared"
SETS = _BESIDE / "eval" / "summaries"
PAGE = _BESIDE / "corpus" / "un-china-latest-zh.txt"
_SOURCE = Source(name="evaluation", kind="jsonl", location="evaluation.jsonl")
_UNTITLED = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article and the summary that a person wrote of it, in the characters they wrote."""

    id: str
    article: Article
    reference: str


def names(folder: Path = SETS) -> tuple[str, ...]:
    """The sets in `folder`, sorted; none where it does not exist."""
    return tuple(sorted(path.name.removesuffix(".jsonl") for path in folder.glob("*.jsonl")))


def load(name: str, most: int | None = None, folder: Path = SETS) -> tuple[Document, ...]:
    """The documents of one set in the file's order, only the first `most` if that is given."""
    return tuple(_documents(folder / f"{name}.jsonl", most))


def _documents(path: Path, most: int | None) -> Iterator[Document]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines[:most], 1):
        record = json.loads(line)
        # A title that leans on the reference would give the answer away: headlines are references in some sets.
        hidden = record.get("title", "") == record["reference"] or path.name.startswith("zh_xwlb")
        title = "" if hidden else record.get("title", "")
        yield Document(
            id=record["id"],
            article=article(record["text"], title, record["lang"], f"line {number}"),
            reference=record["reference"],
        )


def article(text: str, title: str = "", language: str = "", location: str = "line 1") -> Article:
    """The article that the sources' own cleaning makes of a text; its title is empty where none is given."""
    record = Record(location=location, title=title or _UNTITLED, body=text, language=language)
    fetched = Fetched(raw=b"", location=_SOURCE.location)
    made, problems = articles.make(_SOURCE, fetched, record)
    if made is None:
        raise ValueError("; ".join(problem.reason for problem in problems))
    return made if title else replace(made, title="", original_title="")


def page(path: Path = PAGE) -> tuple[Article, ...]:
    """The articles of the real page; none where it does not exist."""
    if not path.is_file():
        return ()
    source = Source(name="page", kind="site-text", location=path.name)
    return sources.parse(source, Fetched(raw=path.read_bytes(), location=path.name)).articles


def spaced(made: Article) -> bool:
    """Whether its language writes spaces between words, so that its length is counted in words."""
    return made.language not in {Language.ZH_HANS, Language.ZH_HANT, Language.JA}


def units(made: Article) -> Sequence[SummarySentence]:
    """Every sentence of the article's running text, in order: what a peer may choose from."""
    return tuple(
        SummarySentence(text=paragraph.text[span.start : span.end], paragraph=at, start=span.start, end=span.end)
        for at, paragraph in enumerate(made.paragraphs)
        if paragraph.role is Role.TEXT
        for span in sentences.spans(paragraph.text)
    )
