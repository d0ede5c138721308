"""A folder's entries, safe on the disk. Floor 3, below all that writes files."""

import os
from pathlib import Path


def sync(folder: Path) -> None:
    """Nothing; files that were made, renamed or removed in `folder` stay so when the machine stops. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
