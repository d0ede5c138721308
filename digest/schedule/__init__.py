"""What is due is built, and goes out at its hour if it is approved by then. Floor 5.

    tick(now)
      read_due(now)      each source whose turn it is is read
      build_due(now)     each occurrence whose lead time has begun is built, once
      tell_due(now)      the team is told by mail what waits for it, and what went wrong, each of them once
      send_due(now)      each approved one whose hour has come is armed, once; what is armed is sent
      | dispatch.work

What is due follows from the newsletters' rules; what became of it is a row of the database for each newsletter and
occurrence. Whoever makes or changes the row first does the work, so that any number of schedulers may run, be stopped
and started, at any time. The clock (`clock`) only says when to look.

    approved by its hour, and looked at within `make_up`     goes out
    approved after its hour                                  late: asks anew, `digest send` sends it
    never approved, or not looked at for longer              missed: is told, and not sent by itself
"""

from digest.schedule.building import build_due
from digest.schedule.coming import Coming, coming
from digest.schedule.notices import Notice, NoticeKind, tell_due
from digest.schedule.reading import read_due
from digest.schedule.sending import send_armed, send_due
from digest.schedule.telling import Happening

__all__ = [
    "Coming",
    "Happening",
    "Notice",
    "NoticeKind",
    "build_due",
    "coming",
    "read_due",
    "send_armed",
    "send_due",
    "tell_due",
]
