"""Share cards: pictures of a headline for posts that have no photo. Floor 2: pure.

Fonts come in as values; nothing is looked for on the machine, nothing is written.
"""

from digest.render.cards.naming import filename
from digest.render.cards.says import Says, alt, places, says

__all__ = ["Says", "alt", "filename", "places", "says"]
