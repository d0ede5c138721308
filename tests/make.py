"""Values for tests: articles, candidates and newsletters, each with every field filled in sensibly."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from digest.model import (
    Article,
    Candidate,
    Kind,
    Language,
    Newsletter,
    Origin,
    Paragraph,
    Standing,
    Variant,
)
from digest.text import typography

TITLES = {variant: f"Title {variant}" for variant in Variant}


def article(
    title: str = "A plain title", body: str = "", *, day: date | None = date(2025, 11, 10), **fields: Any
) -> Article:
    """An article published at midnight UTC of `day`; its id and keys come from its title and body."""
    body = body or f"{title} happened. Everybody who knows {title} was there for {title}."
    digest = sha256(typography.normal(title + body).encode()).hexdigest()
    made = Article(
        id=digest[:12],
        keys=(f"text:{digest}",),
        kind=Kind.STORY,
        kind_word="Story",
        title=title,
        language=Language.EN,
        published=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
        published_day=day,
        day_only=True,
        published_as_written=day.isoformat() if day else "",
        paragraphs=tuple(Paragraph(text=text, language=Language.EN) for text in body.split("\n\n")),
        original_title=title,
        original_body=body,
        content_hash=digest,
        origins=(Origin(source="test", location=f"test {title}"),),
    )
    return replace(made, **fields)


def candidate(made: Article, standing: Standing = Standing.IN_WINDOW) -> Candidate:
    return Candidate(article=made, standing=standing)


def newsletter(
    schedule: str = "FREQ=WEEKLY;BYDAY=MO;BYHOUR=8", zone: str = "Asia/Shanghai", **fields: Any
) -> Newsletter:
    made = Newsletter(
        name="weekly", title=TITLES, schedule=schedule, starts=date(2024, 1, 1), zone=zone, window="schedule"
    )
    return replace(made, **fields)
