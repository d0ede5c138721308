"""Whether a sentence is in the article's language and script."""

from collections.abc import Iterator

import regex

from digest.model import Language

_HAN = regex.compile(r"\p{Han}")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}]")
_LATIN_WORD = regex.compile(r"\p{Latin}[\p{Latin}’'-]*")
_SIMPLIFIED = frozenset(
    "这来对说时会为们国发个经过进动还问开关长东车马见贝门书习业乐买乱争亲仅从众优传伤伦伟侧务剧劳势单卖卫厂历压县双变号叶听员响团园围图"
)
_TRADITIONAL = frozenset(
    "這來對說時會為們國發個經過進動還問開關長東車馬見貝門書習業樂買亂爭親僅從眾優傳傷倫偉側務劇勞勢單賣衛廠歷壓縣雙變號葉聽員響團園圍圖"
)


def faults(text: str, language: Language) -> Iterator[str]:
    """One fault when the sentence is plainly in another language or script than the article."""
    han, latin = len(_HAN.findall(text)), len(_LATIN_WORD.findall(text))
    kana = len(_KANA.findall(text))
    if language is Language.EN and han + kana > latin:
        yield "it is not in English"
    if language in {Language.ZH_HANS, Language.ZH_HANT}:
        if (kana > 2 and kana * 4 > han) or latin > han:
            yield "it is not in Chinese"
        yield from _script(text, language)


def _script(text: str, language: Language) -> Iterator[str]:
    simplified = sum(letter in _SIMPLIFIED for letter in text)
    traditional = sum(letter in _TRADITIONAL for letter in text)
    own, other = (simplified, traditional) if language is Language.ZH_HANS else (traditional, simplified)
    if other >= 3 and other > own:
        yield "it is in the other script"
