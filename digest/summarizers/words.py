"""The words of a text as a measure of what it is about: stems of words, pairs of characters. Floor 2: pure."""

from functools import lru_cache

from digest.summarizers import patterns, signs

_TOKEN = patterns.Pattern(
    r"[\p{Han}\p{Hiragana}\p{Katakana}]+|[[\p{L}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}]]+(?:[.,]\p{N}+)*", patterns.V1
)
_ENDINGS = ("ing", "ed", "es", "s", "ly")
_STOP = frozenset(
    str.split(
        "a an the and or but nor so yet if then than that this these those there here of in on at by for with "
        "about against "
        "between into through during before after above below to from up down out off over under again further "
        "once as is "
        "are was were be been being am do does did doing have has had having can could may might must shall "
        "should will "
        "would i me my we our us you your he him his she her hers it its they them their what which who whom "
        "whose when "
        "where why how all any both each few more most other some such no not only own same too very s t don "
        "just also "
        "now while because until since however one two said says say told new year years time people like get "
        "make made "
        "including include us mr mrs ms dr per via among within"
    )
)
_EMPTY = frozenset(  # Han characters that carry grammar, in both scripts
    "的了是在和与與及或对對为為这這那其之于於而则則也都就还還又并並但将將把被从從向以等个個们們我你他她它您咱不没沒有会會能可要去来來上下中里裏到说說地得着著过過让讓给給很更最吗嗎呢吧啊么麼什所自由此因如何则後后时時候样樣些种種"
)

_FIRST_EAST_ASIAN = "\u3040"  # of the scripts that the pattern above takes apart from words


def tokens(text: str) -> tuple[str, ...]:
    """What `text` is about, in order, with repetitions: stems of words that carry meaning, pairs of characters."""
    found: list[str] = []
    for run in _TOKEN.findall(signs.folded(text.casefold())):
        if run[0] >= _FIRST_EAST_ASIAN:
            found += _pairs(run)
        elif run not in _STOP and (len(run) > 1 or run.isdigit()):
            found.append(_stem(run))
    return tuple(found)


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1) if run[at] not in _EMPTY and run[at + 1] not in _EMPTY]


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    """The word without a common ending: coarse, but the same for what belongs together."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
