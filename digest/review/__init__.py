"""What people do with an issue before it goes out. Floor 4: the same verbs for the page, the command line and the API.

    look, queue, history, comments, posted,     nothing is written
    left_out, offered, compare, revision, search
    write, write_file, move, pin, drop,         a new revision each; approvals of the one before count no more
    defer, add
    submit, approve, request_changes,           bound to the bytes that were seen
    reject, take_back, hold, release
    correct                                     a sent issue is a draft again
    comment, resolve, mark_posted               drafts are not touched

Each takes the actor (a name and what that person may do) and the time. Whatever the rules do not allow is a
RefusedError that says why; nothing is changed then.
"""

from digest.review.correcting import correct
from digest.review.deciding import (
    approve,
    blocking,
    hold,
    reject,
    release,
    request_changes,
    start_sending,
    submit,
    take_back,
)
from digest.review.differences import Made, compare, compare_issues, revision
from digest.review.editing import add, defer, drop, left_out, move, offered, pin
from digest.review.finding import Hit, search
from digest.review.looking import Queue, Review, Waiting, comments, history, look, posted, queue
from digest.review.rewording import reword
from digest.review.talking import comment, is_post, mark_posted, reopen_comment, resolve, unmark_posted
from digest.review.words import Text, file_of, text_of, write, write_file

__all__ = [
    "Hit",
    "Made",
    "Queue",
    "Review",
    "Text",
    "Waiting",
    "add",
    "approve",
    "blocking",
    "comment",
    "comments",
    "compare",
    "compare_issues",
    "correct",
    "defer",
    "drop",
    "file_of",
    "history",
    "hold",
    "is_post",
    "left_out",
    "look",
    "mark_posted",
    "move",
    "offered",
    "pin",
    "posted",
    "queue",
    "reject",
    "release",
    "reopen_comment",
    "request_changes",
    "resolve",
    "revision",
    "reword",
    "search",
    "start_sending",
    "submit",
    "take_back",
    "text_of",
    "unmark_posted",
    "write",
    "write_file",
]
