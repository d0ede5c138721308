"""What `digest check` says about templates."""

from pathlib import Path

import jinja2
import pytest

from digest import render
from digest.errors import Fault, RenderError

OWN = Path(__file__).parents[2] / "templates"


def with_templates(templates: render.Templates, changed: dict[str, str]) -> tuple[Fault, ...]:
    loader = jinja2.ChoiceLoader([jinja2.DictLoader(changed), jinja2.FileSystemLoader(OWN)])
    return render.validate(render.Templates(render.environment(loader), templates.catalogues))


def from_folder(folder: Path, templates: render.Templates, name: str, text: str) -> tuple[Fault, ...]:
    """The faults when a newsroom's own folder holds the template `name`."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder), jinja2.FileSystemLoader(OWN)])
    return render.validate(render.Templates(render.environment(loader), templates.catalogues))


def test_our_own_templates_have_no_faults(templates: render.Templates) -> None:
    assert render.validate(templates) == ()


def test_an_unknown_variable_is_found_with_file_and_line(tmp_path: Path, templates: render.Templates) -> None:
    name = "email/partials/footer.mjml.j2"
    (fault,) = from_folder(tmp_path, templates, name, "<!-- one -->\n<mj-raw>\n{{ letter.nothing }}</mj-raw>")
    assert (fault.file, fault.line) == (name, 3)
    assert "nothing" in fault.what


def test_an_unknown_tag_is_found_with_file_and_line(templates: render.Templates) -> None:
    name = "email/partials/footer.mjml.j2"
    (fault,) = with_templates(templates, {name: "\n<mj-sektion></mj-sektion>"})
    assert (fault.file, fault.line, fault.key) == (name, 2, "<mj-sektion>")


def test_a_template_that_cannot_be_read_is_found_with_file_and_line(templates: render.Templates) -> None:
    name = "email/partials/footer.mjml.j2"
    (fault,) = with_templates(templates, {name: "\n\n{% if %}"})
    assert (fault.file, fault.line) == (name, 3)


def test_wording_that_no_catalogue_has_is_found(tmp_path: Path, templates: render.Templates) -> None:
    faults = from_folder(tmp_path, templates, "email/digest.subject.txt.j2", '{{ words.text("Greetings") }}')
    assert {fault.file for fault in faults} == {
        "locale/en.po",
        "locale/zh-Hans.po",
        "locale/zh-Hant-TW.po",
        "locale/zh-Hant-HK.po",
    }


def test_unclosed_markup_is_found(templates: render.Templates) -> None:
    faults = with_templates(templates, {"email/partials/footer.mjml.j2": "<mj-section>"})
    assert {fault.file for fault in faults} == {"email/weekly.mjml.j2", "email/monthly.mjml.j2"}


@pytest.mark.parametrize("expression", ["''.__class__", "letter.__init__.__globals__", "range(10 ** 9)"])
def test_templates_reach_nothing_but_what_they_are_given(expression: str) -> None:
    environment = render.environment(jinja2.DictLoader({"a.txt.j2": "{{ (" + expression + ") }}"}))
    with pytest.raises(RenderError):
        render.Templates(environment, {}).render("a.txt.j2", channel="email", letter=object())


@pytest.mark.parametrize("name", ["a.html", "a.html.j2", "a.mjml", "a.mjml.j2", "a.xml.j2", "a.unheard-of"])
def test_everything_but_plain_text_is_escaped(name: str) -> None:
    environment = render.environment(jinja2.DictLoader({name: "{{ x }}"}))
    assert render.Templates(environment, {}).render(name, channel="email", x='<b>"') == "&lt;b&gt;&#34;"


@pytest.mark.parametrize("name", ["a.txt", "a.txt.j2"])
def test_plain_text_is_not_escaped(name: str) -> None:
    environment = render.environment(jinja2.DictLoader({name: "{{ x }}"}))
    assert render.Templates(environment, {}).render(name, channel="email", x='<b>"') == '<b>"'


def test_a_missing_template_is_named() -> None:
    environment = render.environment(jinja2.DictLoader({}))
    with pytest.raises(RenderError, match=r"x\.txt\.j2") as caught:
        render.Templates(environment, {}).render("x.txt.j2", channel="email")
    assert caught.value.template == "x.txt.j2"
