"""The two lines an inbox shows. Floor 2: pure.

The subject carries the lead's point before the name of the newsletter; the preheader says the second most interesting
thing and never the subject again. Nothing is cut inside: a headline too long gives way to one of its own clauses, where
none will do to the next headline, and where none fits to the name of the newsletter.
"""

import re

from digest.render import columns

LIMIT = 45  # columns before the label: 45 Latin letters or 22 Han characters, what a phone shows

# Marks between clauses that stand alone. A comma is not one: "If nothing changes, ..." would lose its half.
_BOUNDARY = re.compile(
    r"""[：；｜] | [:;|](?=\s) | —+ | \s[–-]\s | (?<=[？！。]) | (?<=[?!])\s
      | (?<=[\u3400-\u9fff”》」])[ \u3000]+(?=[\u3400-\u9fff“《「])""",  # Chinese headlines part clauses by a blank
    re.VERBOSE,
)
_SHORTEST = 12  # columns; less says nothing


def point(headline: str) -> str:
    """What of the headline goes into the subject: all of it, its longest clause that fits, or "" for nothing."""
    if columns.measure(headline) <= LIMIT:
        return headline
    clauses = [clause.strip() for clause in _BOUNDARY.split(headline)]
    fitting = [clause for clause in clauses if _SHORTEST <= columns.measure(clause) <= LIMIT and _balanced(clause)]
    return max(fitting, key=columns.measure, default="")


def _balanced(clause: str) -> bool:
    pairs = ("（）", "()", "「」", "『』", "《》", "“”", "[]")
    return all(clause.count(pair[0]) == clause.count(pair[1]) for pair in pairs) and clause.count('"') % 2 == 0
