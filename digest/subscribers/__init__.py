"""Who reads: taken in, asked, let go. Floor 4: the verbs about subscribers.

    lines of a list                  -> columns, take_in      who comes in, and why others do not
    a newsletter and an audience     -> for_audience          its recipients, everybody once
    a form, a link, a mail           -> ...                   what people say themselves
    a mailbox                        -> ...                   what mail servers say

Nobody comes back through a list who left or complained, and nothing is sent to whom nothing may be sent.
"""

from digest.subscribers.audiences import count, for_audience
from digest.subscribers.importing import Batch, take_in, told
from digest.subscribers.reading import Columns, Fault, Wanted, columns

__all__ = ["Batch", "Columns", "Fault", "Wanted", "columns", "count", "for_audience", "take_in", "told"]
