"""What comes back: bounces, complaints, wishes to leave. Part of digest.subscribers.

one letter      -> read        what it says about whom, or why it says nothing
all of them     -> take_back   what was done about it
"""

from digest.subscribers.returns.believing import Done, Returned, Rules, take_back
from digest.subscribers.returns.reports import Kind, Report, UnreadableError, read

__all__ = ["Done", "Kind", "Report", "Returned", "Rules", "UnreadableError", "read", "take_back"]
