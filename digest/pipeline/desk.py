"""A newsroom opened for work. Part of digest.pipeline."""

from dataclasses import dataclass
from pathlib import Path

from digest import render
from digest.config import Settings
from digest.store import Store

OUTBOX = "outbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A newsroom opened for work: its settings, its database and its templates."""

    settings: Settings
    store: Store
    templates: render.Templates

    @property
    def outbox(self) -> Path:
        return self.settings.root / OUTBOX
