"""What can be said of a draft by its form alone: empty, cut off, foreign, marked up, talking about itself.

Part of digest.summarizers.guards. Facts are not looked at here.
"""

from collections.abc import Iterator

import regex

from digest.model import Article, Budget, Language
from digest.summarizers import lead
from digest.summarizers.guards import talk, tokens
from digest.summarizers.guards.evidence import balanced
from digest.text import language, typography

_FINISHED = regex.compile(r"[.!?。！？][”’」』）)\"'»》]*$")
_TRAILS_OFF = regex.compile(r"(?:…|\.{2,}|。{2,})[”’」』）)\"'»》]*$")
# A stop behind one of these ends no sentence: the text was cut there.
_CUT_LATIN = frozenset(
    str.split(
        "a an the and or but of to in on at by for from with into as than that which who whose his her its their our "
        "is are was were be been has have had will would could should may might vs very more most Mr Mrs Ms Dr Prof St"
    )
)
_CUT_HAN = regex.compile(r"[和与與及或在将將被把從从向于於并並而且但若其该該这這第每]$")
_MARKUP = regex.compile(
    r"<[^<>\s][^<>]{0,200}>|</|&\#?\w{1,31};|```|`[^`]+`|\*\*|__\w|^\s*(?:[#>*•–-]\s|\d{1,2}[.)]\s)|\]\(|\[/?\w+\]"
    r"|[{}\\|]|\[INST|https?:|www\.|\S@\S+\.\w|\bthink>|\p{Extended_Pictographic}(?<![©®™0-9])",
    regex.IGNORECASE,
)
_LATIN_RUN = regex.compile(r"(?:[A-Za-z][A-Za-z'’,-]*\s+){5,}[A-Za-z]+")
_MOST_SENTENCES = 8
_LONGEST_SENTENCE = 1500  # characters; whatever is longer is no sentence, even if it counts as one word
_FEWEST_WORDS_TO_TELL = 6  # shorter sentences may have no word that only English has


def faults(article: Article, texts: tuple[str, ...], budget: Budget) -> tuple[str, ...]:
    """What is wrong with the form of the whole draft, whose sentences are `texts`."""
    if not any(text.strip() for text in texts):
        return ("it is empty",)
    reasons = []
    spaced = is_spaced(article)
    used, limit = sum(lead.length(text, spaced) for text in texts), budget.words if spaced else budget.characters
    if used > limit:
        reasons.append(f"it has {used} {'words' if spaced else 'characters'}, {limit} are allowed")
    if len(texts) > _MOST_SENTENCES:
        reasons.append(f"it has {len(texts)} sentences, {_MOST_SENTENCES} are enough")
    keys = [typography.normal(text) for text in texts]
    if len(set(keys)) < len(keys):
        reasons.append("it says a sentence twice")
    if not _speaks(article, (" " if spaced else "").join(texts)):
        reasons.append(f"it is not in the language and script of the article ({article.language})")
    return tuple(reasons)


def sentence_faults(article: Article, text: str, *, verbatim: bool) -> Iterator[str]:
    """What is wrong with the form of one sentence; a `verbatim` one may talk as the article does."""
    if not text.strip() or not regex.search(r"\p{L}", text):
        yield "it is empty"
        return
    if len(text) > _LONGEST_SENTENCE:
        yield f"it is longer than {_LONGEST_SENTENCE} characters"
    if typography.clean_controls(text) != text or regex.search(r"[\n\r\t]", text):
        yield "it holds line ends or characters that cannot be seen"
    if _MARKUP.search(text):
        yield "it holds markup, a link, an address or a list mark"
    if not balanced(text):
        yield "a quotation mark or bracket has no partner"
    if not _is_finished(text):
        yield "it does not end as a sentence does"
    if not verbatim and talk.is_talk(tokens.plain(text)):
        yield "it talks about the summary, the article or the task"
    if not _speaks(article, text):
        yield f"it is not in the language and script of the article ({article.language})"


def is_spaced(article: Article) -> bool:
    """Whether length is counted in words."""
    return article.language not in {Language.ZH_HANS, Language.ZH_HANT, Language.JA}


def _is_finished(text: str) -> bool:
    bare = text.rstrip()
    if not _FINISHED.search(bare) or _TRAILS_OFF.search(bare):
        return False
    inside = regex.sub(r"[.!?。！？”’」』）)\"'»》\s]+$", "", bare)
    last = regex.search(r"[\p{L}'’]+$", inside)
    if last and last[0].isascii():
        return last[0] not in _CUT_LATIN  # the month of May ends a sentence
    return not _CUT_HAN.search(inside) and not regex.search(r"[，、；：,;:“「（(]$", inside)


def _speaks(article: Article, text: str) -> bool:
    """Whether `text` may stand in a summary of the article, by language and script."""
    wanted, found = article.language, language.detect(text)
    han = sum(token.is_han for token in tokens.tokens(text))
    words = sum(not token.is_han and token.text[0].isalpha() for token in tokens.tokens(text))
    if wanted is Language.EN:
        unsure = found is Language.UNDETERMINED and _may_be_english(text, words)
        return han * 2 <= words and (found is Language.EN or unsure)
    if wanted in {Language.ZH_HANS, Language.ZH_HANT}:
        return han >= words and not _LATIN_RUN.search(text) and found in {wanted, Language.UNDETERMINED}
    if wanted is Language.JA:
        return han + len(regex.findall(r"[\p{Katakana}\p{Hiragana}]", text)) > words
    return True


def _may_be_english(text: str, words: int) -> bool:
    return words < _FEWEST_WORDS_TO_TELL and all(letter < "\u0250" or not letter.isalpha() for letter in text)
