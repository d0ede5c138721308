"""Which OpenCC configurations lead from one written form of Chinese to another. Part of digest.chinese, floor 2.

The one place where that choice is made. An empty row means that there is nothing to convert: the text is in the
target's own form, or it is Traditional of an undeclared region, which is never guessed. The phrase tables (s2twp,
s2hkp) are not used: on news text they are wrong nearly as often as right; the project's own terms do that work.
"""

from collections.abc import Mapping

from digest.model import Language, Variant

HANS, HANT = Language.ZH_HANS.value, Language.ZH_HANT.value
TW, HK = Variant.ZH_HANT_TW.value, Variant.ZH_HANT_HK.value

# (the form the text is in, the variant it is wanted in) -> configurations, applied one after the other.
CONFIGURATIONS: Mapping[tuple[str, str], tuple[str, ...]] = {
    (HANS, HANS): (),
    (HANS, TW): ("s2tw",),
    (HANS, HK): ("s2hk",),
    (HANT, HANS): ("tw2s",),  # which knows 看著 and the glyphs of both regions
    (HANT, TW): (),
    (HANT, HK): (),
    (TW, HANS): ("tw2s",),
    (TW, TW): (),
    (TW, HK): ("tw2t", "t2hk"),
    (HK, HANS): ("hk2s",),
    (HK, TW): ("hk2t", "t2tw"),
    (HK, HK): (),
}

# OpenCC's form of the general Traditional character -> the region's, for one character that a table of ours names.
REGIONAL: Mapping[str, str] = {TW: "t2tw", HK: "t2hk"}
# The target's own choice before OpenCC's: 公布 and 分布 in both, 帳 and 濕 in Taiwan, as the laws write them.
GLYPHS: Mapping[str, tuple[tuple[str, str], ...]] = {
    TW: (("帳", "賬"), ("濕", "溼"), ("凌", "淩"), ("布", "佈")),
    HK: (("凌", "淩"), ("布", "佈"), ("群", "羣"), ("峰", "峯"), ("啟", "啓")),  # as its government's pages have them
    HANS: (("什么", "甚么"),),
}


def configurations(source: str, target: str) -> tuple[str, ...]:
    """The OpenCC configurations from `source` (zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK) to `target`, in order.

    Empty when nothing is to be done, as for any text that is not Chinese and for the English variant.
    """
    return CONFIGURATIONS.get((source, target), ())
