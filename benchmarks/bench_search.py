"""How long a search takes among many articles, for words of one character, of two, of more, and Latin ones.

The peer is what every database can do: looking through the texts from the newest to the oldest, line by line.
"""

import itertools
import random
import sqlite3
from contextlib import closing
from functools import partial

import measure

from digest.store import Store, open_store
from digest.store.searching import Entry, Found

NUMBER = 2_000 if measure.QUICK else 100_000
ROUNDS = 1 if measure.QUICK else 5
BATCH = 2_000
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"
RARE = "志愿者港口码头湿地候鸟渡轮收割芦苇砚溪棠渡嵐川"
LATIN = ("the", "harbour", "reopened", "after", "workers", "returned", "and", "mayor", "said", "schools", "follow")
QUESTIONS = ("的", "鸟", "的是", "候鸟", "志願者", "码头湿地候", "harbour", "schools mayor", "没有的词语")


def main() -> None:
    measure.heading(f"search among {NUMBER:,} articles", rounds=ROUNDS)
    with (
        measure.folder() as folder,
        open_store(f"sqlite:///{folder / 'digest.db'}") as store,
        closing(sqlite3.connect(folder / "plain.db")) as plain,
    ):
        fill(store, plain)
        rows = []
        for words in QUESTIONS:
            actions = {"peer": partial(line_by_line, plain, words), "ours": partial(store.search.find, words)}
            seconds = measure.best(actions, rounds=ROUNDS)
            times = (measure.milliseconds(seconds["ours"]), measure.milliseconds(seconds["peer"]))
            ratio = measure.ratio(seconds["ours"], seconds["peer"])
            rows.append((words, str(len(store.search.find(words))), *times, ratio))
    measure.table(("words", "found", "digest search", "line by line", "times the peer"), rows)


def fill(store: Store, plain: sqlite3.Connection) -> None:
    """Nothing; afterwards the same texts can be found by the index and line by line."""
    chance = random.Random(7)
    letters = [*COMMON * 6, *RARE]
    entries = (Entry(kind=Found.ARTICLE, ref=f"{n:012x}", text=_text(chance, letters, n)) for n in range(NUMBER))
    plain.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, words TEXT)")
    while batch := list(itertools.islice(entries, BATCH)):
        store.search.put(batch)
        with plain:
            plain.executemany("INSERT INTO texts (words) VALUES (?)", [(entry.text,) for entry in batch])


def line_by_line(plain: sqlite3.Connection, words: str) -> None:
    """Nothing; the newest twenty texts with all the words have been found."""
    asked = [f"%{word}%" for word in words.split()]
    condition = " AND ".join("words LIKE ?" for _ in asked)
    plain.execute(f"SELECT id FROM texts WHERE {condition} ORDER BY id DESC LIMIT 20", asked).fetchall()


def _text(chance: random.Random, letters: list[str], number: int) -> str:
    """Some 500 characters of Chinese, or 120 words of English; with its number, so that no two are alike."""
    if number % 2:
        return f"{' '.join(chance.choices(LATIN, k=120))} {number}"
    return "。".join("".join(chance.choices(letters, k=20)) for _ in range(25)) + str(number)


if __name__ == "__main__":
    main()
