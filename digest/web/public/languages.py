"""In which variant a page is shown. Part of digest.web.public."""

from collections.abc import Mapping, Sequence

from digest.model import Variant
from digest.render.links import EDITIONS

NAMES: Mapping[Variant, str] = {variant: names[1] for variant, names in EDITIONS.items()}
"""What each variant calls itself."""

_TAGS = {
    "en": Variant.EN,
    "zh": Variant.ZH_HANS,
    "zh-hans": Variant.ZH_HANS,
    "zh-cn": Variant.ZH_HANS,
    "zh-sg": Variant.ZH_HANS,
    "zh-my": Variant.ZH_HANS,
    "zh-hant": Variant.ZH_HANT_TW,
    "zh-tw": Variant.ZH_HANT_TW,
    "zh-hk": Variant.ZH_HANT_HK,
    "zh-mo": Variant.ZH_HANT_HK,
    "zh-hant-hk": Variant.ZH_HANT_HK,
    "zh-hant-mo": Variant.ZH_HANT_HK,
    "yue": Variant.ZH_HANT_HK,
}


def chosen(named: str, accepted: str, otherwise: Variant | None, made: Sequence[Variant]) -> Variant:
    """The variant that the address names, else the reader's own, else what the browser asks for first that we have."""
    if named in tuple(Variant):
        return Variant(named)
    if otherwise:
        return otherwise
    found = [variant for tag in _asked(accepted) if (variant := _known(tag)) and variant in made]
    return found[0] if found else (made[0] if made else Variant.EN)


def _asked(accepted: str) -> list[str]:
    """The tags of an Accept-Language, the most wanted first (RFC 9110, 12.5.4)."""
    weighed = []
    for place, each in enumerate(accepted[:1000].split(",")):
        tag, _, parameter = each.partition(";")
        try:
            weight = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weight = 0.0
        weighed.append((-weight, place, tag.strip().lower()))
    return [tag for weight, _, tag in sorted(weighed) if weight < 0]  # 0 means: not this one


def _known(tag: str) -> Variant | None:
    """The variant for a tag, or for what is left of it without its last parts."""
    while tag:
        if tag in _TAGS:
            return _TAGS[tag]
        tag = tag.rpartition("-")[0]
    return None
