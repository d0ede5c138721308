"""Prints the boundary F1 of our segmentation and of other libraries on the labelled sets in tests/data/sentences.

Peers that are not installed are left out, and it says so. They are no dependencies of the project: put them into an
environment of their own and run it there from the root of the project, with
`PYTHONPATH=. python tools/compare_sentences.py` (packages: blingfire sentencex pysbd syntok spacy).
"""

import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from digest.text import sentences

LABELLED = Path(__file__).resolve().parent.parent / "tests" / "data" / "sentences"
SETS = {"english": "en", "glued": "en", "chinese": "zh", "mixed": "zh"}
Cutter = Callable[[str], Iterable[str]]  # the sentences of a text


def ours(_language: str) -> Cutter:
    return lambda text: [text[span.start : span.end] for span in sentences.spans(text)]


def blingfire(_language: str) -> Cutter:
    peer = import_module("blingfire")
    return lambda text: peer.text_to_sentences(text).split("\n")


def sentencex(language: str) -> Cutter:
    peer = import_module("sentencex")
    return lambda text: peer.segment(language, text)


def pysbd(language: str) -> Cutter:
    segmenter = import_module("pysbd").Segmenter(language=language, clean=False)
    return lambda text: segmenter.segment(text)


def syntok(_language: str) -> Cutter:
    peer = import_module("syntok.segmenter")

    def cut(text: str) -> list[str]:
        found = [sentence for paragraph in peer.process(text) for sentence in paragraph]
        return ["".join(f"{token.spacing}{token.value}" for token in sentence) for sentence in found]

    return cut


def spacy(language: str) -> Cutter:
    try:
        pipeline = import_module("spacy").blank(language)
    except ImportError:  # a language's own tokenizer may be another package
        pipeline = import_module("spacy").blank("xx")
    pipeline.add_pipe("sentencizer")
    return lambda text: [sentence.text for sentence in pipeline(text).sents]


PEERS: dict[str, Callable[[str], Cutter]] = {
    "digest": ours,
    "blingfire": blingfire,
    "sentencex": sentencex,
    "pysbd": pysbd,
    "syntok": syntok,
    "spacy sentencizer": spacy,
}


def visible(text: str) -> int:
    """How many characters are no white space: the only place that a library which changes spaces leaves alone."""
    return sum(not letter.isspace() for letter in text)


def places(parts: Iterable[str]) -> set[int]:
    """Where the parts end, counted in visible characters, without the end of the last."""
    found: list[int] = []
    for part in parts:
        found.append((found[-1] if found else 0) + visible(part))
    return {place for place in found if found and 0 < place < found[-1]}


def documents(name: str) -> list[tuple[str, set[int]]]:
    lines = (LABELLED / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line.split("¶") for line in lines if line and not line.startswith("# ")]
    return [("".join(parts), places(parts)) for parts in kept]


def f1(cut: Cutter, name: str) -> float:
    right = wrong = missed = 0
    for text, labelled in documents(name):
        found = places(cut(text))
        right += len(found & labelled)
        wrong += len(found - labelled)
        missed += len(labelled - found)
    return 2 * right / (2 * right + wrong + missed)


def show(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    show("| library | " + " | ".join(SETS) + " |\n|---|" + "---:|" * len(SETS))
    absent = []
    for title, make in PEERS.items():
        try:
            row = [f"{f1(make(language), name):.3f}" for name, language in SETS.items()]
        except ImportError:
            absent.append(title)
            continue
        show(f"| {title} | " + " | ".join(row) + " |")
    if absent:
        show(f"Not installed, left out: {', '.join(absent)}.")


if __name__ == "__main__":
    main()
