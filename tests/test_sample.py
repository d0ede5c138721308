"""The sample newsroom, from its articles to its drafts."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from digest.errors import OutboxError
from digest.model import Choices, Kind, Language
from digest.pipeline import Desk
from digest.summarizers import rules
from tests.newsrooms import NOW, build, opened, take_in, tree

ISSUE = "weekly/2025-W46"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened(tmp_path_factory.mktemp("sample")) as made:
        results = take_in(made)
        assert [result.failure for result in results if result.failure] == []
        build(made)
        yield made


def test_every_sample_article_comes_in_without_a_problem(tmp_path: Path) -> None:
    with opened(tmp_path) as fresh:
        results = take_in(fresh)

    assert [problem for result in results for problem in result.problems] == []
    assert sum(len(result.new) for result in results) == 37
    assert sum(len(result.merged) for result in results) == 1


def test_the_sample_shows_every_kind_and_script(desk: Desk) -> None:
    articles = desk.store.articles.list(limit=100)

    assert {Kind.STORY, Kind.PRESS_RELEASE, Kind.SPEECH, Kind.VIDEO} <= {article.kind for article in articles}
    languages = Counter(article.language for article in articles)
    assert set(languages) == {Language.EN, Language.ZH_HANS, Language.ZH_HANT}
    assert min(languages.values()) >= 5
    assert all(article.published_day for article in articles)


def test_a_second_ingest_adds_nothing(desk: Desk) -> None:
    results = take_in(desk)

    assert [len(result.new) + len(result.changed) + len(result.merged) for result in results] == [0] * len(results)
    assert desk.store.articles.count() == 37


def test_the_weekly_issue_has_exactly_the_articles_of_its_window(desk: Desk) -> None:
    manifest = json.loads((desk.outbox / ISSUE / "issue.json").read_bytes())
    taken = {story["article"]["id"] for story in manifest["stories"]}

    expected = {
        article.id
        for article in desk.store.articles.list(limit=100)
        if article.published_day and date(2025, 11, 10) <= article.published_day <= date(2025, 11, 16)
    }
    assert taken == expected
    assert len(taken) == 13


def test_every_audience_gets_every_draft_of_its_channels(desk: Desk) -> None:
    files = tree(desk.outbox / ISSUE)
    for name, audience in desk.settings.audiences.items():
        mine = {path.split("/")[1] for path in files if path.startswith(f"{name}/")}
        assert {"email.html", "email.txt", "email.eml"} <= mine
        for channel in audience.channels:
            assert any(file.startswith(channel) for file in mine), f"{name} has no {channel}"


def test_the_manifest_describes_every_file(desk: Desk) -> None:
    files = tree(desk.outbox / ISSUE)
    manifest = json.loads(files.pop("issue.json"))

    assert set(manifest["files"]) == set(files)
    for path, content in files.items():
        told = manifest["files"][path]
        assert (told["sha256"], told["size"]) == (sha256(content).hexdigest(), len(content))
        assert path.split("/")[1].startswith(told["channel"].removesuffix("s"))


def test_every_sentence_of_every_summary_is_traced_to_its_paragraph(desk: Desk) -> None:
    manifest = json.loads((desk.outbox / ISSUE / "issue.json").read_bytes())
    sentences = 0
    for story in manifest["stories"]:
        article = desk.store.articles.get(story["article"]["id"])
        assert article
        for sentence in story["summary"]:
            passage = article.paragraphs[sentence["paragraph"]].text[sentence["start"] : sentence["end"]]
            for rule in sentence["rules"]:
                passage = rules.apply(rule, passage)
            assert passage == sentence["text"]
            sentences += 1
    assert sentences > 20


def test_the_same_inputs_give_the_same_bytes_in_another_process(tmp_path: Path, desk: Desk) -> None:
    script = f"""
from pathlib import Path
from tests.newsrooms import build, opened, take_in
with opened(Path({str(tmp_path / "other")!r})) as desk:
    take_in(desk)
    build(desk)
"""
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, cwd=Path(__file__).parent.parent)

    assert tree(tmp_path / "other" / "outbox" / ISSUE) == tree(desk.outbox / ISSUE)


def test_building_again_changes_nothing_and_keeps_the_revision(desk: Desk) -> None:
    before = tree(desk.outbox)
    again = build(desk, now=datetime(2025, 11, 20, tzinfo=UTC))

    assert again.again
    assert again.revision == 1
    assert tree(desk.outbox) == before


def test_a_draft_that_was_lost_on_disk_is_written_anew(desk: Desk) -> None:
    before = tree(desk.outbox)
    (desk.outbox / ISSUE / "mainland" / "email.txt").unlink()
    restored = build(desk)

    assert not restored.again
    assert tree(desk.outbox) == before


def test_a_draft_that_a_person_changed_is_not_replaced_unasked(desk: Desk) -> None:
    before = tree(desk.outbox)
    draft = desk.outbox / ISSUE / "mainland" / "email.txt"
    draft.write_text("changed by hand")
    with pytest.raises(OutboxError, match=r"mainland/email\.txt"):
        build(desk)
    assert draft.read_text() == "changed by hand"

    build(desk, overwrite=True)
    assert tree(desk.outbox) == before


def test_a_file_that_a_person_added_stays_and_stops_a_build_that_would_lose_it(tmp_path: Path) -> None:
    with opened(tmp_path) as fresh:
        take_in(fresh)
        story = build(fresh).issue.stories[0].article.id
        note = fresh.outbox / ISSUE / "notes.txt"
        note.write_text("mine")
        assert build(fresh).again

        with pytest.raises(OutboxError, match=r"notes\.txt"):
            build(fresh, choices=Choices(excluded=(story,)))
        assert note.read_text() == "mine"
        assert fresh.store.issues.choices(ISSUE) == Choices()


def test_an_edited_article_makes_a_new_revision(tmp_path: Path) -> None:
    with opened(tmp_path) as fresh:
        take_in(fresh)
        assert build(fresh).revision == 1
        latest = tmp_path / "config" / "sample" / "latest.txt"
        text = latest.read_text(encoding="utf-8")
        assert "217户" in text
        latest.write_text(text.replace("217户", "218户"), encoding="utf-8")
        results = take_in(fresh)
        assert sum(len(result.changed) for result in results) == 1

        rebuilt = build(fresh)
        assert (rebuilt.revision, rebuilt.again) == (2, False)
        edited = next(result.changed[0] for result in results if result.changed)
        told = json.loads((fresh.outbox / ISSUE / "issue.json").read_bytes())["stories"]
        assert edited.content_hash in {story["article"]["content_sha256"] for story in told}


def test_the_monthly_issue_covers_the_month_before(desk: Desk) -> None:
    built = build(desk, "monthly", as_of=datetime(2025, 11, 1, 12, tzinfo=UTC))

    assert built.issue.id == "monthly/2025-10"
    days = [story.article.published_day for story in built.issue.stories]
    assert days
    assert {(day.year, day.month) for day in days if day} == {(2025, 10)}


@pytest.mark.parametrize("audience", ["international", "mainland", "taiwan", "hongkong"])
def test_the_drafts_people_read_are_as_they_were_approved(
    desk: Desk, audience: str, golden: Callable[[str, bytes], None]
) -> None:
    files = sorted((desk.outbox / ISSUE / audience).glob("*.txt"))
    golden(f"sample/{audience}.txt", b"\n".join(f"=== {f.name}\n".encode() + f.read_bytes() for f in files))
    assert len(files) >= 3


def test_the_sample_was_built_as_of_its_own_time(desk: Desk) -> None:
    record = desk.store.issues.get(ISSUE)

    assert record is not None
    assert record.built_at == NOW
