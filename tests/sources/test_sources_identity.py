"""By what an article is known again, in one document and in another."""

import json

import pytest

TEXT = "The ferry runs again after two years of repair."


def line(**fields: object) -> str:
    return json.dumps({"title": "Ferries", "date": "2025-08-01", "body": TEXT, **fields}, ensure_ascii=False)


def test_keys_are_strongest_first_and_the_last_is_that_of_the_words(parse):
    article = parse("jsonl", line(guid="a1", url="http://www.site.example/ferries/?utm_source=x")).articles[0]
    assert [key.split(":")[0] for key in article.keys] == ["guid", "url", "text"]
    assert article.keys[0] == "guid:test:a1"
    assert len(article.id) == 12


def test_guid_and_address_are_the_same_over_http_and_https(parse):
    one = parse("jsonl", line(guid="http://site.example/1", url="http://site.example/1")).articles[0]
    other = parse("jsonl", line(guid="https://site.example/1", url="https://site.example/1/?utm_medium=m")).articles[0]
    assert one.keys == other.keys
    assert one.id == other.id


def test_article_from_two_formats_shares_the_key_of_its_words(parse):
    copied = parse("site-text", f"Story\n1 August 2025\nFerries\n{TEXT}\n1 of 1").articles[0]
    written = parse("markdown", f"---\ntitle: FERRIES\n---\n{TEXT}\n").articles[0]
    assert copied.keys[-1] == written.keys[-1]


def test_half_and_full_width_marks_give_the_same_words(parse):
    one = parse("jsonl", line(title="渡船,复航", body="渡船来了,大家上船。")).articles[0]
    other = parse("jsonl", line(title="渡船，复航", body="渡船来了，大家上船。")).articles[0]
    assert one.keys[-1] == other.keys[-1]


def test_guid_used_for_two_texts_identifies_neither_and_both_are_kept(parse):
    parsed = parse(
        "jsonl", f"{line(guid='a1', url='http://site.example/1')}\n{line(guid='a1', body='Something else.')}"
    )
    assert [[key.split(":")[0] for key in article.keys] for article in parsed.articles] == [["url", "text"], ["text"]]
    assert len({article.id for article in parsed.articles}) == 2


def test_address_used_for_two_texts_identifies_neither(parse):
    parsed = parse("jsonl", f"{line(url='http://x.example/news')}\n{line(url='http://x.example/news', body='Else.')}")
    assert [len(article.keys) for article in parsed.articles] == [1, 1]


@pytest.mark.parametrize("url", ["https://x.example/", "https://x.example", "https://site.example/"])
def test_front_page_is_no_identity(parse, url):
    article = parse("jsonl", line(url=url)).articles[0]
    assert [key.split(":")[0] for key in article.keys] == ["head", "text"]
    assert article.url


def test_an_article_without_address_is_known_by_its_title_and_day_when_its_text_changes(parse):
    before = parse("jsonl", line()).articles[0]
    after = parse("jsonl", line(body="Corrected.")).articles[0]
    assert before.keys[0] == after.keys[0]
    assert before.id == after.id
    assert before.content_hash != after.content_hash


def test_one_title_and_day_for_two_texts_identifies_neither(parse):
    parsed = parse("jsonl", f"{line()}\n{line(body='Another column of the same name.')}")
    assert [[key.split(":")[0] for key in article.keys] for article in parsed.articles] == [["text"], ["text"]]


def test_exact_repeat_in_one_document_is_one_article_with_both_origins(parse):
    parsed = parse("jsonl", f"{line()}\n{line()}")
    assert [[origin.location for origin in a.origins] for a in parsed.articles] == [
        ["page.txt line 1", "page.txt line 2"]
    ]


def test_records_without_text_under_two_addresses_are_two(parse):
    parsed = parse("jsonl", f"{line(body='', url='http://x.example/1')}\n{line(body='', url='http://x.example/2')}")
    assert len(parsed.articles) == 2
    assert not set(parsed.articles[0].keys) & set(parsed.articles[1].keys)


def test_records_without_text_are_told_apart_by_day(parse):
    parsed = parse("jsonl", f"{line(body='')}\n{line(body='', date='2025-08-02')}")
    assert len({article.keys[-1] for article in parsed.articles}) == 2


def test_content_hash_changes_with_a_letter_and_not_with_width(parse):
    first = parse("jsonl", line()).articles[0].content_hash
    assert parse("jsonl", line(body=TEXT.replace("two", "ｔｗｏ"))).articles[0].content_hash == first
    assert parse("jsonl", line(body=TEXT.replace("two", "ten"))).articles[0].content_hash != first
