"""Draws docs/cards.png: share cards of the sample's weekly issue, one in each size. Run it with `make picture`."""

import tempfile
from io import BytesIO
from pathlib import Path

from picture import AS_OF, DOCS
from PIL import Image

from digest import chinese, newsroom, pipeline, starter, typefaces
from digest.platforms import CardSize
from digest.render import cards
from digest.render.cards import making

# Audience, place in its issue, size of the card, where it stands in the picture: all at half their size.
SHOWN = (
    ("international", 3, "1200x675", (32, 32)),
    ("hongkong", 0, "1200x675", (664, 32)),
    ("taiwan", 2, "1080x1080", (32, 402)),
    ("mainland", 3, "1080x1440", (604, 402)),
    ("international", 6, "1080x1080", (32, 974)),
    ("mainland", 0, "900x383", (604, 1154)),
)
SIZE, GROUND = (1296, 1546), "#DFE6EB"


def main() -> None:
    sheet = Image.new("RGB", SIZE, GROUND)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        starter.copy(root)
        with newsroom.open_desk(root) as desk:
            now, letter = AS_OF["weekly"], desk.settings.newsletters["weekly"]
            pipeline.ingest(desk, tuple(desk.settings.sources.values()), now=now)
            due, window = pipeline.due_window(letter, now)
            built = pipeline.build(desk, letter, window=window, due=due, now=now, dry_run=True)
            room = desk.settings.newsroom
            workshop = making.Workshop(
                newsroom=room, faces=typefaces.installed(cards.wanted(room.theme)), cut=chinese.cut, version=""
            )
            for audience, place, size, corner in SHOWN:
                width, height = map(int, size.split("x"))
                words = desk.templates.words(desk.settings.audiences[audience].variant)
                wanted = [(place, CardSize(width=width, height=height))]
                (file,) = making.make(built.editions[audience], wanted, words, workshop, {}).files
                card = Image.open(BytesIO(file.content)).convert("RGB")
                sheet.paste(card.resize((width // 2, height // 2), Image.Resampling.LANCZOS), corner)
    sheet.quantize(128, dither=Image.Dither.NONE).save(DOCS / "cards.png", optimize=True)


if __name__ == "__main__":
    main()
