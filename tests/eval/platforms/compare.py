"""Compares counts and marks with npm twitter-text and @atproto/api: `python -m tests.eval.platforms.compare`.

Prints how many of 10,000 random posts, and of the cases that twitter-text publishes, differ in what, and why. With
--pin it writes tests/platforms/vectors.jsonl, from which the tests run without Node. The packages are installed with
`npm ci` in this folder.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from digest import platforms
from tests.eval.platforms.posts import posts
from tests.platforms.conformance import CONFORMANCE

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
VECTORS = ROOT / "tests" / "platforms" / "vectors.jsonl"
ROWS = platforms.from_mapping(tomllib.loads((ROOT / "config/platforms.toml").read_text("utf-8")))
KINDS = ("links", "tags", "mentions")
PINNED, SEED = 250, 7


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0, or 2 where Node or its packages are missing."""
    parser = argparse.ArgumentParser(prog="compare", description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, metavar="N", help="show N of the posts that differ in each way")
    parser.add_argument("--pin", action="store_true", help="write the test vectors anew")
    wanted = parser.parse_args(arguments)
    if not (HERE / "node_modules").is_dir():
        sys.stdout.write("Nothing to compare with: run `npm ci` in tests/eval/platforms.\n")
        return 2
    if wanted.pin:
        _pin()
    texts = [*_published(), *posts(wanted.posts, wanted.seed)]
    found: dict[tuple[str, str, str], list[str]] = {}
    for text, theirs in zip(texts, reference(texts), strict=True):
        for name, key in differing(text, theirs):
            found.setdefault((name, key, why(name, key, text)), []).append(text)
    sys.stdout.write(f"{len(texts):,} posts, {len(_published())} of them published cases\n")
    for (name, key, reason), examples in sorted(found.items()):
        sys.stdout.write(f"{name} {key}: {len(examples)} differ: {reason}\n")
        for text in sorted(examples, key=len)[: wanted.show]:
            sys.stdout.write(f"    {json.dumps(text, ensure_ascii=False)}\n")
    return 0


def reference(texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What the platforms' own libraries say of each text."""
    asked = "".join(f"{json.dumps({'id': number, 'text': text})}\n" for number, text in enumerate(texts))
    done = subprocess.run(["node", str(HERE / "reference.mjs")], input=asked.encode(), capture_output=True, check=True)
    return (json.loads(line) for line in done.stdout.decode().splitlines())


def ours(name: str, text: str) -> dict[str, Any]:
    """The same of our own."""
    marks, reading = platforms.marks(ROWS[name], text), platforms.read(ROWS[name], text)
    places = {kind: [[mark.start, mark.end] for mark in getattr(marks, kind)] for kind in KINDS}
    return {"count": reading.strictest, **places}


def differing(text: str, theirs: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """In what we differ: the platform, and count, links, tags or mentions."""
    for name in ("x", "bluesky"):
        own = ours(name, text)
        yield from ((name, key) for key in own if own[key] != theirs[name][key])


def why(name: str, key: str, text: str) -> str:
    """The known reason for a difference."""
    if name == "x" and any(not link.known for link in platforms.find_links(text)):
        return "a top-level domain that is in no list: the longer reading counts"
    if name == "bluesky":
        return "a mark inside another, such as a name glued to a tag: here the first one counts"
    return "addresses glued to one another or to what follows; nobody writes so"


def _published() -> tuple[str, ...]:
    return tuple(text for text, _ in CONFORMANCE)


def _pin() -> None:
    texts = [*_published(), *(text for text in posts(PINNED * 3, SEED) if len(text) < 120)][:PINNED]
    with VECTORS.open("w", encoding="utf-8") as file:
        for text, theirs in zip(texts, reference(texts), strict=True):
            del theirs["id"]
            known = [f"{name} {key}" for name, key in differing(text, theirs)]
            file.write(json.dumps({"text": text, **theirs} | ({"differs": known} if known else {}), ensure_ascii=False))
            file.write("\n")


if __name__ == "__main__":
    sys.exit(main())
