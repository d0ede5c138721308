"""How much memory `digest summarize --jsonl` takes, and how long, as the stream grows: neither may depend on it.

The limit is the shortest stream: what the command takes to start and to have every table it keeps filled. Every record
is another text, so that nothing can be remembered from one to the next.
"""

import json
import os
import subprocess

import measure

SIZES = (100, 200, 400) if measure.QUICK else (1_000, 10_000, 100_000)


def main() -> None:
    measure.heading("summarize --jsonl: streams of short texts", rounds=1)
    figures = [(size, *stream(size)) for size in SIZES]
    least = figures[0][2]
    rows = [
        (f"{size:,} records", f"{seconds:.2f} s", measure.milliseconds(seconds / size), f"{peak / 1e6:.1f} MB",
         measure.ratio(peak, least))
        for size, seconds, peak in figures
    ]  # fmt: skip
    measure.table(("what", "time", "each", "memory", "times the shortest"), rows)


def stream(size: int) -> tuple[float, int]:
    """Seconds of one run of the command over so many records, and the most bytes of memory it held."""
    peak = 0

    def run() -> None:
        nonlocal peak
        with subprocess.Popen(
            [measure.command("digest"), "summarize", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as running:
            assert running.stdin
            for number in range(size):
                running.stdin.write(record(number))
            running.stdin.close()
            _, status, used = os.wait4(running.pid, 0)
            running.returncode = os.waitstatus_to_exitcode(status)
        assert running.returncode == 0
        peak = used.ru_maxrss * 1024

    return measure.timed(run), peak


def record(number: int) -> bytes:
    """One line of input, unlike every other."""
    text = (
        f"The county opened school number {number} on Monday. Some {number + 3} pupils came on the first day of term."
    )
    return json.dumps({"id": number, "text": text}).encode() + b"\n"


if __name__ == "__main__":
    main()
