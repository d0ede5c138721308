"""Every check finds its fault, with its place and a sentence, and says nothing of sound drafts."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sheets import event, pictured, sheet, with_file, with_story, without_file

from digest import preflight, render
from digest.model import Conversion, Doubt, Field, Summary, Variant
from digest.preflight import CHECKS, Level, Sheet

Spoil = Callable[[Sheet, render.Templates], Sheet]


def _first(sound: Sheet, **changes: object) -> Sheet:
    """The edition changed, the drafts as they were."""
    first, *others = sound.issue.stories
    return replace(sound, issue=replace(sound.issue, stories=(replace(first, **changes), *others)))


def _doubted(sound: Sheet) -> Sheet:
    doubt = Doubt(start=0, end=1, source="只", chosen="隻", others=("只",), why="several forms")
    return _first(sound, conversions=(("headline", Conversion(text="隻", doubts=(doubt,))),))


def _summary(sound: Sheet, **changes: object) -> Sheet:
    return _first(sound, summary=replace(sound.issue.stories[0].summary, **changes))


def _noted(sound: Sheet) -> Sheet:
    return replace(sound, files=(replace(sound.files[0], warnings=("something was left out",)), *sound.files[1:]))


EMPTY = Summary(sentences=(), method="lead", spaced=True)
HAN_LINK = '<a href="https://merrow.example.org/新闻">News</a></body>'

SPOILED: dict[str, tuple[Level, Spoil]] = {
    "no-draft": (Level.BLOCKER, lambda s, t: replace(s, files=tuple(f for f in s.files if f.channel != "x"))),
    "no-headline": (Level.BLOCKER, lambda s, t: _first(s, headline=" ")),
    "no-summary": (Level.WARNING, lambda s, t: with_story(s, t, summary=EMPTY)),
    "no-address": (
        Level.WARNING,
        lambda s, t: with_story(s, t, article=replace(s.issue.stories[0].article, url="")),
    ),
    "too-long": (Level.WARNING, lambda s, t: _first(s, headline="word " * 40)),
    "no-card": (Level.WARNING, lambda s, t: without_file(s, "card-01-1200x675.png")),
    "no-alt": (Level.WARNING, lambda s, t: sheet(t, s.variant, (pictured(s.issue.stories[0]), *s.issue.stories[1:]))),
    "said-twice": (Level.WARNING, lambda s, t: _first(s, headline=s.issue.stories[1].headline)),
    "event-over": (
        Level.WARNING,
        lambda s, t: replace(
            s, issue=replace(s.issue, stories=(event(s.issue.stories[0], "Open day on 3 November 2025"),))
        ),
    ),
    "hand-made-stale": (Level.WARNING, lambda s, t: _first(s, stale=(Field.HEADLINE,))),
    "doubt": (Level.WARNING, lambda s, t: _doubted(s)),
    "note": (Level.WARNING, lambda s, t: _summary(s, notes=("the model was not asked",))),
    "other-script": (Level.WARNING, lambda s, t: _first(sheet(t, Variant.ZH_HANT_TW), headline="海港的灯改用太陽能")),
    "unpaired-mark": (Level.WARNING, lambda s, t: _first(s, headline="Solar “lamps light the harbour")),
    "foreign-wording": (
        Level.BLOCKER,
        lambda s, t: with_file(s, "email.html", lambda h: h.replace("Stories<", "报道<")),
    ),
    "subject": (
        Level.BLOCKER,
        lambda s, t: with_file(s, "email.eml", lambda m: m.replace("Subject: ", "X-Subject: ", 1)),
    ),
    "preheader": (
        Level.WARNING,
        lambda s, t: with_file(
            s, "email.html", lambda h: h.replace("Two schools share one river boat", "Solar lamps light the harbour", 1)
        ),
    ),
    "too-heavy": (
        Level.BLOCKER,
        lambda s, t: with_file(s, "email.html", lambda h: h.replace("quays", "quays " * 20_000, 1)),
    ),
    "no-text-part": (Level.BLOCKER, lambda s, t: without_file(s, "email.txt")),
    "no-unsubscribe": (
        Level.BLOCKER,
        lambda s, t: with_file(
            s, "email.html", lambda h: h.replace("%%unsubscribe_url%%", "https://merrow.example.org")
        ),
    ),
    "unknown-token": (
        Level.BLOCKER,
        lambda s, t: with_file(s, "email.html", lambda h: h.replace("</h1>", " %%first_name%%</h1>", 1)),
    ),
    "broken-html": (Level.BLOCKER, lambda s, t: with_file(s, "email.html", lambda h: h.replace("</h1>", "", 1))),
    "empty-section": (
        Level.BLOCKER,
        lambda s, t: with_file(s, "email.html", lambda h: h.replace("<h2", "<h2>Nothing</h2><h2", 1)),
    ),
    "image": (
        Level.BLOCKER,
        lambda s, t: with_file(s, "email.html", lambda h: h.replace("</body>", '<img src="p.jpg" alt=""></body>')),
    ),
    "link": (Level.BLOCKER, lambda s, t: with_file(s, "email.html", lambda h: h.replace("</body>", HAN_LINK))),
    "post-too-long": (Level.BLOCKER, lambda s, t: with_file(s, "x-01.txt", lambda p: p + " more" * 60)),
    "post-empty": (Level.BLOCKER, lambda s, t: with_file(s, "x-01.txt", lambda p: "\n")),
    "post-mark": (Level.BLOCKER, lambda s, t: with_file(s, "x-01.txt", lambda p: "今天#新闻 " + p)),
    "post-repeats": (Level.WARNING, lambda s, t: with_file(s, "x-01.txt", lambda p: f"{p}\n{p}")),
    "article-structure": (
        Level.BLOCKER,
        lambda s, t: with_file(s, "wechat.html", lambda h: h.replace("line-height:1.75", "line-height:0", 1)),
    ),
    "article-colour": (
        Level.WARNING,
        lambda s, t: with_file(s, "wechat.html", lambda h: h.replace("#595959", "#55636F", 1)),
    ),
    "draft-note": (Level.WARNING, lambda s, t: _noted(s)),
    "changed-by-hand": (Level.WARNING, lambda s, t: replace(s, states={"email.txt": "changed"})),
    "out-of-date": (Level.WARNING, lambda s, t: replace(s, revised=frozenset({s.issue.stories[0].article.id}))),
}


def test_every_check_has_a_fault_to_find_here() -> None:
    assert SPOILED.keys() == CHECKS.keys()


@pytest.mark.parametrize("variant", Variant)
def test_nothing_is_found_in_sound_drafts(variant: Variant, templates: render.Templates) -> None:
    assert preflight.check(sheet(templates, variant)) == ()


@pytest.mark.parametrize("code", SPOILED)
def test_a_check_finds_its_fault(code: str, templates: render.Templates) -> None:
    level, spoil = SPOILED[code]
    found = [each for each in preflight.check(spoil(sheet(templates), templates)) if each.code == code]
    assert found, code
    assert found[0].level is level
    for each in found:
        assert each.where.audience == "readers"
        assert each.words[0] == each.words[0].upper()
        assert each.words[-1] in ".）”" or ": " in each.words
        assert "\n" not in each.words


def test_a_fault_of_one_kind_brings_no_finding_of_another(templates: render.Templates) -> None:
    for code in ("broken-html", "no-unsubscribe", "image", "link", "post-repeats", "foreign-wording"):
        found = preflight.check(SPOILED[code][1](sheet(templates), templates))
        assert {each.code for each in found} <= {code, "link"}, code


def test_blockers_come_first(templates: render.Templates) -> None:
    spoiled = without_file(_first(sheet(templates), stale=(Field.SUMMARY,)), "email.txt")
    levels = [each.level for each in preflight.check(spoiled)]
    assert levels == sorted(levels)


def test_an_edition_without_a_story_is_one_blocker(templates: render.Templates) -> None:
    found = preflight.check(sheet(templates, Variant.EN, ()))
    assert [(each.code, each.level) for each in found] == [("no-draft", Level.BLOCKER)]
