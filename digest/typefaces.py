"""The fonts on this machine, for share cards. Floor 3: asks fontconfig, opens no font, writes nothing."""

import shutil
import subprocess
from collections.abc import Collection, Iterator

from digest.render.cards import Face

_PROGRAM = "fc-list"
_FIELDS = ("%{file}", "%{index}", "%{family}", "%{weight}", "%{slant}", "%{fontversion}", "%{charset}")
_LONGEST_S = 20
# Weights of fontconfig, from fontconfig.h, beside those of CSS.
_WEIGHTS = (
    (0, 100),
    (40, 200),
    (50, 300),
    (55, 350),
    (75, 380),
    (80, 400),
    (100, 500),
    (180, 600),
    (200, 700),
    (205, 800),
    (210, 900),
)


def installed(families: Collection[str]) -> tuple[Face, ...]:
    """The upright fonts of `families`, in a fixed order; none where there is no fontconfig to ask."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return ()
    try:
        done = subprocess.run(
            [program, "--format", "\t".join(_FIELDS) + "\n"],
            capture_output=True,
            timeout=_LONGEST_S,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    lines = done.stdout.decode(errors="replace").splitlines()
    found = {(face.family, face.file, face.index): face for line in lines for face in _faces(line, families)}
    return tuple(found[key] for key in sorted(found))


def _faces(line: str, families: Collection[str]) -> Iterator[Face]:
    """A font under each of its names that is wanted; a variable one only in its named weights."""
    fields = line.split("\t")
    if len(fields) != len(_FIELDS):
        return
    file, index, names, weight, slant, version, charset = fields
    wanted = [name for name in names.replace("\\", "").split(",") if name in families]
    if not wanted or slant != "0" or not all(number.isdecimal() for number in (index, weight, version)):
        return
    covers = tuple(_stretches(charset))
    for name in wanted:
        yield Face(
            family=name,
            weight=_css_weight(int(weight)),
            version=f"{int(version) / 65536:.3f}",
            file=file,
            index=int(index),
            covers=covers,
        )


def _css_weight(weight: int) -> int:
    return min(_WEIGHTS, key=lambda pair: abs(pair[0] - weight))[1]


def _stretches(charset: str) -> Iterator[tuple[int, int]]:
    """20-7e a0 as pairs of code points."""
    for stretch in charset.split():
        first, _, last = stretch.partition("-")
        yield int(first, 16), int(last or first, 16)
