"""The nouns. Floor 1: plain frozen values, no I/O, no clock.

Every datetime is aware and in UTC. Sequences are tuples; an empty one means "none", never None.
"""

from digest.model.articles import Article, Fetched, Kind, Origin, Paragraph, Parsed, Picture, Problem, Role, Source
from digest.model.conversion import Change, Conversion, Doubt, Rule
from digest.model.issues import (
    Budget,
    Candidate,
    Decision,
    Draft,
    Issue,
    Quotation,
    Reason,
    Rendered,
    Selection,
    Standing,
    Story,
    Summary,
    SummarySentence,
    Window,
)
from digest.model.languages import Language, Variant
from digest.model.newsroom import (
    Audience,
    Choices,
    LatePolicy,
    ModelService,
    Newsletter,
    Newsroom,
    Order,
    SelectionRule,
    Theme,
    Tracking,
)
from digest.model.people import ApiToken, Rank, ReviewLink, User
from digest.model.terms import DEFAULT_GROUPS, OPTIONAL, Glossary, Protected, Term
from digest.model.wordings import Field, Wording

__all__ = [
    "DEFAULT_GROUPS",
    "OPTIONAL",
    "ApiToken",
    "Article",
    "Audience",
    "Budget",
    "Candidate",
    "Change",
    "Choices",
    "Conversion",
    "Decision",
    "Doubt",
    "Draft",
    "Fetched",
    "Field",
    "Glossary",
    "Issue",
    "Kind",
    "Language",
    "LatePolicy",
    "ModelService",
    "Newsletter",
    "Newsroom",
    "Order",
    "Origin",
    "Paragraph",
    "Parsed",
    "Picture",
    "Problem",
    "Protected",
    "Quotation",
    "Rank",
    "Reason",
    "Rendered",
    "ReviewLink",
    "Role",
    "Rule",
    "Selection",
    "SelectionRule",
    "Source",
    "Standing",
    "Story",
    "Summary",
    "SummarySentence",
    "Term",
    "Theme",
    "Tracking",
    "User",
    "Variant",
    "Window",
    "Wording",
]
