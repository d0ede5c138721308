"""Checks of the writing: scripts, pairs of marks, words of another catalogue. Part of digest.preflight.

A text is judged as it stands in the edition; what a file holds beside those texts (its fixed words, and what somebody
wrote into it) is judged in the file, so that one fault is one finding.
"""

import re
from collections.abc import Callable, Iterator, Mapping

import regex

from digest.model import Language, Said, Variant, said
from digest.preflight.findings import Remark, blocker, named, warning
from digest.preflight.sheet import HTML, Sheet, at
from digest.text import language

_SCRIPTS = {
    Variant.ZH_HANS: Language.ZH_HANS,
    Variant.ZH_HANT_TW: Language.ZH_HANT,
    Variant.ZH_HANT_HK: Language.ZH_HANT,
}
_NAMES = {Language.ZH_HANS: "Simplified", Language.ZH_HANT: "Traditional"}
_ENOUGH = 6  # Han characters that make a text, and no name or quotation


# --- scripts ---------------------------------------------------------------------------------------------------


def other_script(sheet: Sheet) -> Iterator[Remark]:
    """Simplified characters in Traditional text and the other way round; a whole text of them blocks."""
    script = _SCRIPTS.get(sheet.variant)
    if script is None:
        return
    other = Language.ZH_HANS if script is Language.ZH_HANT else Language.ZH_HANT
    known: set[str] = set()
    for story, field, text in sheet.fields():
        strange = language.of_other_script(text, script)
        if not strange:
            continue
        known.update(strange)
        where = at(story, field, text.index(strange[0]))
        if sum(map(language.is_han, text)) >= _ENOUGH and language.detect(text) is other:
            yield blocker(
                said(
                    "The {field} is written in {script}: {text}",
                    field=named(field),
                    script=said(_NAMES[other]),
                    text=text[:24],
                ),
                where,
            )
        else:
            yield warning(_strange("{other} in a {script} text: {letters}", other, script, strange), where)
    for file, text, offset in _texts(sheet):
        strange = "".join(each for each in language.of_other_script(text, script) if each not in known)
        if strange:
            known.update(strange)
            place = sheet.place(file, offset + text.index(strange[0]))
            yield warning(_strange("{other} in a {script} draft: {letters}", other, script, strange), place)


def _strange(wording: str, other: Language, script: Language, letters: str) -> Said:
    listed = " ".join(dict.fromkeys(letters))
    return said(wording, other=said(_NAMES[other]), script=said(_NAMES[script]), letters=listed)


def _texts(sheet: Sheet) -> Iterator[tuple[str, str, int]]:
    """Each text that a reader sees, with its file and place: stretches of the mail, and whole posts.

    What the mail says is in another language or script, a way to change over among it, may be.
    """
    if page := sheet.html:
        for each in page.shown:
            if _is_own(each.lang, sheet.variant):
                yield HTML, each.text, each.start
    for file, _, text in sheet.posts():
        yield file.filename, text, 0


def _is_own(lang: str, variant: Variant) -> bool:
    """Whether a passage marked so is in the mail's own language and script, and not the name of another edition."""
    marked, own = lang.lower().split("-"), variant.value.lower().split("-")
    scripts = {"hans", "hant"}.intersection(marked)
    return marked[0] in ("", own[0]) and scripts.issubset(own)


# --- pairs -----------------------------------------------------------------------------------------------------

_PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")", "[": "]", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
# "1) first", "a) second" and ":-)" close nothing that was opened.
_NO_PAIR = regex.compile(r"(?<!\S)(?:\w{1,2}|[ivx]{1,4})[)）]|[:;][-']?[()](?!\S)|https?://[^\s（）「」《》]+")


def unpaired(sheet: Sheet) -> Iterator[Remark]:
    """Quotation marks and brackets that are opened and not closed, or closed and not opened."""
    faulty: list[str] = []
    for story, field, text in sheet.fields():
        place = first_unpaired(text)
        if place is not None:
            faulty.append(text)
            words = _alone(text, place)
            yield warning(words, at(story, field, place))
    for file, _, text in sheet.posts():
        place = first_unpaired(text)
        if place is not None and not any(each[:12] in text for each in faulty):
            words = _alone(text, place)
            yield warning(words, sheet.place(file.filename, place))


def _alone(text: str, place: int) -> Said:
    around = text[max(place - 8, 0) : place + 9].replace("\n", " ")
    return said("{mark} has no partner: …{around}…", mark=text[place], around=around)


def first_unpaired(text: str) -> int | None:
    """Where the first mark stands that has no partner; None when all have one."""
    bare = _NO_PAIR.sub(lambda found: " " * len(found[0]), text)
    if "„" in bare:  # opened as in German, closed by what opens elsewhere
        return None
    opened: list[int] = []
    for place, mark in enumerate(bare):
        if mark in _PAIRS:
            opened.append(place)
        elif mark in _CLOSING:
            if not opened or bare[opened[-1]] != _CLOSING[mark]:
                return place
            opened.pop()
    return opened[0] if opened else None


# --- fixed words -----------------------------------------------------------------------------------------------

_FIELD = re.compile(r"\\\{\w+\\\}")


def foreign_wording(sheet: Sheet) -> Iterator[Remark]:
    """Fixed words of the drafts in another language than the audience's: a catalogue or a template was forgotten."""
    is_foreign = _foreign(sheet)
    told = {story.headline.strip() for story in sheet.issue.stories}
    for file, text, offset in _texts(sheet):
        at_line = offset
        for each in text.split("\n"):
            if (variant := is_foreign(each.strip(" →·•"))) and each.strip() not in told:
                words = said(
                    "“{text}” is the wording for {variant}, not for {own}.",
                    text=each.strip(),
                    variant=variant,
                    own=sheet.variant,
                )
                yield blocker(words, sheet.place(file, at_line))
            at_line += len(each) + 1


def _foreign(sheet: Sheet) -> Callable[[str], Variant | None]:
    own = _wordings(sheet, sheet.variant)
    patterns: Mapping[str, Variant] = {
        pattern: variant
        for variant in Variant
        if variant is not sheet.variant and variant in sheet.catalogues
        for pattern in _wordings(sheet, variant) - own
    }
    if not patterns:
        return lambda text: None
    others = [(re.compile(pattern), variant) for pattern, variant in patterns.items()]
    ours = re.compile("|".join(own) or "(?!)")
    whole = re.compile("|".join(patterns))

    def variant_of(text: str) -> Variant | None:
        if not whole.fullmatch(text) or ours.fullmatch(text):
            return None
        return next((variant for pattern, variant in others if pattern.fullmatch(text)), None)

    return variant_of


def _wordings(sheet: Sheet, variant: Variant) -> set[str]:
    """Patterns of the whole wordings of a variant that say enough to be told from other text."""
    words = sheet.catalogues[variant]
    every = [*words.single.values(), *(form for forms in words.plural.values() for form in forms)]
    return {_FIELD.sub(".{1,80}?", re.escape(each)) for each in every if _says_enough(each)}


def _says_enough(wording: str) -> bool:
    fixed = re.sub(r"\{\w+\}", "", wording)
    return sum(map(language.is_han, fixed)) >= 2 or sum(map(str.isalpha, fixed)) >= 4
