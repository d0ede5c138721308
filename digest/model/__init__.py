"""The nouns. Floor 1: plain frozen values, no I/O, no clock.

Every datetime is aware and in UTC. Sequences are tuples; an empty one means "none", never None.
"""

from digest.model.articles import Article, Fetched, Kind, Origin, Paragraph, Parsed, Picture, Problem, Role, Source
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
)

__all__ = [
    "Article",
    "Audience",
    "Budget",
    "Candidate",
    "Choices",
    "Decision",
    "Draft",
    "Fetched",
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
    "Quotation",
    "Reason",
    "Rendered",
    "Role",
    "Selection",
    "SelectionRule",
    "Source",
    "Standing",
    "Story",
    "Summary",
    "SummarySentence",
    "Theme",
    "Variant",
    "Window",
]
