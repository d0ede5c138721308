"""Lists as people send them: what is read from them, and what is said of the rest."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lists import NOW, WANTED, reasons, rows

from digest import subscribers
from digest.errors import UsageError
from digest.model import Entry, Membership, Subscriber, Subscription, Variant
from digest.subscribers import Wanted, addresses
from digest.text.mailboxes import mailbox


def entry(text: str, wanted: Wanted = WANTED) -> Entry:
    (only,) = rows(text, wanted)
    assert isinstance(only, Entry), only
    return only


@pytest.mark.parametrize(
    "heading",
    [
        "email,name,variant",
        "E-Mail Address;Full Name;Edition",
        "\ufeff电子邮箱\t姓名\t版本",
        "電郵地址，名稱，字體",
        '"Email","NAME","variant"',
    ],
)
def test_headings_are_understood_in_english_and_chinese_with_any_separator(heading: str) -> None:
    separator = next(each for each in ",;\t，" if each in heading)
    read = entry(f"{heading}\n" + separator.join(("li@example.org", "李明", "简体")))
    assert (read.address, read.name, read.variant) == ("li@example.org", "李明", Variant.ZH_HANS)


def test_a_bare_list_of_addresses_needs_no_heading() -> None:
    wanted = Wanted(newsletters=("weekly",), variant=Variant.EN, known_newsletters=("weekly",), known_audiences=())
    assert [row.address for row in rows("a@example.org\nb@example.org", wanted)] == ["a@example.org", "b@example.org"]


def test_a_list_without_a_column_of_addresses_is_refused() -> None:
    with pytest.raises(UsageError, match="No column of the list is called address"):
        subscribers.columns("name,phone")


def test_given_and_family_names_are_put_together_as_each_language_does() -> None:
    assert entry("email,first name,last name,lang\na@example.org,Ada,Byron,en").name == "Ada Byron"
    assert entry("email,名,姓,lang\na@example.org,小满,斛,zh-CN").name == "斛小满"


@pytest.mark.parametrize(
    ("language", "zone", "variant"),
    [
        ("en-GB", "", Variant.EN),
        ("zh_TW", "", Variant.ZH_HANT_TW),
        ("zh-SG", "", Variant.ZH_HANS),
        ("中文", "Asia/Shanghai", Variant.ZH_HANS),
        ("繁體中文", "Asia/Hong_Kong", Variant.ZH_HANT_HK),
        ("zh", "Asia/Taipei", Variant.ZH_HANT_TW),
    ],
)
def test_the_language_or_the_zone_says_the_variant(language: str, zone: str, variant: Variant) -> None:
    assert entry(f"email,language,zone\na@example.org,{language},{zone}").variant is variant


def test_which_chinese_is_never_guessed() -> None:
    assert "which Chinese" in reasons("email,language,zone\na@example.org,zh,Europe/Paris")[2]
    assert "which Chinese" in reasons("email,language,zone\na@example.org,繁體,Asia/Shanghai")[2]
    assert "nothing says" in reasons("email\na@example.org")[2]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" Li@Example.ORG ", "Li@example.org"),
        ("李明 <li@example.org>", "li@example.org"),
        ("mailto:li@example.org", "li@example.org"),
        ("li＠例子．example", "li@xn--fsqu00a.example"),
        ("用户@例子.广告", "用户@xn--fsqu00a.xn--4rr70v"),
        ("li..ming@docomo.example", "li..ming@docomo.example"),
    ],
)
def test_an_address_is_taken_as_people_type_it(typed: str, address: str) -> None:
    read, same = addresses.read(typed)
    assert read == address
    assert addresses.read(read.upper())[1] == same
    mailbox(read)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "li", "li@", "@example.org", "li@localhost", "a b@example.org", "li@example.org\nBcc: x@y.org"),
        *("li\0@example.org", "a@b@example.org,c@example.org", "li@127.0.0.1"),
        *(f"{'x' * 65}@example.org", f"x@{'y' * 260}.org", "x" * 10_000_000),
    ],
    ids=lambda typed: repr(typed[:20]),
)
def test_what_is_no_address_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"address|@"):
        addresses.read(typed)


@given(st.from_regex(r"[A-Za-z0-9_+.-]{1,20}@[A-Za-z0-9.-]{1,20}", fullmatch=True))
def test_the_short_way_for_ordinary_addresses_agrees_with_the_long_one(typed: str) -> None:
    try:
        found = mailbox(typed)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            addresses.read(typed)
        return
    if "." in found.domain:
        assert addresses.read(typed)[0] == f"{found.local}@{found.domain}"


def test_a_bad_row_costs_itself_and_is_named_with_its_line() -> None:
    text = """email,variant,name,zone
a@example.org,en,A,
nobody,en,B,

c@example.org,tlh,C,
d@example.org,en,D,Mars/Base
e@example.org,en,E\0,
f@example.org,en,F,"""
    assert {line: reason.partition(":")[0] for line, reason in reasons(text).items()} == {
        3: "'nobody' is no e-mail address",
        5: "'tlh' is no variant",
        6: "'Mars/Base' is no time zone, such as Asia/Taipei",
        7: "the name has characters that cannot be printed",
    }
    assert [row.line for row in rows(text) if isinstance(row, Entry)] == [2, 8]


def test_a_quotation_mark_without_a_partner_costs_one_line() -> None:
    text = '''email,variant,name
a@example.org,en,"Ada
b@example.org,en,Bo
c@example.org,en,5" disk
d@example.org,en,"two
lines"'''
    assert reasons(text) == {2: "a quotation mark has no partner"}
    assert [(row.line, row.name) for row in rows(text) if isinstance(row, Entry)] == [
        (3, "Bo"),
        (4, '5" disk'),
        (5, "two lines"),
    ]


def test_a_line_or_cell_of_megabytes_costs_itself() -> None:
    lines = [
        "email,variant,name",
        "a@example.org,en,A",
        None,
        f"b@example.org,en,{'x' * 3_000_000}",
        "c@example.org,en,C",
    ]
    found = list(subscribers.reading.entries(lines, subscribers.columns(lines[0] or ""), WANTED))
    assert [type(row).__name__ for row in found] == ["Entry", "Fault", "Fault", "Entry"]


def test_a_row_of_which_the_list_itself_says_that_they_left_is_refused() -> None:
    assert "the list says" in reasons("email,variant,status\na@example.org,en,Unsubscribed")[2]


def test_names_of_newsletters_and_audiences_have_to_exist() -> None:
    found = reasons("email,variant,newsletters,audience\na@example.org,en,weekly;daily,\nb@example.org,en,,vips")
    assert found == {2: "there is no newsletter 'daily'", 3: "there is no audience 'vips'"}


def test_a_row_that_takes_nothing_is_refused() -> None:
    wanted = Wanted(newsletters=(), variant=None, known_newsletters=("weekly",), known_audiences=())
    found = reasons("email,variant,newsletters\na@example.org,en,weekly\nb@example.org,en,", wanted)
    assert found == {3: "nothing says which newsletter they take"}


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Cf")), max_size=30
)


def person(name: str, tags: tuple[str, ...] = ()) -> Subscriber:
    return Subscriber(
        id=1, key="0" * 16, address="=1+1@example.org", variant=Variant.EN, name=name, language="", zone="", tags=tags,
        membership=Membership.ACTIVE, since=NOW, newsletters=(("weekly", Subscription.TAKEN),),
    )  # fmt: skip


@given(
    st.lists(st.one_of(CELLS, CELLS.map(lambda text: f"={text}"), st.sampled_from(["'=x", "''+1", "@SUM(A1)", "-"])))
)
def test_no_exported_cell_is_a_formula_and_every_name_comes_back(names: list[str]) -> None:
    known = [subscribers.reading.person(name) for name in names]
    text = "".join(subscribers.lines(person(name) for name in known))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")]
    back = rows(text.replace("\r\n", "\n"))
    assert [row.name for row in back if isinstance(row, Entry)] == known
    assert {row.address for row in back if isinstance(row, Entry)} <= {"=1+1@example.org"}


@given(st.text(alphabet=st.sampled_from("a@b.c,\";\n\t\r\0='李\ufeff\ufffd\u202e "), max_size=200))
def test_no_text_at_all_stops_the_reading(text: str) -> None:
    assert all(row.line > 1 for row in rows("email,name,variant\n" + text))
