"""Puts runs together while a markup is read from left to right. Part of chinese.spans."""

from collections.abc import Mapping

from digest.chinese.spans import kept
from digest.chinese.spans.layout import Run, Span, Stretch


class RunBuilder:
    """The run being read; `finish` puts it among `runs` when there is anything in it to convert."""

    def __init__(self, text: str, *, hashtags: bool, escapes: Mapping[int, str] | None = None) -> None:
        self.runs: list[Run] = []
        self._source = text
        self._hashtags = hashtags
        self._escapes = escapes
        self._begin()

    def _begin(self) -> None:
        self._letters: list[str] = []
        self._stretches: list[Stretch] = []
        self._kept: list[Span] = []
        self._edges: list[int] = []
        self._length = 0

    def add(self, at: int, until: int, *, keep: bool = False) -> None:
        """Characters of the run that stand in the source as they are."""
        if at < until:
            self._append(self._source[at:until], at, until, keep=keep)

    def add_one(self, letter: str, at: int, until: int, *, keep: bool = False) -> None:
        """A character that the source writes in another way."""
        self._append(letter, at, until, keep=keep)

    def edge(self) -> None:
        """No address goes on beyond here."""
        if not self._edges or self._edges[-1] != self._length:
            self._edges.append(self._length)

    def finish(self) -> None:
        """Ends the run. A run without any character beyond ASCII has nothing to convert."""
        text = "".join(self._letters)
        if text and not text.isascii():
            found = kept.find(text, hashtags=self._hashtags, edges=self._edges)
            self.runs.append(
                Run(
                    text=text,
                    stretches=tuple(self._stretches),
                    kept=kept.merged((*self._kept, *found)),
                    escapes=self._escapes,
                )
            )
        if text:
            self._begin()
        self._edges.clear()

    def _append(self, letters: str, at: int, until: int, *, keep: bool) -> None:
        self._letters.append(letters)
        self._stretches.append(Stretch(self._length, at, until))
        if keep:
            self._kept.append((self._length, self._length + len(letters)))
        self._length += len(letters)
