"""A newsletter and social digest publisher."""

__version__ = "0.1.0"
