"""Where each key of a TOML text stands. Part of digest.config."""

import re


class Lines:
    """Where each dotted key of a TOML text stands. tomllib keeps no lines, so headers and keys are found again."""

    _HEADER = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?")
    _KEY = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")

    def __init__(self, text: str) -> None:
        self.found: dict[str, int] = {}
        table = ""
        for number, line in enumerate(text.split("\n"), 1):
            if header := self._HEADER.match(line):
                table = self._plain(header[1])
                self.found.setdefault(table, number)
            elif key := self._KEY.match(line):
                self.found.setdefault(f"{table}.{self._plain(key[1])}".lstrip("."), number)

    def find(self, key: str) -> int | None:
        """The line of `key`, or of the nearest table around it."""
        parts = key.split(".")
        for length in range(len(parts), 0, -1):
            if line := self.found.get(".".join(parts[:length])):
                return line
        return None

    @staticmethod
    def _plain(key: str) -> str:
        return ".".join(part.strip().strip("\"'") for part in key.split("."))
