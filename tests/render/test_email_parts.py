"""The two parts of a mail say the same, and other programs read them as ours do."""

import re
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import email_issues as told
import pytest

from digest import render
from digest.model import Issue, Variant

TEMPLATES = ("weekly", "monthly")


class Reader(HTMLParser):
    """What a mail says, in order: its links, and the text of headings, summaries and quotations."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.said: list[str] = []
        self.into = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag in ("h1", "h2", "h3", "blockquote") or (tag == "p" and given.get("class") == "t"):
            self.into = tag
            self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.into:
            self.into = ""

    def handle_data(self, data: str) -> None:
        if self.into:
            self.said[-1] += data


def parts(issue: Issue, variant: Variant, template: str, templates: render.Templates) -> tuple[Reader, str]:
    chosen = replace(issue, newsletter=replace(issue.newsletter, template=template, in_full=1))
    html, text, *_ = render.email(chosen, told.audience(variant), told.NEWSROOM, templates, tuple(Variant))
    reader = Reader()
    reader.feed(html.content.decode())
    return reader, text.content.decode()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("variant", Variant)
def test_both_parts_have_the_same_links_in_the_same_order(
    variant: Variant, template: str, templates: render.Templates
) -> None:
    reader, text = parts(told.week(variant), variant, template, templates)
    in_text = re.findall(r"^(?:https?://\S+|%%\w+%%)$", text, re.MULTILINE)
    assert list(dict.fromkeys(reader.links)) == in_text


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("variant", Variant)
def test_both_parts_say_the_same_in_the_same_order(
    variant: Variant, template: str, templates: render.Templates
) -> None:
    reader, text = parts(told.week(variant), variant, template, templates)
    assert len(reader.said) > 20
    flat, at = squeezed(text), 0
    for said in reader.said:
        found = flat.find(squeezed(said.removesuffix(" →")), at)
        assert found >= 0, f"not in the text part, or not in this place: {said}"
        at = found


@pytest.mark.skipif(not shutil.which("spamassassin"), reason="SpamAssassin is not installed")
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("variant", [Variant.EN, Variant.ZH_HANT_TW])
def test_spamassassin_finds_nothing_to_say(variant: Variant, template: str, templates: render.Templates) -> None:
    week = told.week(variant)
    issue = replace(week, newsletter=replace(week.newsletter, template=template))
    message = render.email(issue, told.audience(variant), told.NEWSROOM, templates)[2].content
    report = subprocess.run(["spamassassin", "-L", "-t"], input=message, capture_output=True, check=True).stdout
    (score,) = re.findall(rb"Content analysis details:\s+\((-?[\d.]+) points", report)
    assert float(score) < 1.0, report.decode(errors="replace")
