"""Templates of an older newsroom that nothing uses any more are named, with what to do."""

import jinja2

from digest import render

SHIPPED = {
    "email/weekly.mjml.j2": '{% include "email/partials/lead.mjml.j2" %}{% include "email/" ~ entry.layout %}',
    "email/partials/lead.mjml.j2": "",
}


def said(**own: str) -> list[str]:
    named = {name.replace("__", "/") + ".j2": source for name, source in own.items()}
    environment = render.environment(jinja2.DictLoader(SHIPPED | named))
    words = render.unused(environment, named, shipped=SHIPPED, mails={"weekly", "ours"}, channels={"board"})
    return [each.partition(":")[0].removeprefix("templates/").removesuffix(".j2") for each in words]


def test_a_mail_that_no_newsletter_sends_is_named_with_those_that_are_sent() -> None:
    environment = render.environment(jinja2.DictLoader(SHIPPED))
    (words,) = render.unused(environment, ["email/digest.mjml.j2"], shipped=SHIPPED, mails={"weekly"}, channels=())
    assert "no newsletter sends this mail" in words
    assert '(weekly) and delete it, or send it: template = "digest"' in words


def test_a_mail_and_a_partial_that_are_used_are_not_named() -> None:
    own = {"email__ours.mjml": '{% from "email/partials/card.mjml.j2" import card %}', "email__partials__card.mjml": ""}
    assert said(**own) == []


def test_a_partial_that_nothing_includes_is_named() -> None:
    assert said(**{"email__partials__hero.mjml": "", "email__partials__lead.mjml": ""}) == ["email/partials/hero.mjml"]


def test_posts_of_a_platform_are_used_and_those_of_none_are_not() -> None:
    assert said(**{"social__board.post.txt": "", "social__plank.post.txt": ""}) == ["social/plank.post.txt"]


def test_nothing_is_said_of_partials_where_a_name_is_computed_or_a_template_cannot_be_read() -> None:
    computed = {"email__ours.mjml": '{% include "email/partials/" ~ name %}', "email__partials__hero.mjml": ""}
    assert said(**computed) == []
    assert said(**{"email__ours.mjml": "{% if %}"}) == []
