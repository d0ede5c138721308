"""Sources that are broken, hostile or odd: each ends in a message, and costs only itself."""

import json

from cli_room import Room

ARTICLE = "".join(f"<p>第{i}段：与会者今天讨论了渔业、污染和气候变化，并约定明年再次会面。</p>" for i in range(8))
GBK_PAGE = (
    '<html lang="zh"><head><meta charset="utf-8"><title>岚川举办海洋保护论坛</title></head><body><article>'
    f'<h1>岚川举办海洋保护论坛</h1><time datetime="2025-11-12">2025年11月12日</time>{ARTICLE}</article></body></html>'
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol0 "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))
    + ']><rss version="2.0"><channel><title>t</title><item><title>&lol9;</title></item></channel></rss>'
)
BAD = {
    "broken.xml": b'<rss version="2.0"><channel><title>t</title><item><title>Half a',
    "empty.txt": b"",
    "empty.xml": b"",
    "long.txt": b"a" * 20_000_000,
    "laughs.xml": LAUGHS.encode(),
    "random.xml": bytes(range(256)) * 20,
}


def test_bad_files_are_refused_and_nothing_is_stored(ingested: Room) -> None:
    before = ingested.rows()
    ran = ingested.digest("ingest", *(ingested.write(name, content) for name, content in BAD.items()), "--json")
    assert ran.code == 1
    assert "Traceback" not in ran.told
    assert len(ran.document["sources"]) == len(BAD)
    for source in ran.document["sources"]:
        assert source["failure"]
        assert source["new"] == []
    assert ingested.rows() == before


def test_a_missing_file_is_refused_and_parse_still_prints_its_document(ingested: Room) -> None:
    before = ingested.rows()
    ran = ingested.digest("parse", "nothere.txt", "--json")
    assert ran.code == 1
    assert ran.document["articles"] == []
    assert "nothere.txt" in ran.document["problems"][0]["reason"]
    assert "nothere.txt" in ran.told
    assert ingested.rows() == before


def test_a_page_in_gbk_that_calls_itself_utf_8_is_read_right(fresh: Room) -> None:
    ran = fresh.digest("parse", fresh.write("page.html", GBK_PAGE.encode("gb18030")), "--json")
    assert ran.code == 0
    assert ran.document["articles"][0]["title"] == "岚川举办海洋保护论坛"


def test_a_source_that_fails_stops_no_other_and_the_run_exits_with_5(fresh: Room) -> None:
    fresh.write("config/sample/feed.xml", BAD["laughs.xml"])
    ran = fresh.digest("ingest")
    assert ran.code == 5
    assert "entities" in ran.told
    assert "Traceback" not in ran.told
    counted = {line.split()[0]: line.split()[1] for line in ran.out.splitlines() if line.startswith(" ")}
    assert counted["english-feed"] == "0"
    assert counted["latest"] == "10"


def test_an_articles_title_can_neither_clear_the_screen_nor_turn_the_line(ingested: Room) -> None:
    record = {
        "title": "Clear \x1b[2J and \u202eturn\u009b31m",
        "body": "Some text that \x1b[31m is long enough to be the \u202e text of an article.",
        "url": "https://a.example/\u202e",
        "tags": ["\x1b]0;owned\x07"],
    }
    name = ingested.write("evil\x1b[2J.jsonl", json.dumps(record) + "\n")
    ran = ingested.digest("ingest", name)
    assert ran.code == 0, ran.told
    assert_harmless(ran.out + ran.told)
    found = ingested.digest("articles", "--source", "evil-2j", "--json")
    assert_harmless(found.out)
    (article,) = found.document["articles"]
    for words in (("articles",), ("show", article["id"])):
        ran = ingested.digest(*words)
        assert ran.code == 0
        assert_harmless(ran.out)


def assert_harmless(text: str) -> None:
    assert not set(text) & set("\x1b\x07\x9b\u202e")
