"""A drawing of what was measured: for each set, agreement with people against broken rules, one dot per system.

Plain SVG without scripts, readable on white and on dark pages. Up and to the left is better.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.eval.scores import Row

_WIDTH, _HEIGHT, _LEFT, _TOP = 340, 230, 40, 34
_COLUMNS = 3
_LEGEND = "across: % of the summaries that break a rule; up: ROUGE-1 F1; grey: peers, the best one named"


def svg(sets: Sequence[Sequence[Row]]) -> str:
    """The drawing, panel by panel in the order of the sets."""
    rows = -(-len(sets) // _COLUMNS)
    width, height = _COLUMNS * _WIDTH, rows * _HEIGHT + 26
    panels = [_panel(some, at % _COLUMNS * _WIDTH, at // _COLUMNS * _HEIGHT) for at, some in enumerate(sets)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'font-family="sans-serif" font-size="11">',
            "<title>ROUGE-1 against the share of summaries that break a rule</title>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *panels,
            _text(width / 2, height - 8, _LEGEND, "middle"),
            "</svg>",
            "",
        ]
    )


def _panel(rows: Sequence[Row], left: float, top: float) -> str:
    figures = [row.rouge["rouge1"] for row in rows]
    low, high = min(figures) - 1, max(figures) + 1
    inner_width, inner_height = _WIDTH - _LEFT - 80, _HEIGHT - _TOP - 30
    x0, y0 = left + _LEFT, top + _TOP
    parts = [
        _text(x0, top + 22, rows[0].set, "start", "bold"),
        f'<path d="M{x0} {y0} V{y0 + inner_height} H{x0 + inner_width}" fill="none" stroke="#888888"/>',
        *(
            _text(x0 + inner_width * share / 100, y0 + inner_height + 14, str(share), "middle")
            for share in (0, 50, 100)
        ),
        *(
            _text(x0 - 5, y0 + inner_height * (high - figure) / (high - low) + 4, f"{figure:.0f}", "end")
            for figure in (low + 1, high - 1)
        ),
    ]
    best = max(
        (row for row in rows if not row.system.startswith("ours")), key=lambda row: row.rouge["rouge1"], default=None
    )
    last = -100.0
    for row in sorted(rows, key=lambda row: -row.rouge["rouge1"]):
        x = x0 + inner_width * row.violations / 100
        y = y0 + inner_height * (high - row.rouge["rouge1"]) / (high - low)
        own = row.system.startswith("ours")
        parts.append(_dot(x, y, own))
        if own or row is best or row.system == "lead@budget":  # the other names would only stand on one another
            last = max(y, last + 12)
            parts.append(_text(x + 8, last + 4, row.system, "start", "bold" if own else "normal"))
    return "\n".join(parts)


def _dot(x: float, y: float, own: bool) -> str:
    radius, colour = (5, "#c2410c") if own else (3.5, "#6b7280")
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{colour}"/>'


def _text(x: float, y: float, words: str, anchor: str, weight: str = "normal") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" fill="#1f2937">'
        f"{escape(words)}</text>"
    )
