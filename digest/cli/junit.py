"""Findings as JUnit XML, which build servers show. Part of digest.cli.

A suite for each audience, a case for each check: a blocker is a failure, a warning stands in the case's output.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from digest.preflight import Finding, Sheet

# What XML 1.0 cannot hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(issue: str, checked: Sequence[tuple["Sheet", tuple["Finding", ...]]]) -> bytes:
    """The XML document, UTF-8."""
    root = ElementTree.Element("testsuites", name=f"digest check {issue}")
    for sheet, found in checked:
        _suite(root, f"{issue}/{sheet.audience.name}", found)
    ElementTree.indent(root)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _suite(root: ElementTree.Element, name: str, found: Sequence["Finding"]) -> None:
    from digest.preflight import CHECKS, Level

    suite = ElementTree.SubElement(root, "testsuite", name=name, tests=str(len(CHECKS)), errors="0", skipped="0")
    failed = 0
    for code in CHECKS:
        case = ElementTree.SubElement(suite, "testcase", classname=name.replace("/", "."), name=code)
        own = [each for each in found if each.code == code]
        blockers = [each for each in own if each.level is Level.BLOCKER]
        warnings = [each for each in own if each.level is Level.WARNING]
        if blockers:
            failed += 1
            failure = ElementTree.SubElement(case, "failure", type=code, message=_clean(blockers[0].words))
            failure.text = _listed(blockers)
        if warnings:
            ElementTree.SubElement(case, "system-out").text = _listed(warnings)
    suite.set("failures", str(failed))


def _listed(found: Sequence["Finding"]) -> str:
    return _clean("\n".join(f"{each.level} {each.where}: {each.words}" for each in found))


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
