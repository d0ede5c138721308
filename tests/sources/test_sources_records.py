"""Fields as JSON lines, CSV and front matter give them: types, dates, zones, pictures, durations."""

import json

import pytest

from digest.errors import SourceError
from digest.model import Kind, Language, Picture, Variant

TEXT = "The ferry runs again after two years of repair."


def line(**fields: object) -> str:
    return json.dumps({"title": "Ferries", "date": "2025-08-01", "body": TEXT, **fields})


@pytest.mark.parametrize(
    ("written", "zone", "moment", "day", "day_only"),
    [
        ("2025-08-01", "Asia/Shanghai", "2025-07-31T16:00:00+00:00", "2025-08-01", True),
        ("2025-08-01 09:30", "Asia/Shanghai", "2025-08-01T01:30:00+00:00", "2025-08-01", False),
        ("2025-08-01T23:30:00Z", "Asia/Shanghai", "2025-08-01T23:30:00+00:00", "2025-08-01", False),
        ("Fri, 01 Aug 2025 09:30:00 +0530", "UTC", "2025-08-01T04:00:00+00:00", "2025-08-01", False),
        ("1 August 2025", "America/New_York", "2025-08-01T04:00:00+00:00", "2025-08-01", True),
    ],
)
def test_date_is_read_in_the_zone_of_the_source_unless_it_names_one(parse, written, zone, moment, day, day_only):
    article = parse("jsonl", line(date=written), zone=zone).articles[0]
    assert (article.published.isoformat(), str(article.published_day), article.day_only) == (moment, day, day_only)
    assert article.published_as_written == written


@pytest.mark.parametrize("written", ["yesterday", "04/05/2025", "1744884000", "0000-00-00", "August 2025"])
def test_date_that_cannot_be_read_is_unknown_and_reported(parse, written):
    parsed = parse("jsonl", line(date=written))
    article = parsed.articles[0]
    assert (article.published, article.published_day, article.day_only) == (None, None, False)
    assert article.published_as_written == written
    assert [(p.lost, "date cannot be read" in p.reason) for p in parsed.problems] == [(False, True)]


def test_every_field_of_a_line_arrives(parse):
    article = parse(
        "jsonl",
        line(
            kind="Speech", language="en", url="/ferries", guid=7, tags=["#SDG14", " ferry ", "ferry"],
            picture={"url": "/p.jpg", "alt": "A ferry", "width": 800, "height": "600"},
            speaker="Mara Quill", speaker_post="Harbour Master", translation_key="f1",
            video_url="https://video.example/v", duration="1:02:03",
        ),
    ).articles[0]  # fmt: skip
    assert (article.kind, article.kind_word, article.url) == (Kind.SPEECH, "Speech", "https://site.example/ferries")
    assert article.tags == ("SDG14", "ferry")
    assert article.picture == Picture(url="https://site.example/p.jpg", alt="A ferry", width=800, height=600)
    assert (article.speaker, article.speaker_post, article.translation_key) == ("Mara Quill", "Harbour Master", "f1")
    assert (article.video_url, article.duration_s) == ("https://video.example/v", 3723)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("95", 95), (95, 95), ("1:35", 95), ("PT1M35S", 95), ("PT2H", 7200), ("PT", None), ("long", None)],
)
def test_duration_is_read_in_the_forms_that_occur(parse, written, seconds):
    assert parse("jsonl", line(duration=written)).articles[0].duration_s == seconds


@pytest.mark.parametrize("word", ["op-ed", "Op-Ed", "OP-ED", "署名文章", "Opinión"])
def test_kind_is_named_by_our_word_or_by_the_site_s(parse, word):
    article = parse("jsonl", line(kind=word)).articles[0]
    assert (article.kind, article.kind_word) == (Kind.OP_ED, word)


@pytest.mark.parametrize(
    ("tag", "language"), [("zh-TW", Language.ZH_HANT), ("zh_HK", Language.ZH_HANT), ("zh-CN", Language.ZH_HANS)]
)
def test_declared_language_decides_for_a_text_too_short_to_tell(parse, tag, language):
    assert parse("jsonl", line(title="人口", body="人口", language=tag)).articles[0].language is language


@pytest.mark.parametrize(
    ("tag", "variant"),
    [
        ("zh-TW", Variant.ZH_HANT_TW),
        ("zh-Hant-HK", Variant.ZH_HANT_HK),
        ("zh_MO", Variant.ZH_HANT_HK),
        ("zh-Hant", None),
        ("", None),
        ("en-HK", None),
    ],
)
def test_taiwan_and_hong_kong_are_told_apart_only_where_the_record_says_so(parse, tag, variant):
    assert (
        parse("jsonl", line(title="圖書館開放", body="我們開放新的閱覽室。", language=tag)).articles[0].variant
        is variant
    )


def test_a_text_in_simplified_chinese_is_no_region_s_whatever_was_declared(parse):
    assert parse("jsonl", line(title="图书馆开放", body="我们开放。", language="zh-TW")).articles[0].variant is None


def test_declared_language_does_not_overrule_the_text(parse):
    assert parse("jsonl", line(language="zh-CN", body=TEXT * 3)).articles[0].language is Language.EN


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{bad", "not JSON"),
        ("[1]", "not an object"),
        ('{"title": true, "body": "x"}', "title must be text, not true or false"),
        ('{"title": "x", "tags": 3}', "tags must be a list"),
        ('{"title": "x", "picture": [1]}', "picture must be"),
        ('{"body": "x"}', "no title"),
        ("[" * 100_000, "nested too deep"),
        ('{"title": ' + "9" * 5000 + "}", "number too long"),
    ],
)
def test_bad_line_is_a_problem_with_its_line_and_the_others_are_read(parse, bad, said):
    parsed = parse("jsonl", f"{line()}\n\n{bad}\n{line(title='Second')}\n")
    assert [article.title for article in parsed.articles] == ["Ferries", "Second"]
    assert [(p.origin.location, p.lost, said in p.reason) for p in parsed.problems] == [("page.txt line 3", True, True)]


def test_unknown_fields_are_named_once(parse):
    parsed = parse("jsonl", f"{line(author='x', foo=1)}\n{line(title='Second', author='y')}")
    assert [p.reason for p in parsed.problems] == ["fields that mean nothing here were ignored: author, foo"]


def test_field_beyond_the_limit_is_refused_with_its_name(parse):
    parsed = parse("jsonl", f"{line(body='x' * 1_000_001)}\n{line()}")
    assert [(p.origin.location, "body is larger" in p.reason) for p in parsed.problems] == [("page.txt line 1", True)]


def test_records_beyond_the_limit_are_one_problem(parse):
    parsed = parse("csv", "title,date\n" + "".join(f"T{n},2025-08-01\n" for n in range(5_003)))
    assert len(parsed.articles) == 5_000
    assert parsed.problems[-1].reason == "3 records from here on exceed the 5000 allowed"


def test_empty_file_of_lines_is_rightly_empty(parse):
    parsed = parse("jsonl", "")
    assert (parsed.articles, parsed.problems) == ((), ())


def test_array_instead_of_lines_says_how_to_convert_it(parse):
    with pytest.raises(SourceError, match=r"jq -c"):
        parse("jsonl", '[{"title": "x"}]')


def test_file_of_bad_lines_says_why_with_the_first_line(parse):
    with pytest.raises(SourceError, match=r"page\.txt line 1: it is not JSON.*1 more like it"):
        parse("jsonl", "{\n{\n")


def test_unstorable_characters_do_not_reach_the_article(parse):
    article = parse("jsonl", r'{"title": "Fer\u0000ries\ud800", "body": "x\u0000"}').articles[0]
    assert "\0" not in article.original_title + article.original_body + article.title
    article.original_title.encode()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_with_the_mark_that_its_header_uses(parse, mark):
    rows = [["Title", "Date", "Body"], ["Ferries", "2025-08-01", '"One, two; three\tfour\nSecond line"']]
    parsed = parse("csv", "\ufeff" + "\r\n".join(mark.join(row) for row in rows) + "\r\n")
    assert [(a.title, a.original_body) for a in parsed.articles] == [("Ferries", "One, two; three\tfour\nSecond line")]
    assert parsed.problems == ()


def test_csv_row_that_is_not_whole_is_a_problem_with_its_line(parse):
    parsed = parse(
        "csv", 'title,date,body\n"Two\nlines",2025-08-01,x\nShort,2025-08-01\n,,\nLast,2025-08-02,y\n"Never,closed'
    )
    assert [article.title for article in parsed.articles] == ["Two lines", "Last"]
    assert [p.origin.location for p in parsed.problems if p.lost] == ["page.txt line 4", "page.txt line 7"]


def test_csv_of_a_spreadsheet_may_name_its_mark_first(parse):
    assert parse("csv", "sep=;\ntitle;date\nFerries;2025-08-01\n").articles[0].origins[0].location == "page.txt line 3"


@pytest.mark.parametrize(("header", "said"), [("name,when", "no column"), ("title,title", "twice"), ("", "no column")])
def test_csv_without_a_usable_header_is_refused(parse, header, said):
    with pytest.raises(SourceError, match=said):
        parse("csv", f"{header}\nx,y\n")


def test_front_matter_is_read_as_it_is_written(parse):
    front = "title: 'No'\ndate: 2025-08-01\nkind: press-release\nlanguage: no\ntags: [a, 012]"
    article = parse("markdown", f"---\n{front}\n---\n\nText *with* [a link](x).\n").articles[0]
    assert (article.title, article.published_as_written, article.tags) == ("No", "2025-08-01", ("a", "012"))
    assert article.body == "Text with a link."


def test_first_heading_is_the_title_when_the_front_matter_has_none(parse):
    article = parse("markdown", "---\ndate: 2025-08-01\n---\n# The **new** ferry\n\nText.\n").articles[0]
    assert (article.title, article.body) == ("The new ferry", "Text.")


def test_heading_that_repeats_the_title_is_not_in_the_text(parse):
    assert parse("markdown", "---\ntitle: Ferries\n---\n# Ferries\n\nText.\n").articles[0].body == "Text."


def test_markdown_keeps_blocks_apart_and_its_first_picture(parse):
    page = "# T\n\nOne\ntwo.\n\n## Part\n\n- a\n- b\n\n![A ferry](/p.jpg)\n\n<script>x()</script>\n\n<p hidden>no</p>\n"
    article = parse("markdown", page).articles[0]
    assert [(p.role.value, p.text) for p in article.paragraphs] == [
        ("text", "One two."), ("heading", "Part"), ("text", "a"), ("text", "b"),
    ]  # fmt: skip
    assert article.picture == Picture(url="https://site.example/p.jpg", alt="A ferry")


def test_line_break_within_chinese_is_no_space(parse):
    assert parse("markdown", "# 渡船\n\n渡船来了\n大家上船。\n").articles[0].body == "渡船来了大家上船。"


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("a: &x [1]\nb: *x", "line 2: anchors and aliases"),
        ("a: " + "[" * 50_000, "nested too deep"),
        ("a: [", "line"),
        ("- a\n- b", "not a list of names and values"),
        ("title: [x]", "title must be text, not a list"),
        ('title: "\\UFFFFFFFF"', "cannot be read"),
        ("a: " + "x" * 70_000, "longer than 64,000"),
        ("? [a]\n: b", "cannot be read"),
    ],
)
def test_front_matter_that_cannot_be_trusted_is_refused(parse, front, said):
    with pytest.raises(SourceError, match=said):
        parse("markdown", f"---\n{front}\n---\n# T\n")


def test_front_matter_that_is_never_closed_is_refused(parse):
    with pytest.raises(SourceError, match="no line of --- ends it"):
        parse("markdown", "---\ntitle: x\n\nText.\n")


def test_csv_without_rows_is_rightly_empty(parse):
    parsed = parse("csv", "title,date,author\n")
    assert parsed.articles == ()
    assert [problem.lost for problem in parsed.problems] == [False]


def test_empty_markdown_file_is_refused(parse):
    with pytest.raises(SourceError, match="empty"):
        parse("markdown", "\n")


@pytest.mark.parametrize("after", ['"Quoted, too",2025-08-03', "Plain,2025-08-03"])
def test_row_that_is_never_closed_does_not_swallow_the_rows_after_it(parse, after):
    parsed = parse("csv", f'title,date\nFirst,2025-08-01\n"Never closed,2025-08-02\nGood,2025-08-02\n{after}\n')
    assert [article.title for article in parsed.articles] == ["First", "Good", after.split(",2025")[0].strip('"')]
    assert [p.origin.location for p in parsed.problems if p.lost] == ["page.txt line 3"]


def test_rest_of_a_bad_row_is_no_record(parse):
    parsed = parse("csv", 'title,date\n"Two\nlines" and more,2025-08-01\nGood,2025-08-02\n')
    assert [article.title for article in parsed.articles] == ["Good"]
    assert [p.origin.location for p in parsed.problems if p.lost] == ["page.txt line 2", "page.txt line 3"]


@pytest.mark.parametrize("letters", [131_073, 999_999])
def test_long_field_of_a_row_is_read(parse, letters):
    body = "word " * (letters // 5)
    assert len(parse("csv", f"title,body\nT,{body}\n").articles[0].original_body) == len(body)
