"""How many posts are counted, searched for marks and split in a second.

The peer is PyPI's `twitter-text-parser`, which counts for X alone and finds only links. It is in the environment of
`make eval`: `.venv-eval/bin/python benchmarks/bench_platforms.py`; elsewhere the table does without it. The limit is
what any counter for X has to do: bring a text into normal form (NFC) and look at its length.
"""

import importlib
import tomllib
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from random import Random

import measure
import rjieba
import writing

from digest import platforms
from digest.platforms.splitting import split

POSTS, TEXTS = (50, 5) if measure.QUICK else (4_000, 40)
ROUNDS = 1 if measure.QUICK else 3
SEED = 2026
LIMIT, PEER = "NFC and len (limit)", "twitter-text-parser (peer)"
NAMES = ("x", "bluesky", "mastodon", "threads", "weibo", "telegram")


def main() -> None:
    measure.heading(f"platforms: {POSTS:,} posts of Chinese and English, {TEXTS:,} articles to split", rounds=ROUNDS)
    rows = platforms.from_mapping(tomllib.loads((measure.CHECKOUT / "config/platforms.toml").read_text("utf-8")))
    articles = ["\n\n".join(text.paragraphs) for text in writing.texts(TEXTS)]
    posts = list(made(articles))
    actions: dict[str, measure.Action] = {LIMIT: lambda: [len(_nfc(post)) for post in posts]}
    if peer := _peer():
        actions[PEER] = lambda: [peer(post) for post in posts]
    for name in NAMES:
        actions[f"count {name}"] = lambda row=rows[name]: [platforms.read(row, post) for post in posts]  # type: ignore[misc]
    actions["marks x"] = lambda: [platforms.marks(rows["x"], post) for post in posts]
    actions["split x (articles)"] = lambda: [split(rows["x"], text, words=rjieba.cut) for text in articles]
    seconds = measure.best(actions, rounds=ROUNDS)
    each = {name: time / (len(articles) if "split" in name else POSTS) for name, time in seconds.items()}
    headings = ["what", "a second", "time of one", "times the limit"]
    table = [
        [name, f"{1 / time:,.0f}", f"{time * 1000:.4f} ms", measure.ratio(time, each[LIMIT])]
        for name, time in each.items()
    ]
    if peer:
        headings.append("as fast as the peer")
        table = [[*row, measure.ratio(each[PEER], each[row[0]])] for row in table]
    measure.table(headings, table)


def made(articles: list[str]) -> Iterator[str]:
    """Posts as a newsroom writes them: a sentence or two, often an address, a tag, an emoji."""
    chance = Random(SEED)
    sentences = [line for text in articles for line in text.splitlines() if line.strip()]
    for number in range(POSTS):
        post = chance.choice(sentences)[: chance.randint(40, 120)]
        post += f" https://example.org/news/{number}?utm_source=x" if chance.random() < 0.6 else ""
        post += chance.choice(("\n#气候行动 #ClimateAction", "", " 😀", "（见例图）"))
        yield post


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _peer() -> Callable[[str], object] | None:
    if find_spec("twitter_text") is None or find_spec("pkg_resources") is None:
        print("twitter-text-parser is not installed here: its row is left out")
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it imports pkg_resources, which warns of its own end
        return importlib.import_module("twitter_text").parse_tweet


if __name__ == "__main__":
    main()
