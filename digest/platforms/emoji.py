"""Emoji as X's counter sees them: every one there is, and those that its published code knows. Floor 1, pure.

`composed` follows UTS #51: whatever may be shown as one picture is one. `published` knows the pictures of 2018
(Emoji 11), as the last release of twitter-text does; what came later falls into its parts (twitter-text issue 369).
"""

from functools import cache

import regex

_TONE = r"[\U0001F3FB-\U0001F3FF]"
_JOIN = r"\u200d"
_PICTURE = r"\ufe0f"  # asks for the coloured picture of the character before it


@cache
def composed() -> "regex.Pattern[str]":
    """One emoji: a flag, a key cap, or pictures joined by U+200D with skin tones and tags."""
    picture = (
        rf"(?:\p{{Emoji_Presentation}}{_PICTURE}?|\p{{Extended_Pictographic}}{_PICTURE}"
        rf"|\p{{Extended_Pictographic}}(?=\p{{Emoji_Modifier}}|{_JOIN}\p{{Extended_Pictographic}}))"
        r"\p{Emoji_Modifier}?"
    )
    joined = rf"(?:{_JOIN}\p{{Extended_Pictographic}}{_PICTURE}?\p{{Emoji_Modifier}}?)*+"
    tags = r"(?:[\U000e0020-\U000e007e]++\U000e007f)?"
    return regex.compile(rf"\p{{Regional_Indicator}}{{2}}|[0-9#*]{_PICTURE}?\u20e3|{picture}{tags}{joined}")


# What twitter-text 3.1.0 takes for one emoji of more than one character; alone, each character weighs as much as one.
_WORK = "[\u2695\u2696\u2708]\ufe0f|[🌾🍳🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦰🦱🦲🦳]"
_SPORT = "[🏋🏌🕴🕵⛹]"
_PERSON = "[🏃🏄🏊👮👱👳👷💁💂💆💇🙅-🙇🙋🙍🙎🚣🚴-🚶🤦🤵🤷-🤹🤽🤾🦸🦹🧖-🧝]"
_TWINS = "[👯🤼🧞🧟]"
_FAMILIES = (
    "(?:👨\u200d[👨👩]|👩\u200d👩)\u200d(?:👦\u200d👦|👧\u200d[👦👧])|(?:👨\u200d❤\ufe0f\u200d(?:💋\u200d)?👨"
    "|👩\u200d❤\ufe0f\u200d(?:💋\u200d)?[👨👩])|[👨👩]\u200d(?:👦\u200d👦|👧\u200d[👦👧])"
    "|(?:👨\u200d[👨👩]|👩\u200d👩)\u200d[👦👧]|🏳\ufe0f\u200d🌈|🏴\u200d☠\ufe0f|👁\u200d🗨|[👨👩]\u200d[👦👧]"
)
_TONED = (
    "[🏋🏌🕴🕵🖐☝⛷⛹✌✍]\ufe0f?|[🎅🏂-🏄🏇🏊👂👃👆-👐👦-👩👮👰-👸👼💁-💃💅-💇💪🕺🖕🖖🙅-🙇🙋-🙏🚣🚴-🚶🛀🛌"
    "🤘-🤜🤞🤟🤦🤰-🤹🤽🤾🦵🦶🦸🦹🧑-🧝✊✋]"
)
# Characters that have a plain and a coloured form; U+267E and what came after 2018 are not among them.
_TWO_FORMS = (
    r"[[\p{Emoji}--\p{Emoji_Presentation}--[0-9#*\u267e\u26a7\U0001F6D6-\U0001F6DF]]"
    "🀄🈚🈯⌚⌛◽◾☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛔⛪⛲⛳⛵⛺⛽❗⬛⬜⭐⭕]"
)


# England, Scotland and Wales, spelt in tag letters.
_NATIONS = "|".join("".join(chr(0xE0000 + ord(each)) for each in f"gb{end}\x7f") for end in ("eng", "sct", "wls"))


@cache
def published() -> "regex.Pattern[str]":
    """One emoji of several characters as twitter-text 3.1.0 knows it; the longest form first, as there."""
    forms = (
        f"[👨👩]{_TONE}?{_JOIN}(?:{_WORK})",
        f"{_SPORT}(?:{_TONE}|{_PICTURE}){_JOIN}[♀♂]{_PICTURE}",
        f"{_PERSON}{_TONE}?{_JOIN}[♀♂]{_PICTURE}",
        f"{_TWINS}{_JOIN}[♀♂]{_PICTURE}",
        _FAMILIES,
        rf"[0-9#*]{_PICTURE}?\u20e3",
        f"(?:{_TONED}){_TONE}",
        f"{_TWO_FORMS}{_PICTURE}",
        rf"🏴(?:{_NATIONS})",
        r"\p{Regional_Indicator}{2}",
    )
    return regex.compile("|".join(forms), regex.VERSION1)
