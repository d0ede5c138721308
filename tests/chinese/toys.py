"""Toy conversions for the tests of runs: one keeps the length of a text, one does not."""

from collections.abc import Callable, Iterator

from digest.chinese.spans import Layout, Piece

LETTERS = str.maketrans("发后里国与对话标题图", "發後裡國與對話標題圖")
# Longest first; the same character may become two, and three one.
WORDS = {"可持续": "永續", "头发": "頭髮", "发展": "開發", "中国家": "中國家們", "后": "後面", "里": "裡"}


def letters(text: str) -> Iterator[Piece]:
    """One piece for the whole, letter by letter."""
    yield Piece(0, len(text), text.translate(LETTERS))


def words(text: str) -> Iterator[Piece]:
    """A small piece for each word, some of another length."""
    position = 0
    while position < len(text):
        word = next((word for word in WORDS if text.startswith(word, position)), "")
        if word:
            yield Piece(position, position + len(word), WORDS[word])
        position += len(word) or 1


def pieces(layout: Layout, toy: Callable[[str], Iterator[Piece]]) -> list[list[Piece]]:
    """What the toy makes of the free parts of every run."""
    return [
        [
            Piece(start + one.start, start + one.end, one.text)
            for start, end in run.free()
            for one in toy(run.text[start:end])
        ]
        for run in layout.runs
    ]


def converted(layout: Layout, toy: Callable[[str], Iterator[Piece]]) -> str:
    return layout.write(pieces(layout, toy))
