"""How long a large issue takes: fifteen articles, four audiences, each with a mail and all thirteen platforms.

The sample newsroom, its weekly issue filled up with older articles and every channel opened to everybody, without share
cards. The limit and the steps are those of `bench_build.py`. The aim for the warm build is 1.5 seconds on two cores.
"""

import re
from pathlib import Path

import bench_build
import measure

ARTICLES = 15


def main() -> None:
    measure.heading(f"issue: {ARTICLES} articles, four audiences, mail and every platform", rounds=bench_build.ROUNDS)
    with measure.sample_newsroom() as (root, compiled):
        widen(root / "config/digest.toml")
        bench_build.report(root, compiled)


def widen(config: Path) -> None:
    """Nothing; the weekly newsletter of the sample has then so many articles, and every audience every channel."""
    text = config.read_text(encoding="utf-8")
    platforms = re.findall(r"^\[([\w-]+)\]$", (config.parent / "platforms.toml").read_text("utf-8"), re.MULTILINE)
    channels = ", ".join(f'"{name}"' for name in ("email", *platforms))
    text = re.sub(r"^channels = .*$", f"channels = [{channels}]", text, flags=re.MULTILINE)
    text, found = re.subn(
        r"^maximum = 12$",
        f'maximum = {ARTICLES}\nminimum = {ARTICLES}\nlook_back = "P365D"',
        text,
        flags=re.MULTILINE,
    )
    assert found == 1
    text = text.replace("\ncards = true ", "\ncards = false ")
    config.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
