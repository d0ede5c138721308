"""A small issue with one story of every kind, to try templates on. Floor 2: a constant of made-up values.

It stands for nothing that happened, and no mail of it ever leaves.
"""

from datetime import UTC, date, datetime

from digest.model import (
    Article,
    Audience,
    Issue,
    Kind,
    Language,
    Newsletter,
    Newsroom,
    Picture,
    Standing,
    Story,
    Summary,
    SummarySentence,
    Variant,
    Window,
)

NEWSROOM = Newsroom(
    name=dict.fromkeys(Variant, "Newsroom"),
    address=dict.fromkeys(Variant, "1 Example Street"),
    site="https://example.org",
    sender="news@example.org",
    zone="UTC",
    logo=Picture(url="https://example.org/logo.png", width=200, height=50),
)


def audience(variant: Variant) -> Audience:
    """Readers of `variant`."""
    return Audience(name="sample", variant=variant, channels=("email",), newsletters=("sample",))


def issue(variant: Variant) -> Issue:
    """One story of each kind, the last of them bare: no address, no date, no picture, no summary."""
    start, end = datetime(2025, 11, 10, tzinfo=UTC), datetime(2025, 11, 17, tzinfo=UTC)
    stories = tuple(_story(kind, variant.value) for kind in Kind)
    foreign = _story(Kind.STORY, "en" if variant is not Variant.EN else "zh-Hans")
    return Issue(
        id="sample/2025-W46",
        newsletter=Newsletter(
            name="sample",
            title=dict.fromkeys(Variant, "Sample"),
            schedule="FREQ=WEEKLY",
            starts=date(2025, 1, 6),
            zone="UTC",
            window="previous-week",
        ),
        window=Window(start=start, end=end, zone="UTC"),
        number=46,
        due=end,
        stories=(*stories, foreign, _bare(variant.value)),
        variant=variant,
    )


def _story(kind: Kind, lang: str) -> Story:
    sentence = SummarySentence(text="We say one thing.", paragraph=0, start=0, end=17)
    return Story(
        article=_article(kind, url=f"https://example.org/{kind}", day=date(2025, 11, 12)),
        standing=Standing.IN_WINDOW,
        headline=f"A headline of kind {kind}",
        summary=Summary(sentences=(sentence,), method="sample", spaced=True),
        lang=lang,
        picture_alt="A picture",
        speaker="A. Speaker",
        speaker_post="Somebody",
    )


def _bare(lang: str) -> Story:
    return Story(
        article=_article(Kind.UNKNOWN, url="", day=None),
        standing=Standing.UNDATED,
        headline="A headline alone",
        summary=Summary(sentences=(), method="sample", spaced=True),
        lang=lang,
    )


def _article(kind: Kind, *, url: str, day: date | None) -> Article:
    return Article(
        id="0" * 12,
        keys=("text:sample",),
        kind=kind,
        kind_word="",
        title="A headline",
        language=Language.EN,
        published=datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None,
        published_day=day,
        day_only=True,
        published_as_written="",
        paragraphs=(),
        original_title="A headline",
        original_body="",
        content_hash="0" * 64,
        origins=(),
        url=url,
        picture=Picture(url="https://example.org/p.jpg", width=1600, height=900) if url else None,
        duration_s=245 if kind is Kind.VIDEO else None,
    )
