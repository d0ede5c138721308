"""Judges the end of an English sentence by the words around its stop. Floor 1.

Abbreviations, titles, initials, numbers of lists, hours, and sentences with no space between them. `sentences` finds
the marks and what closes behind them; this module only answers whether one of them ends something.
"""

import re

from digest.text import typography

# Always followed by what they belong to. Small, most of these are words or file endings: rep, rev, gov, st.
_TITLES = frozenset(
    str.split(
        "Mr Mrs Ms Mx Mme Mlle Messrs Dr Drs Prof Profs St Ste Gen Sen Sens Rep Reps Gov Govs Lt Col Capt Cpt Sgt Cpl "
        "Pvt Maj Adm Brig Cmdr Supt Insp Det Rev Hon Amb Pres Msgr Fr Mt Ft"
    )
)
_LEADING = frozenset(str.split("vs v cf viz e.g i.e h.e approx ca eds incl op"))
# Only before a number: "no." ends a sentence as well.
_COUNTED = frozenset(str.split("no nos fig figs eq art arts sec para paras vol vols p pp ch ed tel ext"))
# May end a sentence; the next word tells.
_MAYBE = frozenset(
    str.split(
        "etc inc ltd co corp jr sr bros plc esq u.s u.n u.k e.u u.s.a d.c ph.d m.d b.a m.a b.sc m.sc al dept univ govt"
    )
)
# The same, but only with a capital: he sat in the sun.
_MAYBE_NAMES = frozenset(
    str.split(
        "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun Ave Blvd Rd Hwy "
        "Calif Fla Conn Tex Va Md Ill Mich Minn Wis Ariz Colo Tenn Okla Neb Nev Penn"
    )
)
STARTERS = typography.STARTERS | frozenset(
    str.split(
        "According Among Another Are Before Being Between Beyond Can Could Despite Did Do Does Even Had Has Have "
        "Instead Is Just Last Like Likewise May Might More Much My Nearly Nobody None Nor Once One Only Other Others "
        "Perhaps Unless Please Several Should Still Thank Thanks Thus Two Three Four Five Until Was Were Whether Which "
        "Will Within Without Would Yes Officials"
    )
)
_AFTER_CLOCK = re.compile(
    r"(?:[A-Z]{2,4}|Eastern|Central|Pacific|Mountain|Local|Greenwich|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:[A-Z]\w+ ){1,2}(?:[Ss]tandard |[Dd]aylight )?[Tt]ime\b"
)
# "At 5 a.m. Mr. Smith left": the hour opens the sentence.
_CLOCK_OPENS = re.compile(
    r"(?:\A|[.!?\n][\"”’)]*\s+)(?:At|By|Around|About|Before|After|Until|Since|From)\b[^,;.!?]{0,24}\s\Z"
)
_LETTERED = frozenset(
    str.split(
        "vitamin plan hepatitis influenza group grade category appendix annex type class section part phase block team "
        "generation option schedule exhibit level stage zone room hall gate terminal"
    )
)

_WORD_BEFORE = re.compile(r"(?<![0-9])[A-Za-z][A-Za-z.]*\Z")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]|(?:[a-z]\.)+[a-z]")
_WORD_AFTER = re.compile(r"[\"'“‘(\[]*([^\W\d_]+)")
# "2. The second.", "3.1. Scope": the number stays with its text.
_NUMBERED = re.compile(
    r"(?:\A|\n|(?P<word>[A-Za-z]*)[.!?:][\"”’)]*\s+|[。！？：；•▪◦]\s*)\s*(?:\d{1,3}(?:\.\d{1,2}){0,2}|[a-z]|[ivx]{2,4})\Z"
)
_ROMAN = re.compile(r"[IVXLC]{2,}\b")


def next_word_of(follower: str) -> str:
    opened = _WORD_AFTER.match(follower)
    return opened[1] if opened else ""


def ends_with_stop(text: str, stop: int, follower: str, *, quoted: bool) -> bool:
    """Whether the full stop at `stop` ends a sentence, judged by the word before it and what follows."""
    next_word = next_word_of(follower)
    if next_word[:1].islower() or _is_numbering(text[max(0, stop - 24) : stop]):
        return False
    found = _WORD_BEFORE.search(text[max(0, stop - 24) : stop])
    if found is None:
        return True
    word = found[0].rpartition(".")[2] if not _INITIALS.fullmatch(found[0]) else found[0]  # of "journals.Mr", glued
    if _leads_on(found[0], word, follower):
        return False
    if found[0].casefold() in {"a.m", "p.m"}:
        opens = _CLOCK_OPENS.search(text[max(0, stop - 44) : stop - len(found[0])])
        return bool(next_word) and not opens and not _AFTER_CLOCK.match(follower)
    if not _is_doubtful(found[0], text[max(0, stop - 24) : stop - len(found[0])]):
        return True
    initial = re.match(r"[A-Z]\.", follower)
    return word == "etc" or (quoted and bool(next_word)) or (next_word in STARTERS and not initial)


def _is_numbering(before: str) -> bool:
    """Whether what ends here only numbers what follows: `2.`, `3.1.`, `b.`, but not the number of `vol. 3.`."""
    found = _NUMBERED.search(before)
    if found is None:
        return False
    word = found["word"] or ""
    return not (word in _MAYBE_NAMES or word in _TITLES or word.casefold() in _COUNTED)


def _leads_on(whole: str, word: str, follower: str) -> bool:
    """Whether a word with a stop belongs to what follows: a title, e.g., No. 5."""
    if word.capitalize() in _TITLES and word[0].isupper():
        return True
    if whole in _LEADING or word in _LEADING:
        return True
    small = word.casefold()
    counts = follower[0].isdigit() or bool(_ROMAN.match(follower))
    return counts and (small in _COUNTED or (len(word) == 1 and word.islower()))


def _is_doubtful(whole: str, before: str) -> bool:
    """Whether a word is an abbreviation or an initial, with which a sentence may end or not."""
    small = whole.casefold()
    if small in _MAYBE or small.rpartition(".")[2] in _MAYBE or whole in _MAYBE_NAMES:
        return True
    if not _INITIALS.fullmatch(whole):
        return False
    words = before.split()
    last = words[-1] if words else ""
    # Plan B. Officials ...; you and I. Did ...
    return not (last.casefold() in _LETTERED or (whole == "I" and last.islower()))


# --- sentences without a space between them -------------------------------------------------------------------

_GLUED = re.compile(
    r"(?P<open>[\"“‘(\[]{0,2}|—\s?)(?P<next>(?:[A-Z][A-Za-z]{0,30}|[A-Z][A-Z0-9]{1,30})(?:-[A-Za-z0-9]+)?)"
    r"(?=[\s,;:)’']|\Z|(?P<stop>\.\s))"
)
_MACHINE = re.compile(r"[/@\\_=#<>]|www\.|:\S")
_SUFFIXES = frozenset(str.split("js ts py md io net com org html pdf php xml json sql db ai tv csv doc docx"))
_TOKEN = re.compile(r"[^\s。！？，；“”]{1,48}\Z")
_GLUING = frozenset({".", "!", "?", "?!", "!?", "!!", "...", "…"})
_NUMBER = re.compile(r"\d{1,4}(?:,\d{3})*(?=\s)")
_LAST = re.compile(
    r"(?:(?P<number>\d[\d,.]*[A-Za-z%]{0,3})|(?P<word>[^\W\d_]+(?:['’][^\W\d_]{1,2})?)?)(?P<closed>[)\]\"”’]*)\Z"
)


def begins_glued(text: str, run: re.Match[str], end: int) -> bool:
    """Whether another sentence begins right at `end`: `rights.In this`, `agreed.双方`.

    Bolder than `typography.joins`, which changes the text: a wrong boundary leaves every letter where it was.
    """
    token = _TOKEN.search(text[max(0, run.start() - 48) : run.start()])
    if token is None:
        return next_word_of(text[end : end + 40]) in STARTERS
    last = _LAST.search(token[0])
    if last is None or _MACHINE.search(token[0]) or run[0] not in _GLUING:
        return False
    word = last["word"] or ""
    if word in _TITLES or word in _LEADING or token[0].casefold() in _LEADING:
        return False
    if is_han(text[end]):
        return len(word) > 1 or bool(last["closed"]) or run[0] != "." or len(last["number"] or "") > 3
    if text[end].isdigit():
        return len(word) > 2 and word.islower() and word not in _COUNTED and bool(_NUMBER.match(text, end))
    follower = _GLUED.match(text, end)
    if follower is None or not _may_open(follower):
        return False
    if end > run.end() or follower["open"]:  # a quotation mark or a bracket between the two
        return True
    if run[0] != "." and not word.islower():
        return follower["next"] in STARTERS  # Yahoo!Japan
    return _is_join(token[0], last, follower["next"])


def _may_open(follower: re.Match[str]) -> bool:
    """Whether a word may open a sentence: not the end of a file name, and with a stop of its own only a title."""
    return follower["next"].casefold() not in _SUFFIXES and (not follower["stop"] or follower["next"] in _TITLES)


def _is_join(token: str, last: re.Match[str], follower: str) -> bool:
    word = last["word"] or ""
    starts = follower in STARTERS
    if last["closed"] or last["number"]:
        return bool(last["closed"]) or starts or (len(follower) > 2 and len(last["number"]) > 1)
    if _INITIALS.fullmatch(token) or len(word) < 2:
        return starts and "." in token and token.isupper() and follower not in {"Mr", "Mrs", "Ms", "Dr", "A", "I"}
    if starts:
        return not (word.casefold() in _COUNTED and follower == "I")
    plain = len(word) > 2 or word.islower() or word.isupper()
    return plain and len(follower) > (1 if word.islower() and len(word) > 2 else 2) and "." not in token


def is_han(letters: str) -> bool:
    return bool(letters) and ("\u4e00" <= letters[0] <= "\u9fff" or "\u3400" <= letters[0] <= "\u4dbf")
