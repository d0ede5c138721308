"""Measures every summarizer beside its peers: `make eval`, or `python -m tests.eval.evaluate --help`.

Prints one table per set and, unless told otherwise, writes them into docs/summaries.md and a report on the real page
into outbox/eval/, which git ignores because its text is not ours. What it measures on lies beside the project; where
that is absent it says so and stops. Run it under PYTHONHASHSEED=0: some peers depend on it.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

from digest.model import Budget
from digest.summarizers import SUMMARIZERS
from tests.eval import checker, documents, peers, report, scores

BUDGET = Budget(words=75, characters=130)
ROOT = Path(__file__).resolve().parents[2]
_NEEDED = {"sumy": "sumy ", "jieba": "jieba ", "textrank4zh": "TextRank4ZH", "snownlp": "snownlp"}


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, or 2 when there is nothing to measure with."""
    wanted = _arguments(arguments)
    if find_spec("rouge_score") is None:
        sys.stderr.write("The package rouge-score is not installed: install the dependency group `eval`.\n")
        return 2
    chosen = [name for name in documents.names() if not wanted.set or name in wanted.set]
    if not chosen:
        where = "/".join(documents.SETS.parts[-3:])
        sys.stdout.write(f"Nothing to measure: there are no sets in ../{where}.\n")
        return 0
    rows = [row for name in chosen for row in _measured(name, wanted)]
    if wanted.out:
        wanted.out.write_text(report.everything(rows), encoding="utf-8")
    if not (wanted.quick or wanted.set or wanted.system):
        report.write_page(ROOT / "docs" / "summaries.md", rows)
        report.write_reading(ROOT / "outbox" / "eval" / "reading.md", documents.page(), BUDGET)
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluate", description="Measure every summarizer beside its peers.")
    parser.add_argument("--quick", type=int, metavar="N", help="only the first N documents of each set; writes no page")
    parser.add_argument("--set", action="append", help="only this set; may be given again")
    parser.add_argument("--system", action="append", help="only this system; may be given again; `ours` is all of ours")
    parser.add_argument("--out", type=Path, help="write every table and every summary that breaks a rule to this file")
    return parser.parse_args(arguments)


def _measured(name: str, wanted: argparse.Namespace) -> list[scores.Row]:
    loaded = documents.load(name, wanted.quick)
    rows: list[scores.Row] = []
    for system, summarize in _systems(loaded, wanted.system).items():
        row = measure(name, system, summarize, loaded)
        rows.append(row)
        sys.stderr.write(f"{name}: {system} in {row.seconds:.1f} s\n")
    sys.stdout.write(f"{report.table(rows)}\n\n")
    sys.stdout.flush()
    return rows


def _systems(loaded: Sequence[documents.Document], chosen: Sequence[str] | None) -> Mapping[str, peers.System]:
    language = "english" if documents.spaced(loaded[0].article) else "chinese"
    ours: dict[str, peers.System] = {report.ours(name): made for name, made in SUMMARIZERS.items()}
    every = ours | {
        name: system
        for name, system in peers.systems(language).items()
        if all(find_spec(package) for package, start in _NEEDED.items() if name.startswith(start))
    }
    return {
        name: each
        for name, each in every.items()
        if not chosen or name in chosen or (name in ours and "ours" in chosen)
    }


def measure(name: str, system: str, summarize: peers.System, loaded: Sequence[documents.Document]) -> scores.Row:
    """What the system does on the documents of one set; the first document is not part of the time."""
    summarize(loaded[0].article, BUDGET)  # dictionaries and models load now
    start = perf_counter()
    made = [summarize(document.article, BUDGET) for document in loaded]
    seconds = perf_counter() - start
    found = [
        scores.rouge(document.reference, summary.text, documents.spaced(document.article))
        for document, summary in zip(loaded, made, strict=True)
    ]
    broken = []
    for document, summary in zip(loaded, made, strict=True):
        reasons = checker.violations(document.article, summary, BUDGET)
        if reasons:
            broken.append(scores.Broken(document=document.id, text=summary.text, reasons=reasons))
    return scores.Row(
        set=name,
        system=system,
        documents=len(loaded),
        rouge={each: sum(one[each][0] for one in found) / len(found) for each in scores.MEASURES},
        recall={each: sum(one[each][1] for one in found) / len(found) for each in scores.MEASURES},
        length=sum(peers.length(summary.text, summary.spaced) for summary in made) / len(made),
        broken=tuple(broken),
        empty=sum(not summary.sentences for summary in made),
        seconds=seconds,
    )


if __name__ == "__main__":
    sys.exit(main())
