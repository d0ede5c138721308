"""Colours as WeChat's reading view shows them in dark mode. Part of digest.preflight.

WeChat turns the colours of an article over by itself. What is here follows its description of how it does that
(github.com/wechatjs/mp-darkmode, doc/cn/principle.md): white and grey grounds are turned over, tinted ones only dimmed;
letters keep their colour where it is far enough from the ground, and are turned over in lightness where it is not.
"""

import re
from colorsys import hls_to_rgb, rgb_to_hls

Colour = tuple[int, int, int]

GROUND: Colour = (0x19, 0x19, 0x19)  # of the page in dark mode
LETTERS: Colour = (0xA3, 0xA3, 0xA3)

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgb\(\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*\)")

_WHITE = 250  # perceived brightness from which a colour counts as white
_BRIGHTEST_GROUND = 190
_DARKEST_GROUND = 22  # lightness in per cent
_FAR_ENOUGH = 65  # of letters from their ground, in perceived brightness
_BRIGHT_GROUND = 100
_TURNED = 40  # lightness up to which letters are turned over


def read(value: str) -> Colour | None:
    """The colour that a style names as #RGB, #RRGGBB or rgb(r, g, b); None for every other way to name one."""
    if parts := _RGB.fullmatch(value.strip().lower()):
        red, green, blue = (min(255, int(each)) for each in parts.groups())
        return red, green, blue
    if not (found := _HEX.fullmatch(value.strip().lower())):
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def written(colour: Colour) -> str:
    """The colour as #rrggbb."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def ground(colour: Colour) -> Colour:
    """What becomes of a background."""
    hue, saturation, lightness = _hsl(colour)
    bright = _brightness(colour)
    if (saturation == 0 and lightness > _TURNED) or bright > _WHITE:
        return _rgb(0, 0, min(100.0, 100 + _hsl(GROUND)[2] - lightness))
    if bright > _BRIGHTEST_GROUND:
        return _brought_to(_BRIGHTEST_GROUND, colour)
    return _rgb(hue, saturation, _DARKEST_GROUND) if lightness < _DARKEST_GROUND else colour


def letters(colour: Colour, on: Colour) -> Colour:
    """What becomes of letters on a ground that has been turned over already."""
    bright, behind = _brightness(colour), _brightness(on)
    furthest = _brightness(LETTERS) - _brightness(GROUND)
    if bright >= _WHITE:
        return colour
    if abs(bright - behind) > furthest and behind <= _brightness(GROUND) + 2:
        return _brought_to(furthest + behind, colour)
    if abs(bright - behind) >= _FAR_ENOUGH:
        return colour
    hue, saturation, lightness = _hsl(colour)
    if behind >= _BRIGHT_GROUND:
        if lightness > 90 - _TURNED:
            return letters(_rgb(hue, saturation, 90 - lightness), on)
        return _brought_to(min(furthest, behind - _FAR_ENOUGH), colour)
    if lightness <= _TURNED:
        return letters(_rgb(hue, saturation, 90 - lightness), on)
    return _brought_to(min(furthest, behind + _FAR_ENOUGH), colour)


def _brightness(colour: Colour) -> float:
    """As eyes see it (W3C, Techniques For Accessibility Evaluation and Repair Tools, 2.2)."""
    red, green, blue = colour
    return (red * 299 + green * 587 + blue * 114) / 1000


def _brought_to(brightness: float, colour: Colour) -> Colour:
    now = _brightness(colour)
    red, green, blue = (min(255, round(each * brightness / now)) if now else round(brightness) for each in colour)
    return red, green, blue


def _hsl(colour: Colour) -> tuple[float, float, float]:
    hue, lightness, saturation = rgb_to_hls(*(each / 255 for each in colour))
    return hue, 100 * saturation, 100 * lightness


def _rgb(hue: float, saturation: float, lightness: float) -> Colour:
    red, green, blue = (round(255 * each) for each in hls_to_rgb(hue, lightness / 100, saturation / 100))
    return red, green, blue
