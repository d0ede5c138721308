"""How long the command takes to start: against an empty Python program, the least that any of it could take.

`digest --help` opens nothing; `digest articles` reads the configuration and opens the database of the sample.
"""

import sys
from functools import partial

import measure

ROUNDS = 2 if measure.QUICK else 15


def main() -> None:
    measure.heading("start: new processes", rounds=ROUNDS)
    with measure.sample_newsroom() as (root, compiled):
        digest = measure.command("digest")
        commands = {
            "python -c pass (limit)": (sys.executable, "-c", "pass"),
            "python -c 'import typer' (peer)": (sys.executable, "-c", "import typer"),
            "digest --help": (digest, "--help"),
            "python -c 'import sqlalchemy, pydantic, jinja2' (peer)": (
                sys.executable,
                "-c",
                "import sqlalchemy.dialects.sqlite, pydantic, jinja2",
            ),
            "digest articles": (digest, "articles"),
        }
        actions = {name: partial(measure.run, words, work=root, compiled=compiled) for name, words in commands.items()}
        measure.best(actions, rounds=1)  # compiles what has not been compiled yet
        seconds = measure.best(actions, rounds=ROUNDS)
    limit = next(iter(seconds.values()))
    rows = [(name, measure.milliseconds(time), measure.ratio(time, limit)) for name, time in seconds.items()]
    measure.table(("what", "time", "times the limit"), rows)


if __name__ == "__main__":
    main()
