"""A sound edition with its drafts, made by the real templates, and ways to spoil it."""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from digest import platforms, render
from digest.model import Audience, Issue, Kind, Picture, Rendered, Story, Variant
from digest.preflight import Sheet
from digest.render import cards
from tests.render import email_issues as told

ROOT = Path(__file__).parents[2]
ROWS = platforms.from_mapping(tomllib.loads((ROOT / "config" / "platforms.toml").read_text(encoding="utf-8")))
CHANNELS = ("email", "x", "wechat")

_TEXTS = {
    Variant.EN: (
        ("Solar lamps light the harbour", "The harbour of Merrow has lit its quays with solar lamps since May."),
        ("Two schools share one river boat", "A boat brings 43 pupils across the river twice a day."),
    ),
    Variant.ZH_HANS: (
        ("海港的灯改用太阳能", "墨洛港口从五月起用太阳能灯照亮码头。"),
        ("两所学校共用一条渡船", "一条渡船每天两次把43名学生送过河。"),
    ),
    Variant.ZH_HANT_TW: (
        ("海港的燈改用太陽能", "墨洛港口從五月起用太陽能燈照亮碼頭。"),
        ("兩所學校共用一條渡船", "一條渡船每天兩次把43名學生送過河。"),
    ),
    Variant.ZH_HANT_HK: (
        ("海港的燈改用太陽能", "墨洛港口從五月起用太陽能燈照亮碼頭。"),
        ("兩所學校共用一條渡船", "一條渡船每天兩次把43名學生送過河。"),
    ),
}


def stories(variant: Variant) -> tuple[Story, ...]:
    lang = "en" if variant is Variant.EN else variant.value
    made = (
        told.story(headline, text, lang=lang, url=f"https://merrow.example.org/{place}")
        for place, (headline, text) in enumerate(_TEXTS[variant])
    )
    return tuple(
        replace(each, article=replace(each.article, id=f"{place:012d}", title=each.headline))
        for place, each in enumerate(made)
    )


def sheet(templates: render.Templates, variant: Variant = Variant.EN, own: tuple[Story, ...] | None = None) -> Sheet:
    """The drafts for readers of `variant`, as a build makes them."""
    audience = Audience(name="readers", variant=variant, channels=CHANNELS, newsletters=("weekly",))
    issue = told.issue(stories(variant) if own is None else own, variant)
    issue = replace(issue, newsletter=replace(issue.newsletter, channels=CHANNELS))
    return Sheet(
        audience=audience,
        issue=issue,
        files=_files(issue, audience, templates) if issue.stories else (),
        platforms=ROWS,
        catalogues=templates.catalogues,
    )


def _files(issue: Issue, audience: Audience, templates: render.Templates) -> tuple[Rendered, ...]:
    files = list(render.email(issue, audience, told.NEWSROOM, templates))
    for channel in CHANNELS[1:]:
        files += render.social(issue, audience, told.NEWSROOM, templates, ROWS[channel])
    for place, size in cards.planned(issue, audience, ROWS):
        files.append(Rendered(channel=cards.CHANNEL, filename=cards.filename(place, size), content=b"a picture"))
    return tuple(replace(file, warnings=()) for file in files)


def with_file(sound: Sheet, name: str, change: Callable[[str], str]) -> Sheet:
    """The same with that file changed, which must make a difference."""
    old = sound.text(name)
    new = change(old)
    assert new != old
    files = tuple(replace(file, content=new.encode()) if file.filename == name else file for file in sound.files)
    return replace(sound, files=files)


def without_file(sound: Sheet, name: str) -> Sheet:
    return replace(sound, files=tuple(file for file in sound.files if file.filename != name))


def with_story(sound: Sheet, templates: render.Templates, **changes: object) -> Sheet:
    """The edition, drafts made anew, whose first story differs in these fields."""
    first, *others = sound.issue.stories
    return sheet(templates, sound.variant, (replace(first, **changes), *others))


def pictured(story: Story) -> Story:
    picture = Picture(url="https://merrow.example.org/p.jpg", width=1600, height=900)
    return replace(story, article=replace(story.article, picture=picture))


def event(story: Story, text: str) -> Story:
    """The story as an event that says `text`."""
    article = replace(story.article, kind=Kind.EVENT, title=text, published_day=date(2025, 11, 12))
    return replace(story, article=article)
