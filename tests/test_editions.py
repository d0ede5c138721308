"""The issue as an audience reads it: what is done to its addresses."""

from dataclasses import replace

from digest.model import Glossary, Picture, Variant
from digest.pipeline import editions
from tests.render import email_issues as told


def test_addresses_at_known_hosts_are_https_in_every_channel_and_others_are_left() -> None:
    picture = Picture(url="http://media.merrow.example.org/p.jpg")
    first = told.story("One", url="http://merrow.example.org/1", picture=picture)
    second = told.story("Two", url="http://elsewhere.example.org/2")
    second = replace(second, article=replace(second.article, id="another"))
    hosts = editions.known_https(told.NEWSROOM)
    own = editions.of(told.issue((first, second)), Variant.EN, Glossary(), (), hosts)
    assert [each.article.url for each in own.stories] == [
        "https://merrow.example.org/1",
        "http://elsewhere.example.org/2",
    ]
    assert own.stories[0].article.picture == replace(picture, url="https://media.merrow.example.org/p.jpg")


def test_a_newsroom_s_own_site_answers_by_https_and_so_do_the_hosts_it_names() -> None:
    room = replace(told.NEWSROOM, site="https://merrow.example.org/en", https_hosts=("un.example",))
    assert editions.known_https(room) == ("merrow.example.org", "un.example")
