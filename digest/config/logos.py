"""The logo on share cards, a picture in the newsroom's folder. Part of digest.config."""

import warnings
from io import BytesIO
from pathlib import Path

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_BYTES, MOST_PX = 2_000_000, 4_096


def read(root: Path, name: str) -> bytes:
    """The bytes of a picture that can be drawn, none without a name; ValueError says what is wrong with it."""
    if not name:
        return b""
    file = (root / name).resolve()
    if not file.is_relative_to(root.resolve()):
        raise ValueError("lies outside of the newsroom's folder")
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as e:
        raise ValueError(f"cannot be read: {e.strerror}") from e
    if len(content) > MOST_BYTES:
        raise ValueError(f"has more than {MOST_BYTES // 1_000_000} MB")
    _check(content)
    return content


def wrong(root: Path, name: str) -> str:
    """What is wrong with the file, in words; empty where nothing is."""
    try:
        read(root, name)
    except ValueError as e:
        return f"{name!r} {e}"
    return ""


def _check(content: bytes) -> None:
    from PIL import Image, UnidentifiedImageError  # takes longer than reading the configuration

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=FORMATS) as picture:
                if max(picture.size) > MOST_PX:
                    raise ValueError(f"is wider or higher than {MOST_PX} pixels")
                picture.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as e:
        raise ValueError(f"is wider or higher than {MOST_PX} pixels") from e
    except (UnidentifiedImageError, OSError, SyntaxError) as e:
        raise ValueError("is no picture in PNG, JPEG or WebP") from e
