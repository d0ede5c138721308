"""The languages articles are written in and the forms audiences read. Part of digest.model."""

from enum import StrEnum


class Language(StrEnum):
    """Language and script of a text (BCP 47 where one fits)."""

    EN = "en"
    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    JA = "ja"
    MIXED = "mixed"
    UNDETERMINED = "undetermined"


class Variant(StrEnum):
    """The written form an audience reads."""

    EN = "en"
    ZH_HANS = "zh-Hans"
    ZH_HANT_TW = "zh-Hant-TW"
    ZH_HANT_HK = "zh-Hant-HK"
