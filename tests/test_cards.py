"""The share cards of the sample newsroom, from a build to the outbox, the check and the gallery."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from digest import pipeline, preflight, typefaces
from digest.pipeline import Desk
from digest.render import cards
from tests.newsrooms import build, opened, take_in, tree

ISSUE = "weekly/2025-W46"
ONE = "mainland/card-01-1200x675.png"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened(tmp_path_factory.mktemp("cards")) as made:
        take_in(made)
        build(made)
        yield made


def test_every_audience_has_the_cards_of_its_platforms_and_no_others(desk: Desk) -> None:
    sizes: dict[str, set[str]] = {}
    for path in tree(desk.outbox / ISSUE):
        audience, _, name = path.partition("/")
        if name.startswith("card-"):
            sizes.setdefault(audience, set()).add(name.removesuffix(".png").rpartition("-")[2])
    assert sizes == {
        "international": {"1200x675"},
        "mainland": {"1200x675", "900x383"},
        "taiwan": {"1200x675"},
        "hongkong": {"1200x675", "900x383"},
    }


def test_cards_are_drafts_with_their_hash_and_the_issue_says_what_drew_them(desk: Desk) -> None:
    document = json.loads((desk.outbox / ISSUE / "issue.json").read_bytes())
    assert ONE in document["files"]
    assert "Noto Sans CJK SC 700" in document["made_with"]["cards"]
    assert "Pillow" in document["made_with"]["cards"]


def test_a_second_build_changes_nothing(desk: Desk) -> None:
    assert build(desk).again


def test_a_card_that_somebody_changed_is_drawn_anew(desk: Desk) -> None:
    file = desk.outbox / ISSUE / ONE
    drawn = file.read_bytes()
    file.write_bytes(drawn + b"scribbled on")
    build(desk, overwrite=True)
    assert file.read_bytes() == drawn


def test_a_check_names_the_card_that_is_missing(desk: Desk) -> None:
    file = desk.outbox / ISSUE / ONE
    drawn = file.read_bytes()
    file.unlink()
    try:
        (sheet,) = pipeline.reopen(desk, ISSUE, "mainland")
        (found,) = [each for each in preflight.check(sheet) if each.code == "no-card"]
    finally:
        file.write_bytes(drawn)
    assert found.where.story == sheet.issue.stories[0].article.id
    assert "1200x675" in found.words


def test_without_fonts_a_build_goes_on_and_says_once_what_to_install(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as bare:
        take_in(bare)
        monkeypatch.setenv("PATH", str(tmp_path))
        built = build(bare)
    (note,) = built.notes
    assert "fonts-noto-cjk" in note
    assert built.revision == 1
    assert not [draft for draft in built.drafts if draft.channel == cards.CHANNEL]
    assert [each.code for each in built.findings["mainland"]].count("no-card") == 1


def test_a_newsletter_can_do_without(desk: Desk) -> None:
    (sheet,) = pipeline.reopen(desk, ISSUE, "mainland")
    plain = replace(sheet.issue, newsletter=replace(sheet.issue.newsletter, cards=False))
    assert cards.planned(sheet.issue, sheet.audience, sheet.platforms)
    assert cards.planned(plain, sheet.audience, sheet.platforms) == ()


def test_the_fonts_of_the_machine_are_found_in_both_weights_and_always_in_one_order() -> None:
    names = {"Noto Sans CJK SC", "Noto Sans CJK HK"}
    found = typefaces.installed(names)
    assert {(face.family, face.weight) for face in found} >= {(name, weight) for name in names for weight in (400, 700)}
    assert found == typefaces.installed(names)
    assert all(face.lacks("可持续發展 骨 abc") == "" and face.lacks("🎉") == "🎉" for face in found)
