"""A laid-out card as a PNG. Part of digest.render.cards.

Its colours are few and known: each ink in 32 steps from what it stands on. So the picture has a palette, which makes it
a third as large as one in full colour, and plain areas have exactly the colour they should have.
"""

from functools import cache
from io import BytesIO
from math import ceil

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from digest.render.cards.layout import Box, Layout, Line
from digest.render.cards.letters import Pair, wanted

_STEPS = 32
_KEY = "Card"  # the keyword of the text chunk that says what a card was drawn from
_TIGHT = "tight"
_COMPRESSION = 6

_Ramp = tuple[str, str]  # a ground and an ink


def draw(layout: Layout, letters: Pair, key: str, logo: bytes = b"") -> bytes:
    """The PNG; `key` says in it what it was drawn from, `logo` is the picture for the place that the layout has."""
    solid = [(layout.ground, block.colour) for block in layout.blocks]
    ramps: tuple[_Ramp, ...] = tuple(dict.fromkeys((*solid, *((line.ground, line.colour) for line in layout.lines))))
    picture = Image.new("P", (layout.size.width, layout.size.height), 0)
    picture.putpalette(_palette(ramps))
    for block in layout.blocks:
        picture.paste(_STEPS * ramps.index((layout.ground, block.colour)) + _STEPS - 1, block.box)
    for line in layout.lines:
        mask, left, top = _mask(line, letters)
        picture.paste(mask.point(_steps(ramps.index((line.ground, line.colour)))), (left, top), mask.point(_INKED))
    if layout.logo:
        picture = _with_logo(picture, logo, layout.logo)
    chunk = PngInfo()
    chunk.add_text(_KEY, f"{key} {_TIGHT if layout.tight else ''}")
    file = BytesIO()
    picture.save(file, "PNG", compress_level=_COMPRESSION, pnginfo=chunk)
    return file.getvalue()


def drawn_from(content: bytes) -> tuple[str, bool]:
    """The key of a card that was drawn here, and whether its headline is tight; an empty key for what is none."""
    begin = content.find(f"tEXt{_KEY}\0".encode(), 0, 2048)
    if begin < 4:
        return "", False
    length = int.from_bytes(content[begin - 4 : begin])
    key, _, tight = content[begin + 4 : begin + 4 + length].partition(b"\0")[2].decode("latin-1").partition(" ")
    return key, tight == _TIGHT


def _with_logo(picture: Image.Image, logo: bytes, box: Box) -> Image.Image:
    """The picture, in full colour, with the logo."""
    whole = picture.convert("RGB")
    with Image.open(BytesIO(logo)) as opened:
        small = opened.convert("RGBA").resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.LANCZOS)
    whole.paste(small, box, small)
    return whole


def logo_size(logo: bytes) -> tuple[int, int]:
    """The width and height of a logo."""
    with Image.open(BytesIO(logo)) as opened:
        return opened.size


def _mask(line: Line, letters: Pair) -> tuple[Image.Image, int, int]:
    """How much ink is where, 0 to 255; and where its upper left corner stands on the card."""
    room = 2 * line.px  # on all sides, for marks that hang out and letters with accents
    weight = letters.weight(bold=line.bold)
    width = ceil(weight.width(line.text, line.px)) + 2 * room
    mask = Image.new("L", (width, 2 * room), 0)
    pen, font = ImageDraw.Draw(mask), weight.font(line.px)
    for span in weight.spans(line.text, line.px):
        pen.text((room + span.x, room), span.text, fill=255, font=font, anchor="ls", features=wanted(span))
    return mask, line.x - room, line.y - room


def _palette(ramps: tuple[_Ramp, ...]) -> list[int]:
    """Red, green and blue of each step of each ramp."""
    return [
        round(begin + (end - begin) * step / (_STEPS - 1))
        for ground, ink in ramps
        for step in range(_STEPS)
        for begin, end in zip(_rgb(ground), _rgb(ink), strict=True)
    ]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _step(level: int) -> int:
    return round(level * (_STEPS - 1) / 255)


@cache
def _steps(ramp: int) -> list[int]:
    """For each darkness, the place of its colour in the palette."""
    return [_STEPS * ramp + _step(level) for level in range(256)]


_INKED = [255 if _step(level) else 0 for level in range(256)]
