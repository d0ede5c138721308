"""`make eval`, the Chinese half: measures conversion and detection, prints the tables, writes docs/chinese.md."""

import sys
from collections import Counter
from pathlib import Path

from digest.model import Variant
from digest.text import language
from tests.eval.chinese import members, report, scoring, sets, systems

ROOT = Path(__file__).resolve().parents[3]


def main() -> int:
    tables = [*_traditional_tables(), *_other_tables(), *_page_tables()]
    sys.stdout.write("\n\n".join(tables) + "\n")
    report.write_page(ROOT / "docs" / "chinese.md", tables)
    if sets.PAGE.exists():
        written = ROOT / "outbox" / "eval" / "chinese.md"
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(_reading(), encoding="utf-8")
    return 0


def _traditional_tables() -> list[str]:
    tables = [report.comparison(name, sets.load(name), sets.VARIANTS, halves=True) for name in sets.TO_TRADITIONAL[:3]]
    tables += [
        report.comparison(name, sets.load(name), sets.VARIANTS, halves=False) for name in sets.TO_TRADITIONAL[3:]
    ]
    lines = [["system", *(f"worse than OpenCC, {variant}" for variant in sets.VARIANTS)]]
    lines += [[name, *(str(len(worsened(system, variant))) for variant in sets.VARIANTS)] for name, system in _others()]
    tables.append(
        f"**ordinary**, characters that plain s2tw / s2hk has right and the system has not\n\n{report.table(lines)}"
    )
    tables += [_doubts(), _terms_beside()]
    return tables


def _doubts() -> str:
    """How many of the wrong rows carry a doubt for the reviewer, and how many doubts there are to look at."""
    lines = [["set, Taiwan", "rows", "characters", "doubts", "wrong rows", "of them with a doubt"]]
    variant = Variant.ZH_HANT_TW
    for name in sets.TO_TRADITIONAL:
        rows = sets.load(name)
        wrong = {each.row.id for each in scoring.score(rows, systems.ours, variant).wrong}
        doubts = {row.id: systems.converter(row.written_in, variant).convert(row.source).doubts for row in rows}
        figures = (
            len(rows),
            sum(len(row.source) for row in rows),
            sum(map(len, doubts.values())),
            len(wrong),
            sum(bool(doubts[id]) for id in wrong),
        )
        lines.append([name, *map(str, figures)])
    return f"**doubts**\n\n{report.table(lines)}"


def _terms_beside() -> str:
    """What the shipped terms do to texts that are about characters: how many they touch, and harm done around them."""
    lines = [["set", *(f"{what}, {variant}" for variant in sets.VARIANTS for what in ("touched", "wrong elsewhere"))]]
    for name in sets.TO_TRADITIONAL:
        cells = []
        for variant in sets.VARIANTS:
            found = [scoring.beside_terms(row, variant) for row in sets.load(name)]
            cells += [str(sum(touched for touched, _ in found)), str(sum(wrong for _, wrong in found))]
        lines.append([name, *cells])
    return f"**ours with the shipped terms** on the sets about characters\n\n{report.table(lines)}"


def _others() -> list[tuple[str, systems.System]]:
    return [(name, system) for name, system in systems.SYSTEMS.items() if system is not systems.plain]


def worsened(system: systems.System, variant: Variant) -> list[str]:
    """The ordinary sentences in which the system has a character wrong that plain OpenCC has right."""
    return [
        f"{row.source} -> {result}"
        for row in sets.load("ordinary")
        if scoring.worse(
            row,
            result := system(row.source, row.written_in, variant),
            systems.plain(row.source, row.written_in, variant),
            variant,
        )
    ]


def _other_tables() -> list[str]:
    simplified = (Variant.ZH_HANS,)
    ways = {
        "OpenCC s2tw / s2hk": lambda row: systems.plain(row.source, "zh-Hans", _own(row)),
        "ours, region declared": lambda row: systems.ours(row.source, row.written_in, _own(row)),
        "ours, region not declared": lambda row: systems.ours(row.source, "zh-Hant", _own(row)),
        "ours, declared Simplified by mistake": lambda row: systems.ours(row.source, "zh-Hans", _own(row)),
    }
    return [
        report.comparison("terms", sets.terms(), sets.VARIANTS, halves=False, shipped=True),
        report.comparison(
            "members of the United Nations", members.members(), sets.VARIANTS, halves=False, shipped=True
        ),
        report.comparison(
            "to Simplified, hard", [row for row in sets.to_hans() if row.id[0] == "s"], simplified, halves=True
        ),
        report.comparison(
            "to Simplified, ordinary", [row for row in sets.to_hans() if row.id[0] != "s"], simplified, halves=False
        ),
        _between(),
        report.unchanged(sets.traditional(), ways),
        _detection(),
    ]


def _between() -> str:
    """By characters from one region's form to the other's; plain OpenCC has no configuration for it."""
    scores = [(variant, scoring.score(sets.between(), systems.ours, variant)) for variant in sets.VARIANTS[::-1]]
    lines = [
        ["to", "rows", "right, %"],
        *([variant.value, str(score.rows), f"{score.exact:.1f}"] for variant, score in scores),
    ]
    return f"**ours between Taiwan and Hong Kong**\n\n{report.table(lines)}"


def _own(row: sets.Row) -> Variant:
    (variant,) = row.expected
    return variant


def _detection() -> str:
    right, count = Counter[str](), Counter[str]()
    for each in sets.detection():
        count[each.kind] += 1
        right[each.kind] += language.detect(each.text) is each.label
    lines = [["kind", "right", "of", "%"]]
    lines += [[kind, str(right[kind]), str(count[kind]), f"{100 * right[kind] / count[kind]:.1f}"] for kind in count]
    lines.append(["all", str(right.total()), str(count.total()), f"{100 * right.total() / count.total():.1f}"])
    return f"**detection**\n\n{report.table(lines)}"


def _page_tables() -> list[str]:
    if not sets.PAGE.exists():
        return []
    text = sets.PAGE.read_text(encoding="utf-8")
    kinds = ("wrong strings", "names lost", "other changes")
    lines = [["system", *(f"{what}, {variant}" for variant in sets.VARIANTS for what in kinds)]]
    for name, system in (systems.SYSTEMS | {systems.WITH_TERMS: systems.with_terms}).items():
        cells = []
        for variant in sets.VARIANTS:
            result = system(text, "zh-Hans", variant)
            missed = missing(text, result, variant)
            cells += [str(sum(row.id == kind for row in missed)) for kind in ("wrong", "name")]
            cells.append("" if name == systems.WITH_TERMS else str(len(strays(text, result, variant))))
        lines.append([name, *cells])
    counted = Counter(row.id for row in sets.page_words())
    title = f"the real page: {counted['wrong']} strings that plain OpenCC gets wrong, {counted['name']} personal names"
    return [f"**{title}**\n\n{report.table(lines)}"]


def missing(source: str, result: str, variant: Variant) -> list[sets.Row]:
    """The page words that stand less often in the result, in a form an editor accepts, than in the source."""
    result = scoring.same(result, variant)
    return [
        row
        for row in sets.page_words()
        if sum(result.count(form) for form in {scoring.same(form, variant) for form in row.expected[variant]})
        < source.count(row.source)
    ]


def strays(source: str, result: str, variant: Variant) -> list[str]:
    """What differs from plain OpenCC outside the page words: the whole page was read, it is right everywhere else.

    A line that changed its length counts as one. 18万亿 is 18兆 in Taiwan, a matter of vocabulary: no difference here.
    """
    found: list[str] = []
    plain = systems.plain(source, "zh-Hans", variant)
    if variant is Variant.ZH_HANT_TW:
        source = source.replace("万亿", "兆")
        result, plain = result.replace("萬億", "兆"), plain.replace("萬億", "兆")
    for line, ours, theirs in zip(source.split("\n"), result.split("\n"), plain.split("\n"), strict=True):
        ours, theirs = scoring.same(ours, variant), scoring.same(theirs, variant)
        if len(ours) != len(theirs):
            found.append(line)
            continue
        known = _known(line)
        differing = [at for at, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other]
        found += [ours[max(0, at - 5) : at + 6] for at in differing if at not in known]
    return found


def _known(line: str) -> set[int]:
    """Every position of the line that belongs to a page word."""
    positions: set[int] = set()
    for row in sets.page_words():
        start = line.find(row.source)
        while start >= 0:
            positions.update(range(start, start + len(row.source)))
            start = line.find(row.source, start + 1)
    return positions


def _reading() -> str:
    text = sets.PAGE.read_text(encoding="utf-8")
    parts: list[str] = ["# The real page, where systems disagree", ""]
    shown = {"s2tw / s2hk": systems.plain, "s2twp / s2hkp": systems.phrases, "ours": systems.with_terms}
    for variant in sets.VARIANTS:
        results = {name: system(text, "zh-Hans", variant) for name, system in shown.items()}
        doubts = systems.converter("zh-Hans", variant, glossary=systems.shipped).convert(text).doubts
        lines = [["source", "chosen", "or", "around it", "why"]]
        for doubt in doubts:
            around = text[max(0, doubt.start - 6) : doubt.end + 6].replace("\n", " ")
            lines.append([doubt.source, doubt.chosen, ", ".join(doubt.others), around, doubt.why])
        parts += [f"## {variant}", "", report.side_by_side(text, results), "", "doubts", "", report.table(lines), ""]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.exit(main())
