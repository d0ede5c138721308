"""Articles for the tests of the store, every field set by hand or left plain."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from digest.model import (
    Article,
    Choices,
    Decision,
    Draft,
    Issue,
    Kind,
    Language,
    Newsletter,
    Origin,
    Paragraph,
    Reason,
    Selection,
    Standing,
    Variant,
    Window,
)
from digest.text import links

NOON = datetime(2025, 11, 12, 12, tzinfo=UTC)
WEEK = Window(
    start=datetime(2025, 11, 9, 16, tzinfo=UTC), end=datetime(2025, 11, 16, 16, tzinfo=UTC), zone="Asia/Shanghai"
)


def digits(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article(
    name: str = "harbour", *, source: str = "feed", text: str | None = None, place: str = "entry 1", **fields: Any
) -> Article:
    """An article that its source calls `name`; its text says so too unless `text` is given ("" for none)."""
    title = fields.pop("title", f"The {name} reopens")
    body = f"The {name} reopened on Monday." if text is None else text
    content_hash = digits(title + body)
    url = fields.pop("url", f"https://news.example/{name}")
    keys = (f"guid:{source}:{name}", *([f"url:{links.identity(url)}"] if url else []), f"text:{content_hash}")
    plain: dict[str, Any] = {
        "id": digits(keys[0])[:12],
        "keys": keys,
        "kind": Kind.STORY,
        "kind_word": "Story",
        "title": title,
        "language": Language.EN,
        "published": NOON,
        "published_day": NOON.date(),
        "day_only": False,
        "published_as_written": "12 November 2025",
        "paragraphs": (Paragraph(text=body),) if body else (),
        "original_title": title,
        "original_body": body,
        "content_hash": content_hash,
        "origins": (Origin(source=source, location=place, url=url),),
        "url": url,
    }
    return Article(**(plain | fields))


def undated(name: str, **fields: Any) -> Article:
    return article(name, published=None, published_day=None, published_as_written="", **fields)


def weekly(number: int = 0, *, newsletter: str = "weekly") -> Issue:
    """An empty issue of the week that lies `number` weeks after WEEK."""
    shift = timedelta(weeks=number)
    window = Window(start=WEEK.start + shift, end=WEEK.end + shift, zone=WEEK.zone)
    return Issue(
        id=f"{newsletter}/{window.start:%Y-%m-%d}",
        newsletter=Newsletter(
            name=newsletter,
            title={Variant.EN: "The Week"},
            schedule="FREQ=WEEKLY",
            starts=NOON.date(),
            zone="Asia/Shanghai",
            window="week",
        ),
        window=window,
        number=None,
        due=window.end,
        stories=(),
    )


def picked(*articles: Article) -> Selection:
    return Selection(
        chosen=tuple(
            Decision(article=one, standing=Standing.IN_WINDOW, reason=Reason.IN_WINDOW, words="in the window")
            for one in articles
        ),
        left_out=(),
    )


def draft(issue: Issue, revision: int = 1, path: str = "readers/email.html") -> Draft:
    return Draft(
        issue=issue.id,
        audience="readers",
        channel="email",
        path=path,
        size=120,
        sha256=digits(path),
        revision=revision,
        warnings=("a picture has no words",),
    )


def record(
    store: Any, issue: Issue, *articles: Article, manifest: str = "m1", now: datetime = NOON, **more: Any
) -> int:
    """Records a build the way the pipeline does, and gives its revision."""
    with store.transaction():
        revision, _ = store.issues.next_revision(issue.id, manifest)
        store.issues.record(
            issue,
            picked(*articles),
            more.pop("drafts", (draft(issue, revision),)),
            choices=more.pop("choices", Choices()),
            manifest_sha256=manifest,
            revision=revision,
            now=now,
        )
    result: int = revision
    return result
