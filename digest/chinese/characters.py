"""One run of Chinese text from Simplified to a Traditional form, character by character. Part of digest.chinese.

OpenCC converts the run twice: whole, and with its words held apart. Where the two differ, the likelier reading wins;
then the table of `senses` and the names have their say. As many characters come out as go in.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

import regex

from digest.chinese import names, senses
from digest.chinese.decisions import Decision
from digest.chinese.words import Word, Words
from digest.model import Rule

_APART = "\x1f"  # a character that OpenCC passes through and no phrase crosses
_LONGEST = 8  # characters of a phrase of OpenCC that is looked for
_STRETCH = 400  # characters that are read together, up to the end of the sentence
_LONGEST_STRETCH = 20_000  # and where no sentence ends
_END = regex.compile(r"[。！？!?\n]++[”’」』）)]*+")
_NAMES = frozenset(("nr", "nrt", "nrfg", "ns", "nz"))
_SURNAMES = frozenset("范")  # wherever its other form is not wanted: 范志 of 范志强 is a word to the dictionary
_SOUNDS = frozenset("里干松")  # what these are in a word that is a name, its neighbours tell
# Where no word, phrase or pattern decides them, these are wrong often enough to be worth a look: alone, and
# in words that no dictionary has.
_RISKY_ALONE = frozenset("发干面松冲游谷钟卷签表尽斗沈复征准丑郁姜历须胡余范朴涂岳")
_RISKY_INSIDE = frozenset("干面松冲游谷钟卷签表尽斗沈复征准丑郁姜历须胡余范朴涂岳里扎志")
_CLEAR = 8.0  # how much likelier, as a logarithm, a reading must be to leave no doubt

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


@dataclass(slots=True)
class _Run:
    text: str
    plain: str
    letters: list[str]
    cut: list[Word]
    decisions: dict[int, Decision] = field(default_factory=dict)


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
        self.forms = _forms(self.senses)
        self.inside = lru_cache(maxsize=20_000)(self._inside)
        self.in_names = {letter: glyph(form) for letter, form in _IN_NAMES.items()}

    def run(self, text: str, edges: Iterable[int] = ()) -> tuple[str, list[Decision]]:
        """The converted text, as long as `text`, and what was decided. No phrase goes across an edge."""
        parts: list[str] = []
        decisions: list[Decision] = []
        borders = sorted(set(edges))
        for start, end in _sentences(text):
            inside = borders[bisect_right(borders, start) : bisect_left(borders, end)]
            converted, found = self._sentence(text[start:end], [border - start for border in inside])
            parts.append(converted)
            decisions += (replace(one, start=one.start + start, end=one.end + start) for one in found)
        return "".join(parts), decisions

    def _sentence(self, text: str, edges: Sequence[int]) -> tuple[str, list[Decision]]:
        if text.isascii():
            return text, []
        cut = _parted(self.words.cut(text), sorted({*edges, *(end for _, end in names.before_itself(text))}))
        plain = self._apart(text, (0, *edges, len(text)))
        apart = self._apart(text, (0, *(word.end for word in cut)))
        run = _Run(text, plain, list(apart), cut)
        self._phrases(run, apart)
        self._senses(run)
        self._names(run)
        return "".join(run.letters), _joined([run.decisions[place] for place in sorted(run.decisions)])

    def _apart(self, text: str, borders: Sequence[int]) -> str:
        """The conversion of the stretches between borders, none of which knows its neighbours."""
        stretches = [text[start:end] for start, end in pairwise(borders)]
        if _APART in text:  # the text has the joint itself
            converted = "".join(self.convert(stretch) for stretch in stretches)
        else:
            converted = self.convert(_APART.join(stretches)).replace(_APART, "")
        return converted if len(converted) == len(text) else self.name(text)

    def _phrases(self, run: _Run, apart: str) -> None:
        """Where OpenCC on the whole run and on its words differ, the likelier of the two."""
        if run.plain == apart:
            return
        for index, (whole, held) in enumerate(zip(run.plain, apart, strict=True)):
            if whole == held or run.letters[index] == whole:
                continue
            start, end = self._phrase(run.text, index, whole)
            covered = [word for word in run.cut if word.start < end and word.end > start]
            # Where OpenCC met no phrase the word decided; else the likelier of the two.
            likelihood = -_CLEAR if end - start == 1 else self.words.likelier(run.text, start, end, covered)
            chosen, other = (run.plain, apart) if likelihood > 0 else (apart, run.plain)
            run.letters[start:end] = chosen[start:end]
            self._decide(run, index, Rule.WORD, other[index], doubtful=abs(likelihood) < _CLEAR)

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
            known = self.senses.get(word.text) or (self.inside(word.text) if len(word.text) > 3 else {})
            letters = self._open(word)
            for place, letter in enumerate(word.text):
                if place in known:
                    doubtful = self._contested(run, word, word.start + place, known[place])
                    self._set(run, word.start + place, known[place], Rule.SENSE, doubtful=doubtful)
                elif (letters is None or letter in letters) and not self._pattern(run, word.start + place, letter):
                    self._undecided(run, word, word.start + place)

    def _contested(self, run: _Run, word: Word, place: int, form: str) -> bool:
        """Whether a phrase of OpenCC that goes across the border of our word says otherwise, and may be right."""
        if run.plain[place] == form:
            return False
        start, end = self._phrase(run.text, place, run.plain[place])
        if word.start <= start and end <= word.end:
            return False  # OpenCC knows no more than the character: 伙 of 伙伴
        covered = [each for each in run.cut if each.start < end and each.end > start]
        return self.words.likelier(run.text, start, end, covered) > -_CLEAR

    def _open(self, word: Word) -> frozenset[str] | None:
        """Which of its characters a dictionary leaves open: None for all of them."""
        if len(word.text) == 1 or word.kind == "m" or not self.words.knows(word.text):
            return None
        return _SOUNDS | _SURNAMES if word.kind in _NAMES else _SURNAMES

    def _inside(self, word: str) -> dict[int, str]:
        """What our words say of a long word that is two: 木制家具."""
        for border in range(2, len(word) - 1):
            parts = word[:border], word[border:]
            if any(part in self.senses for part in parts) and all(map(self.words.knows, parts)):
                first, second = (self.senses.get(part, {}) for part in parts)
                return {**first, **{border + place: form for place, form in second.items()}}
        return {}

    def _pattern(self, run: _Run, place: int, letter: str) -> bool:
        """Whether a pattern says what the character is."""
        for pattern, form in self.patterns.get(letter, ()):
            if pattern.match(run.text, place):
                self._set(run, place, form, Rule.SENSE)
                return True
        return False

    def _undecided(self, run: _Run, word: Word, place: int) -> None:
        """A doubt about a character that stands alone, or in no word of the dictionary, and has another form."""
        letter, form = run.text[place], run.letters[place]
        others = tuple(sorted(self.forms.get(letter, frozenset()) - {form}))
        if (
            not others
            or letter not in (_RISKY_ALONE if len(word.text) == 1 else _RISKY_INSIDE)
            or place in run.decisions
        ):
            return
        run.decisions[place] = Decision(place, place + 1, Rule.SENSE, form, others, True)

    def _names(self, run: _Run) -> None:
        """Names keep their characters: one for one, whatever phrase they might look like."""
        for start, end in names.find(run.text, run.cut, self.words, self.senses):
            for place, form in enumerate(self.name(run.text[start:end]), start):
                self._set(run, place, form, Rule.NAME)

        for place in names.possible(run.text, run.cut, self.words):
            form = self.in_names.get(run.text[place], run.letters[place])
            if form != run.letters[place] and place not in run.decisions:
                run.decisions[place] = Decision(place, place + 1, Rule.NAME, run.letters[place], (form,), True)

    def name(self, name: str) -> str:
        """A personal name by characters: one for one, whatever phrase it might look like."""
        forms = (self.in_names.get(letter) or self.convert(letter) for letter in name)
        converted = "".join(form if len(form) == 1 else letter for letter, form in zip(name, forms, strict=True))
        return converted.replace("萬俟", "万俟")  # a surname that has nothing to do with ten thousand

    def _set(self, run: _Run, place: int, form: str, rule: Rule, *, doubtful: bool = True) -> None:
        if run.letters[place] != form or run.plain[place] != form:
            run.letters[place] = form
            self._decide(run, place, rule, run.plain[place], doubtful=doubtful)

    def _decide(self, run: _Run, place: int, rule: Rule, other: str, *, doubtful: bool) -> None:
        if other == run.letters[place]:
            run.decisions.pop(place, None)
        else:
            run.decisions[place] = Decision(place, place + 1, rule, run.plain[place], (other,), doubtful)


def _forms(known: Mapping[str, Mapping[int, str]]) -> dict[str, frozenset[str]]:
    """Every character that our words give a form, with all its forms."""
    found: dict[str, set[str]] = {}
    for word, places in known.items():
        for place, form in places.items():
            found.setdefault(word[place], set()).add(form)
    return {letter: frozenset(forms) for letter, forms in found.items()}


def _joined(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions, neighbours by one rule as one."""
    joined: list[Decision] = []
    for one in decisions:
        last = joined[-1] if joined else None
        if last is not None and (last.end, last.rule, last.doubtful) == (one.start, one.rule, one.doubtful):
            others = (last.others[0] + one.others[0],)
            joined[-1] = Decision(last.start, one.end, one.rule, last.plain + one.plain, others, one.doubtful)
        else:
            joined.append(one)
    return joined


def _parted(cut: list[Word], edges: Sequence[int]) -> list[Word]:
    """The words, cut again where an edge goes through one."""
    if not edges:
        return cut
    parted: list[Word] = []
    borders = iter((*edges, cut[-1].end))
    border = next(borders)
    for word in cut:
        while border <= word.start and border < cut[-1].end:
            border = next(borders)
        start = word.start
        while start < border < word.end:
            parted.append(Word(word.text[start - word.start : border - word.start], start, border, word.kind))
            start, border = border, next(borders)
        parted.append(word if start == word.start else word._replace(text=word.text[start - word.start :], start=start))
    return parted


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that end with a sentence or a line, so that a text of any length is read in small parts."""
    start = 0
    for match in _END.finditer(text):
        if match.end() - start >= _STRETCH:
            yield start, match.end()
            start = match.end()
    while start < len(text):  # what is left has no mark: a title, or a list of a million words
        yield start, min(start + _LONGEST_STRETCH, len(text))
        start += _LONGEST_STRETCH
