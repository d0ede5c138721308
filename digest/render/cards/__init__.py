"""Share cards: pictures of a headline for posts that have no photo. Floor 2: pure.

    planning    which cards an audience gets       says        their texts, and the alternative text
    breaking    where a headline may turn          setting     its lines and their size
    layout      where everything stands            drawing     the PNG
    making      all of them together

Fonts come in as values; nothing is looked for on the machine, nothing is written. What needs Pillow (letters, drawing,
making) is imported by who draws.
"""

from digest.render.cards.faces import Face, Family, families, wanted
from digest.render.cards.naming import filename
from digest.render.cards.planning import CHANNEL, places, planned
from digest.render.cards.says import Says, alt, says

__all__ = ["CHANNEL", "Face", "Family", "Says", "alt", "families", "filename", "places", "planned", "says", "wanted"]
