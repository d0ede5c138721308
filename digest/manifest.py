"""What `issue.json` says of an issue: everything its drafts were made from, with hashes. Floor 2: pure.

The same inputs give the same bytes: it holds no time of building, no revision, and nothing of articles left out.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from digest.model import (
    Article,
    Change,
    Conversion,
    Decision,
    Doubt,
    Field,
    Issue,
    Quotation,
    Rendered,
    Selection,
    Story,
    SummarySentence,
    packed,
)

FORMAT = 1
SUBJECTS = "subjects.txt"  # the part of a mail that holds its subject and preheader
AROUND = 8  # characters of the result that are shown on either side of a doubt


def document(
    issue: Issue,
    selection: Selection,
    editions: Mapping[str, Issue],
    made_with: Mapping[str, str],
    files: Mapping[str, Rendered],
) -> bytes:
    """The bytes of `issue.json`.

    `editions` maps audiences to the issue as each reads it, `files` paths below the issue's folder to what is there.
    """
    return dumps(
        {
            "format": FORMAT,
            "issue": issue.id,
            "newsletter": issue.newsletter.name,
            "number": issue.number,
            "due": issue.due.isoformat(),
            "window": {
                "start": issue.window.start.isoformat(),
                "end": issue.window.end.isoformat(),
                "zone": issue.window.zone,
            },
            "stories": [
                _story(story, decision) for story, decision in zip(issue.stories, selection.chosen, strict=True)
            ],
            "editions": {audience: _edition(own) for audience, own in editions.items()},
            "pinned": list(issue.newsletter.selection.choices.pinned),
            "excluded": list(issue.newsletter.selection.choices.excluded),
            "settled": list(issue.newsletter.selection.choices.settled),
            "deferred": list(issue.newsletter.selection.choices.deferred),
            "made_with": dict(made_with),
            "files": {path: _file(file) for path, file in files.items()},
        }
    )


def evidence(conversion: Conversion) -> dict[str, Any]:
    """What a reviewer sees of a conversion; offsets count characters of the source, target_* of the result."""
    return {
        "changes": [_change(change) for change in conversion.changes],
        "doubts": [_doubt(doubt, conversion) for doubt in conversion.doubts],
        "problems": list(conversion.problems),
    }


def _file(file: Rendered) -> dict[str, Any]:
    """What is said of a draft; of one that a person wrote, what it stands for, and whether that is another text now."""
    by_hand = {"instead_of": file.instead_of, "stale": file.stale} if file.instead_of else {}
    told = described(file.content) | {"channel": file.channel, "part": file.part} | by_hand
    if file.part == SUBJECTS:  # so that whoever reads the record sees what an inbox shows
        told["subject"], told["preheader"] = (*file.content.decode().split("\n"), "")[:2]
    return told


def described(content: bytes) -> dict[str, Any]:
    """What the manifest says of one file."""
    return {"sha256": sha256(content).hexdigest(), "size": len(content)}


def dumps(value: Any) -> bytes:
    """JSON with sorted keys and a final newline: the same value gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _edition(own: Issue) -> dict[str, Any]:
    """What a reviewer wants to know of an edition beside its drafts."""
    stories = {story.article.id: _evidence(story) for story in own.stories}
    return {
        "variant": own.variant,
        "stories": {name: told for name, told in stories.items() if told},
        "texts": [_texts(story) for story in own.stories],
    }


def _texts(story: Story) -> dict[str, str]:
    """What the readers of an edition are told of a story, in the order of the edition."""
    told = {
        "article": story.article.id,
        "lang": story.lang,
        Field.HEADLINE.value: story.headline,
        Field.SUMMARY.value: story.summary.text,
        Field.TEASER.value: story.summary.teaser.text if story.summary.teaser else "",
        Field.SPEAKER.value: story.speaker,
        Field.SPEAKER_POST.value: story.speaker_post,
        Field.PICTURE_ALT.value: story.picture_alt,
    }
    return {name: text for name, text in told.items() if text}


def _evidence(story: Story) -> dict[str, Any]:
    told = {
        "conversions": [{"field": field, **evidence(conversion)} for field, conversion in story.conversions],
        "by_hand": list(story.by_hand),
        "stale": list(story.stale),
    }
    return {name: fields for name, fields in told.items() if fields}


def _change(change: Change) -> dict[str, Any]:
    return {
        "start": change.start,
        "end": change.end,
        "target_start": change.target_start,
        "target_end": change.target_end,
        "source": change.source,
        "target": change.target,
        "rule": change.rule.value,
    }


def _doubt(doubt: Doubt, conversion: Conversion) -> dict[str, Any]:
    before = (change for change in conversion.changes if change.end <= doubt.start)
    place = doubt.start + sum(len(change.target) - len(change.source) for change in before)
    return {
        "around": conversion.text[max(place - AROUND, 0) : place + len(doubt.chosen) + AROUND],
        "start": doubt.start,
        "end": doubt.end,
        "source": doubt.source,
        "chosen": doubt.chosen,
        "others": list(doubt.others),
        "why": doubt.why,
    }


def _story(story: Story, decision: Decision) -> dict[str, Any]:
    return {
        "article": _article(story.article),
        "standing": story.standing.value,
        "why": decision.words,
        "why_said": packed(decision.words),
        "headline": story.headline,
        "method": story.summary.method,
        "summary": [_sentence(sentence) for sentence in story.summary.sentences],
        "teaser": _sentence(story.summary.teaser) if story.summary.teaser else None,
        "short": [_sentence(sentence) for sentence in story.summary.short],
        "quotation": _quotation(story.summary.quotation) if story.summary.quotation else None,
        "figures": list(story.summary.figures),
        "notes": list(story.summary.notes),
        "notes_said": [packed(note) for note in story.summary.notes],
    }


def _sentence(sentence: SummarySentence) -> dict[str, Any]:
    """A sentence and its evidence: article.paragraphs[paragraph].text[start:end], shortened by each rule in turn."""
    return {
        "text": sentence.text,
        "paragraph": sentence.paragraph,
        "start": sentence.start,
        "end": sentence.end,
        "rules": list(sentence.rules),
    }


def _quotation(said: Quotation) -> dict[str, Any]:
    return {
        "text": said.text,
        "speaker": said.speaker,
        "paragraph": said.paragraph,
        "start": said.start,
        "end": said.end,
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "kind": article.kind.value,
        "language": article.language.value,
        "title": article.title,
        "url": article.url,
        "published": article.published_day.isoformat() if article.published_day else None,
        "content_sha256": article.content_hash,
        "translation_key": article.translation_key,
        "origins": [
            {"source": origin.source, "location": origin.location, "url": origin.url} for origin in article.origins
        ],
    }
