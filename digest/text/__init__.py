"""Pure functions on text: dates, language and script, sentences, typography, links. Floor 1.

Nothing here reads a clock, a file, the network or the environment; every function gives the same answer for
the same text and raises on no text at all, lone surrogates and megabytes without a space included.
"""
