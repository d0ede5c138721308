"""What differs between two versions of a text, of an order, of an issue. Floor 2: pure; values in, differences out."""

from digest.comparing.issues import Comparison, EditionChanges, FileChange, StoryChange, Version, issues
from digest.comparing.orders import Moves, orders
from digest.comparing.texts import Kept, Piece, texts

__all__ = [
    "Comparison",
    "EditionChanges",
    "FileChange",
    "Kept",
    "Moves",
    "Piece",
    "StoryChange",
    "Version",
    "issues",
    "orders",
    "texts",
]
