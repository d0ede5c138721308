"""What the command line and the API say of a review: the same plain dictionaries. Part of digest.review, pure."""

from typing import Any

from digest.comparing import Comparison, Piece, StoryChange
from digest.model import Comment, Decision, Event, Hold, Posted, Ruling, Spot
from digest.review.finding import Hit
from digest.review.looking import Queue, Review, Waiting
from digest.review.words import Text

EVENT_COLUMNS = (
    "id", "at", "by", "via", "issue", "revision", "act", "article", "field", "audience", "file", "words",
    "seal_before", "seal_after",
)  # fmt: skip


def of_review(review: Review) -> dict[str, Any]:
    """Where an issue stands."""
    return {
        "issue": review.issue.id,
        "newsletter": review.issue.newsletter,
        "due": review.issue.due.isoformat(),
        "revision": review.issue.revision,
        "seal": review.seal,
        "state": review.state.value,
        "articles": list(review.issue.article_ids),
        "approvers_needed": review.policy.approvers,
        "approvals": [of_ruling(each) for each in review.approvals],
        "editors": list(review.editors),
        "rulings": [of_ruling(each) for each in review.rulings],
        "hold": of_hold(review.hold),
        "sending_since": review.sending_since.isoformat() if review.sending_since else None,
        "changed_on_disk": list(review.touched),
        "open_comments": review.open_comments,
    }


def of_queue(queue: Queue) -> dict[str, Any]:
    """What waits for whom."""
    return {
        name: [_of_waiting(each) for each in getattr(queue, name)] for name in ("mine", "others", "approved", "done")
    }


def _of_waiting(each: Waiting) -> dict[str, Any]:
    return {
        "issue": each.issue.id,
        "due": each.issue.due.isoformat(),
        "overdue": each.overdue,
        "revision": each.issue.revision,
        "seal": each.issue.manifest_sha256,
        "state": each.state.value,
        "approvals": [ruling.by for ruling in each.approvals],
        "approvers_needed": each.policy.approvers,
        "editors": list(each.editors),
        "hold": of_hold(each.hold),
        "open_comments": each.open_comments,
    }


def of_hold(hold: Hold | None) -> dict[str, Any] | None:
    """Who stopped an issue, and why; null where nobody did."""
    return {"by": hold.by, "why": hold.why, "at": hold.at.isoformat()} if hold else None


def of_ruling(ruling: Ruling) -> dict[str, Any]:
    """One verdict."""
    return {
        "verdict": ruling.verdict.value,
        "by": ruling.by,
        "at": ruling.at.isoformat(),
        "revision": ruling.revision,
        "seal": ruling.seal,
        "comment": ruling.comment,
        "taken_back": ruling.taken_back.isoformat() if ruling.taken_back else None,
    }


def of_spot(spot: Spot) -> dict[str, str]:
    """What in an issue is meant."""
    return {"article": spot.article, "field": spot.field, "audience": spot.audience, "file": spot.file}


def of_comment(comment: Comment) -> dict[str, Any]:
    """A comment or a reply."""
    return {
        "id": comment.id,
        "issue": comment.issue,
        "revision": comment.revision,
        "text": comment.text,
        "by": comment.by,
        "at": comment.at.isoformat(),
        "on": of_spot(comment.spot),
        "reply_to": comment.reply_to,
        "resolved_by": comment.resolved_by,
        "resolved_at": comment.resolved_at.isoformat() if comment.resolved_at else None,
    }


def of_event(event: Event) -> dict[str, Any]:
    """What somebody did, flat, as it is exported too."""
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "by": event.by,
        "via": event.via,
        "issue": event.issue,
        "revision": event.revision,
        "act": event.act.value,
        **of_spot(event.spot),
        "words": event.words,
        "seal_before": event.seal_before,
        "seal_after": event.seal_after,
    }


def of_posted(mark: Posted) -> dict[str, Any]:
    """The mark of a post that was published by hand."""
    return {
        "issue": mark.issue,
        "audience": mark.audience,
        "channel": mark.channel,
        "path": mark.path,
        "sha256": mark.sha256,
        "url": mark.url,
        "by": mark.by,
        "at": mark.at.isoformat(),
        "approved": mark.approved,
    }


def of_text(text: Text) -> dict[str, Any]:
    """A text that can be written by hand."""
    return {
        "text": text.text,
        "version": text.version,
        "by_hand": text.by_hand,
        "stale": text.stale,
        "by": text.by,
        "at": text.at.isoformat() if text.at else None,
    }


def of_offer(decision: Decision, why: str = "") -> dict[str, Any]:
    """An article that is not in an issue, and why."""
    return {
        "article": decision.article.id,
        "title": decision.article.title,
        "reason": decision.reason.value,
        "words": decision.words,
        "why": why,
    }


def of_hit(hit: Hit) -> dict[str, str]:
    """Something that was found."""
    return {"kind": hit.kind.value, "ref": hit.ref, "title": hit.title, "excerpt": hit.excerpt}


def of_comparison(made: Comparison) -> dict[str, Any]:
    """What differs between two versions of an issue, or two issues."""
    return {
        "before": {"issue": made.before.issue, "revision": made.before.revision},
        "after": {"issue": made.after.issue, "revision": made.after.revision},
        "stories": [_of_story(each) for each in made.stories],
        "editions": [
            {
                "audience": edition.audience,
                "variant": edition.variant,
                "stories": [_of_story(each) for each in edition.stories],
                "files": [{"path": each.path, "pieces": _of_pieces(each.pieces)} for each in edition.files],
            }
            for edition in made.editions
        ],
    }


def _of_story(change: StoryChange) -> dict[str, Any]:
    return {
        "article": change.article,
        "headline": change.headline,
        "came": change.came,
        "went": change.went,
        "moved": change.moved,
        "fields": {field: _of_pieces(pieces) for field, pieces in change.fields},
    }


def _of_pieces(pieces: tuple[Piece, ...]) -> list[dict[str, str]]:
    return [{"kept": piece.kept.value, "text": piece.text} for piece in pieces]
