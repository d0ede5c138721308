"""What the commands print as JSON: the nouns of the model as plain dictionaries. Part of digest.cli."""

from typing import TYPE_CHECKING, Any

from digest import manifest
from digest.model import Article, Conversion, Decision, Origin, Problem, Window

if TYPE_CHECKING:
    from digest.shortening import Shortened


def of_article(article: Article) -> dict[str, Any]:
    """An article as the commands print it; `published` is an ISO date or null."""
    return {
        "id": article.id,
        "kind": article.kind.value,
        "kind_word": article.kind_word,
        "published": article.published_day.isoformat() if article.published_day else None,
        "published_at": article.published.isoformat() if article.published and not article.day_only else None,
        "published_as_written": article.published_as_written,
        "first_seen": article.first_seen.isoformat() if article.first_seen else None,
        "title": article.title,
        "language": article.language.value,
        "variant": article.variant.value if article.variant else None,
        "url": article.url,
        "body": article.body,
        "paragraphs": [
            {"text": paragraph.text, "role": paragraph.role.value, "language": paragraph.language.value}
            for paragraph in article.paragraphs
        ],
        "original": {"title": article.original_title, "body": article.original_body},
        "tags": list(article.tags),
        "translation_key": article.translation_key,
        "origin": of_origin(article.origins[0]),
        "origins": [of_origin(origin) for origin in article.origins],
        "notes": list(article.notes),
    }


def of_problem(problem: Problem) -> dict[str, Any]:
    """A problem as the commands print it."""
    return {"reason": problem.reason, "lost": problem.lost, "origin": of_origin(problem.origin)}


def of_origin(origin: Origin) -> dict[str, str]:
    """Where an article was found, as the commands print it."""
    return {"source": origin.source, "location": origin.location, "url": origin.url}


def of_conversion(conversion: Conversion) -> dict[str, Any]:
    """A converted text with its evidence."""
    return {"text": conversion.text} | manifest.evidence(conversion)


def of_window(window: Window) -> dict[str, str]:
    """A window as the commands print it; the end is excluded."""
    return {"start": window.start.isoformat(), "end": window.end.isoformat(), "zone": window.zone}


def of_decision(taken: bool, decision: Decision) -> dict[str, Any]:
    """One decision as the commands print it."""
    article = decision.article
    return {
        "in": taken,
        "article": article.id,
        "kind": article.kind.value,
        "language": article.language.value,
        "published": article.published_day.isoformat() if article.published_day else None,
        "title": article.title,
        "standing": decision.standing.value,
        "reason": decision.reason.value,
        "words": decision.words,
    }


def of_shortened(made: "Shortened") -> dict[str, Any]:
    """A shortened text as the commands print it; offsets are those of the text as it came in."""
    summary = made.summary

    def place(paragraph: int, start: int, end: int) -> dict[str, int | None]:
        found = made.places.span(paragraph, start, end)
        return {"start": found[0] if found else None, "end": found[1] if found else None}

    document: dict[str, Any] = {
        "summary": summary.text,
        "teaser": summary.teaser.text if summary.teaser else "",
        "sentences": [
            {"text": each.text, **place(each.paragraph, each.start, each.end), "rules": list(each.rules)}
            for each in summary.sentences
        ],
        "figures": list(summary.figures),
        "notes": list(summary.notes),
    }
    if said := summary.quotation:
        spot = place(said.paragraph, said.start, said.end)
        document["quote"] = {"text": said.text, "speaker": said.speaker, **spot}
    return document
