"""How fast an article is summarized, how that grows with its length, and how long the first summary takes to come.

The peers are sumy's LexRank and TextRank where they are installed (`make eval` puts them into an environment of their
own, which this script changes to when it is there), and always the least that could be called a summary: sentences cut
at their full stops, scored by how often their words come. All choose within 75 words or 130 characters; ours makes
teaser, short text, quotation and figures in the same time. The same bytes must come out under every PYTHONHASHSEED.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import measure
import writing

sys.path.insert(0, str(measure.CHECKOUT))  # for the peers, and for the product where only they are installed

from digest import sources
from digest.model import Article, Budget, Fetched, Language, Source
from digest.summarizers import extractive
from tests.eval import peers

ROUNDS = 1 if measure.QUICK else 3
ARTICLES = 3 if measure.QUICK else 40
LENGTHS = (500, 1_000, 2_000) if measure.QUICK else (1_000, 10_000, 100_000)  # characters of an article
SEEDS = ("0", "1", "4711")
BUDGET = Budget(words=75, characters=130)
SOURCE = Source(name="bench", kind="site-text", location="page.txt")
EVAL = measure.CHECKOUT / ".venv-eval" / "bin" / "python"
LEAST = "least possible"
NAMES = {"english": "English", "chinese": "Chinese"}
FIRST = {
    "English": "from tests.make import article as a; "
    "print(summarize(a(body='The council opened a library today.'), B).text)",
    "Chinese": "from tests.make import article as a; from digest.model import Language as L, Paragraph as P; "
    "t = '市议会今天在山上开放了新的图书馆。'; "
    "print(summarize(a(language=L.ZH_HANS, paragraphs=(P(text=t, language=L.ZH_HANS),)), B).text)",
}
START = (
    "from digest.summarizers.extractive import summarize; from digest.model import Budget; "
    "B = Budget(words=75, characters=130); "
)
SUMY = "from sumy.summarizers.lex_rank import LexRankSummarizer"

System = Callable[[Article, Budget], object]


def main() -> None:
    if "--bytes" in sys.argv[1:]:
        print(fingerprint())
        return
    measure.heading("summaries: extractive, against others in the same run", rounds=ROUNDS)
    rows = [row for language in NAMES for row in _speed(language)]
    rows += [row for language in NAMES for row in _growth(language)]
    rows += _start()
    print(f"the same bytes under PYTHONHASHSEED {', '.join(SEEDS)}: {'yes' if _same_bytes() else 'NO'}")
    measure.table(("what", "ours", "other", "times the other's"), rows)


def articles(language: str, count: int, paragraphs: tuple[int, int] = (4, 8)) -> tuple[Article, ...]:
    """That many made-up articles in one language, which is told to them: invented words belong to none."""
    raw = writing.page(writing.texts(2 * count, paragraphs=paragraphs))
    found = sources.parse(SOURCE, Fetched(raw=raw, location="page.txt")).articles
    some = found[language == "chinese" :: 2]
    return tuple(_told(article, Language.EN if language == "english" else Language.ZH_HANS) for article in some)


def _told(article: Article, language: Language) -> Article:
    paragraphs = tuple(replace(each, language=language) for each in article.paragraphs)
    return replace(article, language=language, paragraphs=paragraphs)


def least(article: Article, budget: Budget) -> str:
    """The sentences with the most frequent words or characters, as the least possible summarizer finds them."""
    sentences = re.findall(r"[^.。！？!?]+[.。！？!?]", article.body)
    words = [re.findall(r"[a-z]+|[\u4e00-\u9fff]", sentence.lower()) for sentence in sentences]
    counts = Counter(word for some in words for word in some)
    merits = [sum(counts[word] for word in set(some)) / (len(some) + 1) for some in words]
    taken: list[int] = []
    used = 0
    for place in sorted(range(len(sentences)), key=lambda each: -merits[each]):
        size = len(words[place])
        if used + size <= budget.words:
            taken.append(place)
            used += size
    return " ".join(sentences[place].strip() for place in sorted(taken))


def fingerprint() -> str:
    """A hash over everything that summaries of both languages say."""
    made = [extractive.summarize(article, BUDGET) for language in NAMES for article in articles(language, ARTICLES)]
    return hashlib.sha256(repr(made).encode()).hexdigest()


def _speed(language: str) -> list[tuple[str, ...]]:
    some = articles(language, ARTICLES)
    systems: dict[str, System] = {"ours": extractive.summarize, LEAST: least} | _sumy(language)
    for system in systems.values():
        system(some[0], BUDGET)  # dictionaries and patterns load now
    actions = {name: partial(_run, system, some) for name, system in systems.items()}
    seconds = measure.best(actions, rounds=ROUNDS)
    ours = seconds.pop("ours")
    label = f"{NAMES[language]}, articles of {sum(len(each.body) for each in some) // len(some):,} characters"
    return [
        (
            f"{label}, against {name}",
            _per_article(ours, some),
            _per_article(other, some),
            measure.ratio(ours, other),
        )
        for name, other in seconds.items()
    ]


def _sumy(language: str) -> Mapping[str, System]:
    if find_spec("sumy") is None or find_spec("numpy") is None:
        return {}
    every = peers.systems(language)
    return {name: every[name] for name in ("sumy TextRank", "sumy LexRank")}


def _run(system: System, some: Sequence[Article]) -> None:
    for article in some:
        system(article, BUDGET)


def _per_article(seconds: float, some: Sequence[Article]) -> str:
    return f"{1000 * seconds / len(some):.2f} ms"


def _growth(language: str) -> list[tuple[str, ...]]:
    """Time for each thousand characters of longer and longer articles, against the shortest."""
    long = {length: _of_length(language, length) for length in LENGTHS}
    actions = {str(length): partial(extractive.summarize, article, BUDGET) for length, article in long.items()}
    measure.best(actions, rounds=1)
    seconds = measure.best(actions, rounds=ROUNDS)
    each = {length: 1000 * seconds[str(length)] / len(long[length].body) for length in LENGTHS}
    first = each[LENGTHS[0]]
    return [
        (
            f"{NAMES[language]}, a thousand characters of {length:,}, against one of {LENGTHS[0]:,}",
            f"{1000 * time:.2f} ms",
            f"{1000 * first:.2f} ms",
            measure.ratio(time, first),
        )
        for length, time in each.items()
    ]


def _of_length(language: str, length: int) -> Article:
    """A made-up article of about so many characters."""
    several = 1 + length // (450 if language == "english" else 160)  # paragraphs
    return articles(language, 1, paragraphs=(several, several))[0]


def _start() -> list[tuple[str, ...]]:
    """A new process until its first summary, against the start of Python and, where it is installed, of sumy."""
    commands = {name: _python(START + first) for name, first in FIRST.items()}
    others = {"python -c pass": _python("pass")}
    if find_spec("sumy") is not None:
        others["importing sumy LexRank"] = _python(SUMY)
    with measure.folder() as compiled:
        actions = {
            name: partial(measure.run, words, work=measure.CHECKOUT, compiled=compiled)
            for name, words in (commands | others).items()
        }
        measure.best(actions, rounds=1)  # compiles what has not been compiled yet
        seconds = measure.best(actions, rounds=ROUNDS)
    return [
        (
            f"first {name} summary of a new process, against {other}",
            measure.milliseconds(seconds[name]),
            measure.milliseconds(seconds[other]),
            measure.ratio(seconds[name], seconds[other]),
        )
        for name in commands
        for other in others
    ]


def _python(words: str) -> tuple[str, ...]:
    return (sys.executable, "-W", "ignore", "-c", words)


def _same_bytes() -> bool:
    """Whether every summary is the same whatever the hash seed."""
    command = [sys.executable, str(Path(__file__)), "--bytes", *(["--quick"] if measure.QUICK else [])]
    found = {
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in SEEDS
    }
    return len(found) == 1 and len(found.pop().strip()) == 64


if __name__ == "__main__":
    if EVAL.exists() and find_spec("sumy") is None:
        os.execv(EVAL, [str(EVAL), "-W", "ignore", *sys.argv])
    main()
