"""A real model writes for the sample newsroom: `python -m tests.eval.model PYTHON`; PYTHON has the model installed.

The model is a very small one, so that what is shown are the guards: how many of its drafts they refuse, for which
reasons, and what of its writing was let through, to be read by a person.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SERVICE = Path(__file__).with_name("model_service.py")
NEWSLETTERS = (("weekly", "2025-11-17", "weekly/2025-W46"), ("monthly", "2025-11-01", "monthly/2025-10"))
MODEL = """[model]
address = "{address}"
name = "SmolLM2-135M-Instruct"
read_s = 600
total_s = 1800
tries = 1
#"""


def main() -> None:
    """Print what became of the model's drafts."""
    with service(sys.argv[1]) as address, tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "newsroom"
        digest("init", str(room), work=Path(folder))
        digest("ingest", work=room)
        config = room / "config" / "digest.toml"
        text = config.read_text(encoding="utf-8").replace("# [model]", MODEL.format(address=address))
        config.write_text(text.replace("starts = 2025-01", 'summarizer = "llm"\nstarts = 2025-01'), encoding="utf-8")
        for name, day, issue in NEWSLETTERS:
            digest("build", name, "--as-of", day, work=room)
            report(issue, json.loads(digest("show", issue, "--json", work=room)))


@contextmanager
def service(python: str) -> Iterator[str]:
    """The address of the model's service while it runs."""
    with subprocess.Popen(
        [python, str(SERVICE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdin
        assert running.stdout
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), "the service did not start"
        yield address
        running.stdin.close()


def digest(*words: str, work: Path) -> str:
    """What the command printed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DIGEST_")}
    done = subprocess.run(
        [str(Path(sys.executable).with_name("digest")), *words],
        cwd=work, env=environment, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return done.stdout


def report(issue: str, document: Any) -> None:
    """Print who wrote the summaries of an issue, why drafts were refused, and what was let through."""
    stories = document["stories"]
    methods = Counter(story["method"] for story in stories)
    reasons = Counter(
        re.sub(r"[“‘'][^”’']*[”’']|\d+", "…", reason)[:90]
        for story in stories
        for note in story["notes"]
        for reason in re.split(r"(?<=\.)\s", note)[1:]
    )
    print(f"{issue}: {len(stories)} articles; {', '.join(f'{count} {name}' for name, count in methods.items())}")  # noqa: T201
    for reason, count in reasons.most_common():
        print(f"  {count:3} {reason}")  # noqa: T201
    for story in stories:
        if story["method"].startswith("model"):
            print(f"  let through: {' '.join(sentence['text'] for sentence in story['summary'])}")  # noqa: T201


if __name__ == "__main__":
    main()
