import random

import pytest

from digest.model import Fetched
from digest.text import encoding
from digest.text.encoding import Decoded

SIMPLIFIED = "本周，三个省的小学开始使用新的图书馆，孩子们可以把书带回家。"
TRADITIONAL = "本週，三個縣市的小學開始使用新的圖書館，孩子們可以把書帶回家。"
CANTONESE = "今日圖書館開門，啲細路好開心，佢哋話聽日仲會嚟，冇人想走。"
JAPANESE = "今週、新しい図書館が開きました。子どもたちは本を借りることができます。"
KOREAN = "이번 주에 새 도서관이 문을 열었습니다. 아이들은 책을 빌릴 수 있습니다."
RUSSIAN = "На этой неделе открылась новая библиотека. Дети могут брать книги домой."
ARABIC = "افتتحت هذا الأسبوع مكتبة جديدة، ويمكن للأطفال أن يأخذوا الكتب إلى البيت."
GERMAN = "Die Bücherei öffnet früh. Für Schüler wäre es schön, wenn sie länger geöffnet hätte."


def decode(raw: bytes, charset: str = "", declared: str = "") -> Decoded:
    return encoding.decode(Fetched(raw=raw, location="page.html", charset=charset), declared)


# --- byte order marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_removed(mark: bytes, codec: str) -> None:
    found = decode(mark + SIMPLIFIED.encode(codec), charset="big5")
    assert found == Decoded(text=SIMPLIFIED, encoding=codec, sure=True)


def test_a_utf8_mark_before_a_gbk_page_is_not_believed() -> None:
    found = decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode("gbk"))
    assert (found.text, found.encoding) == (SIMPLIFIED, "gb18030")


def test_a_marked_document_cut_inside_a_character_keeps_its_encoding() -> None:
    found = decode(b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le")[:-1])
    assert found.text == SIMPLIFIED[:-1] + "\ufffd"
    assert not found.sure


# --- labels that are right -----------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["gb2312", "GB2312", "gbk", "x-gbk", "cp936", '"GB_2312-80"', " gb18030 "])
def test_every_name_of_the_mainland_encoding_means_gb18030(label: str) -> None:
    text = "朱镕基和𠮷野家，㐂字也在" + SIMPLIFIED  # 镕 is not in GB 2312, 𠮷 and 㐂 are not in GBK
    assert decode(text.encode("gb18030"), charset=label) == Decoded(text=text, encoding="gb18030", sure=True)


def test_a_label_of_rare_characters_is_followed() -> None:
    text = "龥㐀𠀀𠀁"
    assert decode(text.encode("gb18030"), charset="gb2312").text == text


def test_a_big5_label_covers_the_characters_of_hong_kong() -> None:
    assert decode(CANTONESE.encode("big5hkscs"), charset="Big5").text == CANTONESE


def test_a_big5_label_covers_the_characters_of_taiwanese_windows() -> None:
    text = TRADITIONAL + "王碁銹先生"
    assert decode(text.encode("cp950"), charset="big5").text == text


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (JAPANESE, "shift_jis", "Shift-JIS"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "ISO-2022-JP"),
        (KOREAN, "cp949", "ks_c_5601-1987"),
        (SIMPLIFIED, "hz", "hz-gb-2312"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (ARABIC, "cp1256", "windows-1256"),
        (GERMAN + " 5 €", "cp1252", "iso-8859-1"),
    ],
)
def test_a_right_label_is_followed(text: str, codec: str, label: str) -> None:
    found = decode(text.encode(codec), charset=label)
    assert found.text == text
    assert found.sure


def test_the_transport_is_asked_before_the_document() -> None:
    raw = b'<meta charset="shift_jis">' + RUSSIAN.encode("koi8-r")
    assert RUSSIAN in decode(raw, charset="koi8-r").text


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0" encoding="koi8-r"?>',
        "\n<?xml version='1.0' encoding='KOI8-R' standalone='yes'?>",
        '<!doctype html><html><head><META CHARSET="koi8-r">',
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
    ],
)
def test_the_document_may_declare_its_encoding(head: str) -> None:
    assert decode((head + RUSSIAN).encode("koi8-r")) == Decoded(text=head + RUSSIAN, encoding="koi8-r", sure=True)


def test_what_the_caller_knows_stands_for_the_document_s_declaration() -> None:
    assert decode(RUSSIAN.encode("koi8-r"), declared="koi8-r").text == RUSSIAN


def test_a_document_that_can_be_read_is_not_the_utf16_it_declares() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><title>{SIMPLIFIED}</title>'
    assert decode(text.encode()) == Decoded(text=text, encoding="utf-8", sure=True)


# --- labels that are wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "big5", "us-ascii", "windows-1252", "euc-kr", "utf-16"])
def test_a_gbk_page_under_a_wrong_label_comes_out_right(label: str) -> None:
    found = decode(SIMPLIFIED.encode("gbk"), charset=label)
    assert (found.text, found.encoding) == (SIMPLIFIED, "gb18030")


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "gb2312", "gb18030", "shift_jis"])
def test_a_big5_page_under_a_wrong_label_comes_out_right(label: str) -> None:
    found = decode(TRADITIONAL.encode("big5"), charset=label)
    assert (found.text, found.encoding) == (TRADITIONAL, "big5")


@pytest.mark.parametrize("label", ["gb2312", "big5", "iso-8859-1", "windows-1251", "shift_jis"])
@pytest.mark.parametrize("text", [SIMPLIFIED, RUSSIAN, GERMAN, "Müller, früh"])
def test_utf8_under_a_wrong_label_comes_out_right(text: str, label: str) -> None:
    assert decode(text.encode(), charset=label) == Decoded(text=text, encoding="utf-8", sure=True)


def test_western_text_labelled_utf8_comes_out_right() -> None:
    assert decode(GERMAN.encode("cp1252"), charset="utf-8").text == GERMAN


@pytest.mark.parametrize(
    "label",
    ["utf-7", "unicode_escape", "idna", "punycode", "hex", "zlib", "undefined", "mbcs", "", "..", "\0", "é", "x" * 999],
)
def test_a_label_that_is_no_encoding_of_documents_is_ignored(label: str) -> None:
    assert encoding.family(label) == ""
    assert decode(SIMPLIFIED.encode(), charset=label).text == SIMPLIFIED


# --- no label ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (CANTONESE, "big5hkscs", "big5hkscs"),
        (JAPANESE, "shift_jis", "cp932"),
        (KOREAN, "euc_kr", "cp949"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        ("Plain words in wide characters", "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-8", "utf-8"),
    ],
)
def test_an_unlabelled_text_is_recognised_with_confidence(text: str, codec: str, named: str) -> None:
    assert decode(text.encode(codec)) == Decoded(text=text, encoding=named, sure=True)


@pytest.mark.parametrize(("text", "codec"), [(RUSSIAN, "cp1251"), (ARABIC, "cp1256"), (GERMAN, "cp1252")])
def test_an_unlabelled_text_of_another_alphabet_is_recognised(text: str, codec: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding) == (text, codec)


@pytest.mark.parametrize("start", range(0, 18, 3))
@pytest.mark.parametrize(
    ("text", "codec"), [(SIMPLIFIED, "gbk"), (TRADITIONAL, "gbk"), (TRADITIONAL, "big5"), (CANTONESE, "big5hkscs")]
)
def test_twelve_characters_are_enough_to_tell_gbk_from_big5(text: str, codec: str, start: int) -> None:
    short = text[start : start + 12]
    assert decode(short.encode(codec)).text == short


@pytest.mark.parametrize("label", ["", "gb2312"])
def test_gbk_characters_that_are_valid_utf8_by_chance_stay_chinese(label: str) -> None:
    raw = "同学要说".encode("gbk")
    assert raw.decode("utf-8") == "ͬѧҪ˵"
    assert decode(raw, charset=label).text == "同学要说"


def test_chinese_far_behind_a_long_head_of_ascii_is_found() -> None:
    page = "<script>var x = 1;</script>\n" * 20_000 + SIMPLIFIED
    assert decode(page.encode("gbk")).text == page


def test_few_bytes_that_could_be_anything_are_not_called_sure() -> None:
    assert not decode("中国".encode("gbk")).sure


# --- broken and odd documents --------------------------------------------------------------------------------


def test_one_bad_byte_does_not_cost_a_gbk_page_its_encoding() -> None:
    raw = SIMPLIFIED.encode("gbk")
    found = decode(raw + b"\xff\n" + raw, charset="gb2312")
    assert found.text == f"{SIMPLIFIED}\ufffd\n{SIMPLIFIED}"
    assert not found.sure


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_a_document_cut_inside_a_character_keeps_its_encoding(codec: str) -> None:
    found = decode(TRADITIONAL.encode(codec)[:-1], charset=codec)
    assert found.text.rstrip("\ufffd") == TRADITIONAL[:-1]
    assert not found.sure


def test_plain_ascii_is_sure_whatever_the_label() -> None:
    assert decode(b"Plain text.\r\n", charset="big5") == Decoded(text="Plain text.\r\n", encoding="utf-8", sure=True)


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"") == Decoded(text="", encoding="utf-8", sure=True)


def test_a_stray_nul_does_not_turn_ascii_into_chinese() -> None:
    assert decode(b"Hello\x00World, plain words").text == "Hello\x00World, plain words"


def test_binary_junk_is_never_sure() -> None:
    junk = b"\x89PNG\r\n\x1a\n" + random.Random(7).randbytes(5000)
    assert not decode(junk).sure


def test_no_bytes_and_no_label_make_it_raise() -> None:
    chance = random.Random(11)
    labels = ("", "utf-8", "gb2312", "big5", "hz", "iso-2022-jp", "utf-16", "utf-32", "utf-8-sig", "koi8-r")
    alphabets = (range(256), range(128, 256), b"\x00<?xml~{}\x1b$B\xff\xfe")
    for _ in range(1500):
        alphabet = chance.choice(alphabets)
        raw = bytes(chance.choice(alphabet) for _ in range(chance.randrange(40)))
        found = decode(raw, charset=chance.choice(labels), declared=chance.choice(labels))
        assert not found.sure or raw.decode(found.encoding).removeprefix("\ufeff") == found.text
