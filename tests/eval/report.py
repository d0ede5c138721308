"""Tables of what was measured, as Markdown: for the terminal, for docs/summaries.md, and for reading by eye."""

from collections.abc import Callable, Sequence
from pathlib import Path

from digest.model import Article, Budget, Summary
from digest.summarizers import SUMMARIZERS
from tests.eval import checker, peers, plot, scores

BEGIN, END = "<!-- make eval writes from here -->", "<!-- to here -->"
_HEADINGS = ("system", "R1", "R2", "RL", "recall R1/R2", "breaks a rule", "empty", "length", "documents/s")


def ours(name: str) -> str:
    """What tables call a summarizer of the product."""
    return f"ours: {name}"


def table(rows: Sequence[scores.Row]) -> str:
    """One set's table, the best figure of each ROUGE measure in bold."""
    best = {measure: max(round(row.rouge[measure], 1) for row in rows) for measure in scores.MEASURES}
    cells = [_HEADINGS, *(_cells(row, best) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADINGS))]
    written = [_line(line, widths) for line in cells]
    rule = "| " + " | ".join("-" * (width - 1) + (":" if at else "-") for at, width in enumerate(widths)) + " |"
    return "\n".join([f"**{rows[0].set}**, {rows[0].documents} documents", "", written[0], rule, *written[1:]])


def _cells(row: scores.Row, best: dict[str, float]) -> tuple[str, ...]:
    figures = []
    for measure in scores.MEASURES:
        figure = round(row.rouge[measure], 1)
        figures.append(f"**{figure:.1f}**" if figure == best[measure] else f"{figure:.1f}")
    recall = f"{row.recall['rouge1']:.1f}/{row.recall['rouge2']:.1f}"
    speed = f"{row.speed:,.0f}" if row.speed >= 10 else f"{row.speed:.1f}"
    return (row.system, *figures, recall, f"{row.violations:.1f} %", str(row.empty), f"{row.length:.0f}", speed)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return "| " + " | ".join(padded) + " |"


def _by_set(rows: Sequence[scores.Row]) -> list[list[scores.Row]]:
    names = dict.fromkeys(row.set for row in rows)
    return [[row for row in rows if row.set == name] for name in names]


def everything(rows: Sequence[scores.Row]) -> str:
    """Every table, and every summary of ours that breaks a rule with its reasons."""
    parts = [table(some) for some in _by_set(rows)]
    for row in rows:
        if row.system.startswith("ours") and row.system != ours("lead"):  # the baseline is not meant to keep them all
            parts += [
                f"{row.set} {row.system} {each.document}\n  {'; '.join(each.reasons)}\n  > {each.text}"
                for each in row.broken
            ]
    return "\n\n".join(parts) + "\n"


def write_page(path: Path, rows: Sequence[scores.Row]) -> None:
    """Puts the tables and the drawing between the two marks of the page; the rest of it is written by people."""
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    tables = "\n\n".join(table(some) for some in _by_set(rows))
    drawing = path.with_suffix(".svg")
    drawing.write_text(plot.svg(_by_set(rows)), encoding="utf-8")
    shown = f"![ROUGE-1 against broken rules, one dot per system]({drawing.name})"
    path.write_text(f"{before}{BEGIN}\n\n{shown}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


def write_reading(path: Path, articles: Sequence[Article], budget: Budget) -> None:
    """The real articles with ours beside others, for a person to read line by line."""
    if not articles:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_reading(article, budget) for article in articles), encoding="utf-8")


def _reading(article: Article, budget: Budget) -> str:
    systems: dict[str, Callable[[Article, Budget], Summary]] = {ours(name): made for name, made in SUMMARIZERS.items()}
    everyone = peers.systems("chinese")
    systems |= {"lead-3": peers.first_three, "sumy LexRank": everyone["sumy LexRank"]}
    lines = [f"## {article.title}", "", f"{article.kind.value}, {article.language.value}", ""]
    for name, summarize in systems.items():
        summary = summarize(article, budget)
        lines += [f"**{name}**: {summary.text or '(none)'}", ""]
        lines += [f"- {label}: {text}" for label, text in _extras(summary) if text]
        lines += [f"- breaks: {reason}" for reason in checker.violations(article, summary, budget)]
        lines.append("")
    return "\n".join(lines)


def _extras(summary: Summary) -> list[tuple[str, str]]:
    joint = " " if summary.spaced else ""
    quotation = f"{summary.quotation.text} ({summary.quotation.speaker})" if summary.quotation else ""
    return [
        ("teaser", summary.teaser.text if summary.teaser else ""),
        ("short", joint.join(sentence.text for sentence in summary.short)),
        ("quotation", quotation),
        ("figures", ", ".join(summary.figures)),
        ("notes", "; ".join(summary.notes)),
        ("rules", "; ".join(rule for sentence in summary.sentences for rule in sentence.rules)),
    ]
