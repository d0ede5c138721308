"""The values that go into and come out of `fetch.read`. Floor 3; no I/O of its own."""

from dataclasses import dataclass
from datetime import datetime

from digest.errors import SourceError
from digest.model import Fetched, Problem

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "has it changed?" with (RFC 9110, 8.8); both are its own words, kept as they came."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a source may cost. `allow` names networks that are private and all the same meant."""

    document_bytes: int = 15 * MEBIBYTE  # on the wire, and again after decompression
    folder_bytes: int = 150 * MEBIBYTE
    folder_files: int = 10_000
    ratio: int = 200  # decompressed to compressed, looked at beyond one mebibyte
    connect_s: float = 5.0
    read_s: float = 10.0  # between two pieces
    total_s: float = 20.0  # names, redirects, waiting and further tries included
    redirects: int = 5
    tries: int = 3
    wait_s: float = 10.0  # the longest pause a server may ask for within one visit
    allow: tuple[str, ...] = ()  # "127.0.0.0/8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a source gave. `documents` is empty when `unchanged`, and when a folder holds no document."""

    documents: tuple[Fetched, ...] = ()
    validators: Validators = Validators()
    unchanged: bool = False  # the server said so
    moved_to: str = ""  # where permanent redirects lead; the configuration should follow
    problems: tuple[Problem, ...] = ()  # files of a folder that could not be read; the others were
    notes: tuple[str, ...] = ()  # sentences for the run's report


class BusyError(SourceError):
    """The server is busy and named a time; `retry_after` is that time, in UTC."""

    def __init__(self, what: str, *, source: str, location: str, next: str, retry_after: datetime) -> None:
        super().__init__(what, source=source, location=location, next=next)
        self.retry_after = retry_after
