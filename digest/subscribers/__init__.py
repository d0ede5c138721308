"""Who reads: taken in, asked, let go. Floor 4: the verbs about subscribers.

    lines of a list                  -> columns, take_in      who comes in, and why others do not
    a newsletter and an audience     -> for_audience          its recipients, everybody once
    a form and the mail after it     -> ask, confirm          people who come by themselves
    a link, a request                -> prefer, leave, everything
    letters that came back           -> returns.take_back     what mail servers say

Nobody comes back through a list who left or complained, and nothing is sent to whom nothing may be sent.
"""

from digest.subscribers import returns
from digest.subscribers.addresses import read as read_address
from digest.subscribers.addresses import same_address
from digest.subscribers.audiences import EMAIL, count, for_audience, unreached
from digest.subscribers.exporting import lines
from digest.subscribers.importing import Batch, take_in, told
from digest.subscribers.joining import Letter, add, ask, confirm, prefer
from digest.subscribers.leaving import everything, leave
from digest.subscribers.reading import Columns, Fault, Wanted, columns, entry
from digest.subscribers.reading import person as person_name

__all__ = [
    "EMAIL",
    "Batch",
    "Columns",
    "Fault",
    "Letter",
    "Wanted",
    "add",
    "ask",
    "columns",
    "confirm",
    "count",
    "entry",
    "everything",
    "for_audience",
    "leave",
    "lines",
    "person_name",
    "prefer",
    "read_address",
    "returns",
    "same_address",
    "take_in",
    "told",
    "unreached",
]
