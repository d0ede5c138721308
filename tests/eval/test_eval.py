"""The floors under the summaries: on the sample newsroom and, where they lie beside it, on the tuning sets."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from digest.model import Article, Budget
from digest.summarizers import SUMMARIZERS
from tests.eval import checker, documents, report, scores
from tests.newsrooms import opened, take_in

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
BUDGETS = (
    Budget(words=75, characters=130),
    Budget(words=60, characters=100, teaser_words=20, teaser_characters=40),
    Budget(words=30, characters=50, teaser_words=15, teaser_characters=30, short_words=20, short_characters=40),
)
SEEDED = """
import sys
from tests.eval import documents
from tests.eval.test_eval import BUDGETS, sample
from digest.summarizers import SUMMARIZERS
from pathlib import Path
for article in sample(Path(sys.argv[1])):
    for name, summarize in SUMMARIZERS.items():
        print(name, summarize(article, BUDGETS[0]))
"""


def sample(root: Path) -> tuple[Article, ...]:
    """The articles of the sample newsroom."""
    with opened(root) as desk:
        take_in(desk)
        return tuple(sorted(desk.store.articles.list(limit=100), key=lambda article: article.id))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Article, ...]:
    return sample(tmp_path_factory.mktemp("sample"))


def broken(name: str, article: Article, budget: Budget) -> tuple[str, ...]:
    return checker.violations(article, SUMMARIZERS[name](article, budget), budget)


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: f"{budget.words} words")
@pytest.mark.parametrize("name", SUMMARIZERS)
def test_no_more_rules_are_broken_on_the_sample_newsroom_than_pinned(
    name: str, budget: Budget, articles: tuple[Article, ...]
) -> None:
    found = [f"{article.title[:40]}: {each}" for article in articles for each in broken(name, article, budget)]

    assert len(articles) >= 30
    assert len(found) <= FLOORS["sample"][name], "\n".join(found)


@pytest.mark.skipif(not documents.names(), reason="the tuning sets do not lie beside the project")
@pytest.mark.parametrize("name", SUMMARIZERS)
def test_no_more_summaries_of_the_tuning_sets_break_a_rule_than_pinned(name: str) -> None:
    loaded = [document for each in documents.names() for document in documents.load(each, FLOORS["sets"]["documents"])]
    found = {document.id: broken(name, document.article, BUDGETS[0]) for document in loaded}
    faulty = {document: faults for document, faults in found.items() if faults}

    assert len(loaded) >= 5 * FLOORS["sets"]["documents"]
    assert 100 * len(faulty) / len(loaded) <= FLOORS["sets"]["percent"][name], faulty


@pytest.mark.skipif(not documents.page(), reason="the real page does not lie beside the project")
@pytest.mark.parametrize("name", SUMMARIZERS)
def test_no_more_rules_are_broken_on_the_real_page_than_pinned(name: str) -> None:
    found = [f"{article.title}: {each}" for article in documents.page() for each in broken(name, article, BUDGETS[0])]

    assert len(found) <= FLOORS["page"][name], "\n".join(found)


@pytest.mark.skipif(not documents.names(), reason="the tuning sets do not lie beside the project")
@pytest.mark.parametrize("name", documents.names())
def test_the_default_summaries_agree_with_people_at_least_as_well_as_pinned(name: str) -> None:
    pytest.importorskip("rouge_score", reason="the package rouge-score is in the dependency group `eval`")
    loaded = documents.load(name, FLOORS["sets"]["documents"])
    made = [SUMMARIZERS["extractive"](document.article, BUDGETS[0]).text for document in loaded]
    found = [
        scores.rouge(document.reference, text, documents.spaced(document.article))
        for document, text in zip(loaded, made, strict=True)
    ]

    for measure, floor in FLOORS["rouge"][name].items():
        assert sum(one[measure][0] for one in found) / len(found) >= floor, measure


def test_every_summarizer_has_its_floors() -> None:
    assert set(FLOORS["sample"]) == set(FLOORS["sets"]["percent"]) == set(FLOORS["page"]) == set(SUMMARIZERS)


def test_the_same_summaries_come_out_whatever_the_hash_seed(tmp_path: Path) -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SEEDED, str(tmp_path / seed)],
            cwd=Path(__file__).resolve().parents[2],
            env={"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1", "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4711")
    ]

    assert outputs[0].count(b"\n") >= 30
    assert outputs[0] == outputs[1]


def row(system: str, rouge: float, broken: tuple[scores.Broken, ...] = ()) -> scores.Row:
    figures = dict.fromkeys(scores.MEASURES, rouge)
    return scores.Row(
        set="a set",
        system=system,
        documents=4,
        rouge=figures,
        recall=figures,
        length=60.4,
        broken=broken,
        empty=0,
        seconds=2.0,
    )


def test_a_table_shows_the_best_in_bold_and_the_share_of_broken_rules() -> None:
    bad = scores.Broken(document="one", text="And so on.", reasons=("it begins with the connective 'And'",))
    lines = report.table([row("ours: extractive", 30.26), row("a peer", 20.0, (bad,))]).splitlines()

    assert lines[0] == "**a set**, 4 documents"
    assert [cell.strip() for cell in lines[4].split("|")[1:5]] == [
        "ours: extractive",
        "**30.3**",
        "**30.3**",
        "**30.3**",
    ]
    assert [cell.strip() for cell in lines[5].split("|")[6:10]] == ["25.0 %", "0", "60", "2.0"]


def test_the_page_keeps_what_people_wrote_around_the_tables(tmp_path: Path) -> None:
    page = tmp_path / "summaries.md"
    page.write_text(f"Before.\n\n{report.BEGIN}\nold\n{report.END}\n\nAfter.\n", encoding="utf-8")

    report.write_page(page, [row("ours: extractive", 30.0)])
    written = page.read_text(encoding="utf-8")

    assert written.startswith("Before.\n\n")
    assert written.endswith(f"{report.END}\n\nAfter.\n")
    assert "old" not in written
    assert "| ours: extractive |" in written
    assert "ours: extractive</text>" in (tmp_path / "summaries.svg").read_text(encoding="utf-8")
