"""Which wordings the pages ask their catalogues for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from digest import errors
from digest.model import Act, Field, Kind, StaffRole, State
from digest.platforms import MarkKind, intention
from digest.preflight import Level
from digest.review import rules
from digest.store.searching import Found
from digest.web import queue, showing

WEB = Path(showing.__file__).parent
CODES = (Act, Field, Kind, StaffRole, State, Found, Level)  # what a template shows by its code
SAID = ("Simplified", "Traditional", "words", "characters")  # within sentences
SAYING = ("said", "said_of", "_strange")  # what makes a sentence that can be said in another language
ROOMS = ("review", "people", "web", "preflight", "pipeline", "dispatch")
REMARKS = ("blocker", "warning")
TOLD_IN_A_TERMINAL = ("serving.py", "site.py")  # before there is a page
Wording = str | tuple[str, str]  # a plain one, or singular and plural


def used() -> tuple[Wording, ...]:
    """Every wording that a page, or the code behind it, can ask for, once."""
    codes = (*(each.value for several in CODES for each in several), *SAID)
    labels = (*showing.DONE.values(), *queue.LABELS.values())
    return tuple(dict.fromkeys((*_in_templates(), *_in_code(), *codes, *labels, *sentences())))


def _in_templates() -> Iterator[Wording]:
    environment = showing.environment()
    for page in sorted(showing.PAGES.glob("*.j2")):
        tree = environment.parse(page.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t":
                yield from (each.value for each in _constants(call.args[0]))
            elif isinstance(call.node, nodes.Name) and call.node.name == "n" and isinstance(call.args[0], nodes.Const):
                yield call.args[0].value, call.args[1].value


def _constants(node: nodes.Expr) -> Iterator[nodes.Const]:
    """The texts that an expression chooses from; the keys of a table are none of them."""
    if isinstance(node, nodes.Const):
        yield node
    elif isinstance(node, nodes.Getitem) and isinstance(node.node, nodes.Dict):
        yield from (pair.value for pair in node.node.items if isinstance(pair.value, nodes.Const))


def _in_code() -> Iterator[Wording]:
    for file in sorted(WEB.glob("*.py")):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args or not isinstance(call.args[0], ast.Constant):
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name == "count" and len(call.args) > 1 and isinstance(call.args[1], ast.Constant):
                yield str(call.args[0].value), str(call.args[1].value)
            elif name in ("t", "text") and isinstance(call.args[0].value, str) and _is_wording(call):
                yield call.args[0].value


def sentences() -> Iterator[str]:
    """The wording of every sentence that the verbs below the pages can say in another language."""
    for file in sorted(WEB.parent.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            said = isinstance(call, ast.Call) and getattr(call.func, "id", "") in SAYING
            if said and isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                yield str(call.args[0].value)
    yield from rules.MAY.values()
    yield from intention.IN_WORDS.values()
    yield from (each.value for each in MarkKind)


def plain() -> Iterator[str]:
    """Where a verb that pages call tells people something that cannot be said in another language."""
    told = {name for name, each in vars(errors).items() if isinstance(each, type) and issubclass(each, Exception)}
    for room in ROOMS:
        for file in sorted((WEB.parent / room).rglob("*.py")):
            if file.name in TOLD_IN_A_TERMINAL:
                continue
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in told | {"NotFoundError", *REMARKS}:
                    words = [*call.args[:1], *(each.value for each in call.keywords if each.arg in ("kept", "next"))]
                    yield from (f"{file.name}:{each.lineno}" for each in words if _is_english(each))


def _is_english(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _is_english(node.body) or _is_english(node.orelse)
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(str(each.value) for each in parts if isinstance(each, ast.Constant))
    return len(re.findall("[a-z]{2,}", text)) > 1


def _is_wording(call: ast.Call) -> bool:
    """`sheet.text("email.txt")` reads a file, and `headers.text` names a header: these are no wordings."""
    if isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "headers":
        return False
    return not str(getattr(call.args[0], "value", "")).startswith("email.")
