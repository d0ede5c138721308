"""The style sheet and scripts of the pages, read once. Part of digest.web.

Files are found by their name in a table, never by a path that somebody sends.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    name: str
    kind: str
    content: bytes

    @property
    def address(self) -> str:
        """Where it is served; another content has another address, so that it may be kept for good."""
        return f"/static/{self.name}?{sha256(self.content).hexdigest()[:12]}"


def read() -> Mapping[str, Asset]:
    """Every asset by its name."""
    return {
        path.name: Asset(name=path.name, kind=TYPES[path.suffix], content=path.read_bytes())
        for path in sorted(FOLDER.iterdir())
        if path.suffix in TYPES
    }
