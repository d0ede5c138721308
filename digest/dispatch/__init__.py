"""An approved issue on its way to its readers, each once. Floor 4.

    arm(issue)                   who gets it is fixed and counted: one row of the ledger each
    work(sendings)               a worker: takes rows, sends, writes down what came of each
      recover                      first, what workers that died had in hand
      | deliveries.turn            a batch is started, durably, before any of it may be sent
      | letters.to                 the bytes that were approved, with the recipient's fields
      | journal.begin              this message is about to be had by the relay
      | transport.send             -> Answer
      | journal.end, judging       what the answer means
    pause, resume, cancel        by hand, at any moment
    resolve                      what is uncertain is settled by hand, or by the relay's own log

A message of which nobody can say whether it arrived is uncertain, and is never sent again by itself: RFC 1047.
"""

from digest.dispatch.arming import arm, audiences, check_ways, latest, resend_failed
from digest.dispatch.posting import HeldBackError, post
from digest.dispatch.recovering import recover
from digest.dispatch.resolving import resolve, resolve_by_log, uncertain
from digest.dispatch.trying import rehearse, send_test
from digest.dispatch.working import Clock, work

__all__ = [
    "Clock",
    "HeldBackError",
    "arm",
    "audiences",
    "check_ways",
    "latest",
    "post",
    "recover",
    "rehearse",
    "resend_failed",
    "resolve",
    "resolve_by_log",
    "send_test",
    "uncertain",
    "work",
]
