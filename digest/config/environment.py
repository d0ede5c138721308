"""Secrets, which stand in the environment and never in a file of the newsroom. Part of digest.config."""

import os
from pathlib import Path


def secret(name: str) -> str:
    """What the variable holds, or the file that the variable of that name and _FILE names; "" where there is none.

    Whoever needs it complains of a missing one, and nobody else does.
    """
    file = os.environ.get(f"{name}_FILE")
    if file and name not in os.environ:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError:
            return ""
    return os.environ.get(name, "")
