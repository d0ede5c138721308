"""One run of Chinese text from Simplified to a Traditional form, character by character. Part of digest.chinese.

OpenCC converts the run twice: whole, and with its words held apart. Where the two differ, the likelier reading wins;
then the table of `senses` and the names have their say. As many characters come out as go in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from digest.chinese import names, senses
from digest.chinese.words import Word, Words
from digest.model import Rule

_APART = "\x1f"  # a character that OpenCC passes through and no phrase crosses
_LONGEST = 8  # characters of a phrase of OpenCC that is looked for
_CLEAR = 4.0  # how much likelier, as a logarithm, a reading must be to leave no doubt

# What a character is in a name, where that is not its commonest form elsewhere.
_IN_NAMES = dict(
    zip(
        "冬里余于范岳沈姜胡谷郁钟云发松干丰后斗丑征游占朴涂台布冲舍只才卷克托采咸卜折致尽历复升巨才扎板梁欲秋蒙岩志表面"
        "制系术周向念修御万党种曲仆札杆咸",
        "冬里余于范岳沈姜胡谷郁鍾雲發松干豐后斗丑征游占朴涂台布沖舍只才卷克托采咸卜折致盡歷復升巨才扎板梁欲秋蒙岩志表面"
        "制系術周向念修御萬黨种曲仆札杆咸",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a stretch of a run is other than OpenCC alone would have it, or might be."""

    start: int
    end: int
    rule: Rule
    others: tuple[str, ...]
    doubtful: bool


@dataclass(slots=True)
class _Run:
    text: str
    plain: str
    letters: list[str]
    cut: list[Word]
    decisions: list[Decision] = field(default_factory=list)


class Characters:
    """Converts runs; `convert` is OpenCC from source to target, `glyph` its form of a character of s2t."""

    def __init__(self, convert: Callable[[str], str], glyph: Callable[[str], str], words: Words) -> None:
        self.convert, self.words = convert, words
        self.senses = {
            word: {place: glyph(form) for place, form in places.items()} for word, places in senses.words().items()
        }
        self.patterns = {
            letter: tuple((pattern, glyph(form)) for pattern, form in rows)
            for letter, rows in senses.compiled().items()
        }
        self.in_names = {letter: glyph(form) for letter, form in _IN_NAMES.items()}

    def run(self, text: str, known: Sequence[str] = ()) -> tuple[str, tuple[Decision, ...]]:
        """The converted text, as long as `text`, and what was decided; `known` are names that occur."""
        plain = self.convert(text)
        cut = self.words.cut(text)
        if len(plain) != len(text) or _APART in text:
            return plain, ()
        apart = self.convert(_APART.join(word.text for word in cut)).replace(_APART, "")
        if len(apart) != len(text):
            return plain, ()
        run = _Run(text, plain, list(apart), cut)
        self._phrases(run, apart)
        self._senses(run)
        self._names(run, known)
        return "".join(run.letters), tuple(run.decisions)

    def _phrases(self, run: _Run, apart: str) -> None:
        """Where OpenCC on the whole run and on its words differ, the likelier of the two."""
        if run.plain == apart:
            return
        for index, (whole, held) in enumerate(zip(run.plain, apart, strict=True)):
            if whole == held or run.letters[index] == whole:
                continue
            start, end = self._phrase(run.text, index, whole)
            covered = [word for word in run.cut if word.start < end and word.end > start]
            if end - start == 1:  # OpenCC met no phrase here; the word decided
                likelihood = -_CLEAR - 1
            else:
                likelihood = self.words.likelier(run.text, start, end, covered)
            chosen, other = (run.plain, apart) if likelihood > 0 else (apart, run.plain)
            run.letters[start:end] = chosen[start:end]
            self._decide(run, index, Rule.WORD, other[index], doubtful=likelihood < _CLEAR)

    def _phrase(self, text: str, index: int, form: str) -> tuple[int, int]:
        """The shortest stretch around a character that OpenCC gives `form`."""
        for length in range(1, _LONGEST + 1):
            for start in range(max(0, index - length + 1), min(index, len(text) - length) + 1):
                if self.convert(text[start : start + length])[index - start] == form:
                    return start, start + length
        return index, index + 1

    def _senses(self, run: _Run) -> None:
        """Our words, and our patterns for characters that no word of the dictionary holds."""
        for word in run.cut:
            known = self.senses.get(word.text)
            if known:
                for place, form in known.items():
                    self._set(run, word.start + place, form, Rule.SENSE)
            elif len(word.text) == 1 or word.kind == "m" or not self.words.knows(word.text):
                for place, letter in enumerate(word.text, word.start):
                    self._pattern(run, place, letter)

    def _pattern(self, run: _Run, place: int, letter: str) -> None:
        for pattern, form in self.patterns.get(letter, ()):
            if pattern.match(run.text, place):
                self._set(run, place, form, Rule.SENSE)
                return

    def _names(self, run: _Run, known: Sequence[str]) -> None:
        """Names keep their characters: one for one, whatever phrase they might look like."""
        for start, end in (*names.find(run.text, run.cut, self.words), *_places(run.text, known)):
            for place in range(start, end):
                letter = run.text[place]
                form = self.in_names.get(letter) or self.convert(letter)
                self._set(run, place, form, Rule.NAME)

    def _set(self, run: _Run, place: int, form: str, rule: Rule) -> None:
        if run.letters[place] != form or run.plain[place] != form:
            run.letters[place] = form
            self._decide(run, place, rule, run.plain[place], doubtful=run.plain[place] != form)

    def _decide(self, run: _Run, place: int, rule: Rule, other: str, *, doubtful: bool) -> None:
        run.decisions = [each for each in run.decisions if each.start != place]
        if other != run.letters[place]:
            run.decisions.append(Decision(place, place + 1, rule, (other,), doubtful))


def _places(text: str, known: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for name in known:
        start = text.find(name)
        while name and start >= 0:
            found.append((start, start + len(name)))
            start = text.find(name, start + len(name))
    return found
