"""Every benchmark runs and prints figures; how large they are is for people to read, never for a test to judge."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from digest.store import open_store

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"
SCRIPTS = sorted(path.name for path in FOLDER.glob("bench_*.py"))
FIGURE = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s*(?:ms|MB/s|MB|s|x)(?!\w)")


def test_every_goal_has_its_benchmark() -> None:
    assert SCRIPTS == [
        "bench_build.py",
        "bench_chinese.py",
        "bench_ingest.py",
        "bench_issue.py",
        "bench_mail.py",
        "bench_pages.py",
        "bench_platforms.py",
        "bench_search.py",
        "bench_selection.py",
        "bench_sending.py",
        "bench_site_text.py",
        "bench_start.py",
        "bench_stream.py",
        "bench_subscribers.py",
        "bench_summarize.py",
        "bench_workers.py",
    ]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_benchmark_prints_a_table_of_positive_figures(script: str) -> None:
    heading, *rows = table(run(script))

    assert len(rows) >= 3
    for row in rows:
        figures = [float(figure.replace(",", "")) for figure in FIGURE.findall(row)]
        assert len(figures) >= 2, row
        assert all(figure > 0 for figure in figures), row
    assert "times the" in heading or "MB/s" in "".join(rows)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_benchmark_names_its_peer_or_its_limit(script: str) -> None:
    words = (FOLDER / script).read_text(encoding="utf-8").split('"""')[1]

    assert "peer" in words or "limit" in words or "against" in words


def test_a_benchmark_leaves_the_newsroom_and_the_database_of_the_shell_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import measure

    named, database = tmp_path / "named", tmp_path / "named.db"
    monkeypatch.setenv("DIGEST_NEWSROOM", str(named))
    monkeypatch.setenv("DIGEST_DATABASE", f"sqlite:///{database}")
    with measure.sample_newsroom() as (root, _compiled):
        assert (root / "digest.db").is_file()

    assert not root.exists()
    assert not named.exists()
    assert not database.exists()


def test_choosing_an_issue_never_reads_a_whole_table_or_all_issues_of_a_newsletter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import archive
    import bench_selection

    archive.fill(tmp_path / "archive.db", 2 * archive.PER_WEEK, archive.recent())
    with open_store(f"sqlite:///{tmp_path / 'archive.db'}") as store:
        plans = plans_of(lambda: bench_selection.choose(store))

    assert len(plans) >= 6
    assert not [step for step in plans if step.startswith("SCAN") or "issues_by_window" in step]


def test_an_archive_offers_the_same_candidates_however_old_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    import archive
    import bench_selection

    articles = archive.recent()
    chosen = []
    for size in (archive.RECENT_WEEKS * archive.PER_WEEK, 3 * archive.RECENT_WEEKS * archive.PER_WEEK):
        archive.fill(tmp_path / f"{size}.db", size, articles)
        with open_store(f"sqlite:///{tmp_path / f'{size}.db'}") as store:
            chosen.append(bench_selection.choose(store))

    assert chosen[0] == chosen[1]
    assert len(chosen[0].chosen) == archive.PER_ISSUE


def plans_of(action: Callable[[], object]) -> list[str]:
    """How SQLite goes about every question that the action asks."""
    plans: list[str] = []

    def explain(connection: sa.Connection, cursor: Any, statement: str, parameters: Any, *rest: object) -> None:
        if statement.startswith("SELECT"):
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plans.extend(row[3] for row in cursor.fetchall())

    sa.event.listen(sa.Engine, "before_cursor_execute", explain)
    try:
        action()
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", explain)
    return plans


def run(script: str) -> list[str]:
    """The lines that the benchmark prints with --quick."""
    command = [sys.executable, "-W", "error", str(FOLDER / script), "--quick"]
    finished = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.splitlines()


def table(lines: list[str]) -> list[str]:
    """The heading and the rows of the table that ends the output."""
    start = max(
        number
        for number, line in enumerate(lines)
        if line.startswith(("what ", "articles ", "words ", "list ", "page "))
    )
    return lines[start:]
