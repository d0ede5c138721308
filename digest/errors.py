"""Every error this product raises, in one tree. Floor 0.

DigestError                     what failed, what stayed as it was, what to do next
|- ConfigError                  every fault of a configuration at once; exit code 2
|- SourceError                  one source could not be read; the others go on
|- StoreError                   the database could not be opened, upgraded or written
|- RenderError                  one draft could not be made
|- OutboxError                  drafts could not be written; the old ones are whole
|- DispatchError                nothing may, or can, be sent; what was sent is known
|- IdentityError                nobody can say who somebody is
|- UsageError                   a command was asked for something that is not there
`- RefusedError                 the rules of the review do not allow it
   |- ForbiddenError            this person may not do it
   `- StaleError                somebody else was quicker; both versions are in it

Configuration errors share no base with errors of sending or rendering but the root, so that code which
tolerates one bad draft can never swallow a bad configuration.
"""

from dataclasses import dataclass
from datetime import datetime


class DigestError(Exception):
    """The root: `what` failed, what `kept` its state, what to do `next`; each a plain sentence or empty."""

    def __init__(self, what: str, *, kept: str = "", next: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.kept = kept
        self.next = next

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.next) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in a configuration: where it is, what is wrong, what is allowed."""

    file: str
    line: int | None
    key: str
    what: str
    allowed: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        allowed = f" (allowed: {self.allowed})" if self.allowed else ""
        return f"{place}: {self.key}: {self.what}{allowed}" if self.key else f"{place}: {self.what}{allowed}"


class ConfigError(DigestError):
    """All faults of the configuration together; nothing has been opened yet when it is raised."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(
            f"The configuration has {count}:\n" + "\n".join(f"  {fault}" for fault in faults),
            kept="Nothing was read or written.",
            next="Correct the lines above, then run: digest check",
        )
        self.faults = faults


class SourceError(DigestError):
    """The source `source` at `location` could not be read or gave nothing."""

    def __init__(self, what: str, *, source: str, location: str, next: str = "") -> None:
        super().__init__(what, kept="Articles already stored are unchanged.", next=next)
        self.source = source
        self.location = location


class StoreError(DigestError):
    """The database refused: it is newer than this program, locked, full or not writable."""


class RenderError(DigestError):
    """The draft `channel` from `template` could not be made."""

    def __init__(self, what: str, *, template: str, channel: str, next: str = "") -> None:
        super().__init__(what, kept="The drafts in the outbox are unchanged.", next=next)
        self.template = template
        self.channel = channel


class OutboxError(DigestError):
    """The outbox could not be written; what it held before is whole."""


class DispatchError(DigestError):
    """Nothing may be sent, or nothing can be; what was sent before is known."""


class IdentityError(DigestError):
    """Whoever was asked does not say, or not credibly, who somebody is."""


class UsageError(DigestError):
    """A name, date or option that means nothing here."""


class RefusedError(DigestError):
    """The rules of the review do not allow it now."""


class ForbiddenError(RefusedError):
    """This person may not do it."""


class StaleError(RefusedError):
    """Somebody changed it after it was read: `yours` was not kept, `theirs` stands, by whom and since when."""

    def __init__(
        self, what: str, *, next: str, yours: str = "", theirs: str = "", by: str = "", at: datetime | None = None
    ) -> None:
        super().__init__(what, kept="Nothing was changed.", next=next)
        self.yours = yours
        self.theirs = theirs
        self.by = by
        self.at = at
