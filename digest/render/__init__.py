"""Issues as messages and posts. Floor 2: pure values in, `Rendered` files out; templates and words are passed in."""

from digest.render.checks import validate
from digest.render.localised import window_words
from digest.render.mail import email
from digest.render.social import social
from digest.render.templates import Templates, environment
from digest.render.unused import unused
from digest.render.words import Words, read_catalogue

__all__ = [
    "Templates",
    "Words",
    "email",
    "environment",
    "read_catalogue",
    "social",
    "unused",
    "validate",
    "window_words",
]
