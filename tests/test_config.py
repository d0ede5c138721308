"""The newsroom's configuration: complete, or every fault at once with its line."""

import re
import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import config
from digest.config.lines import Lines
from digest.errors import ConfigError
from digest.model import Kind, Language, Order, Variant

SHIPPED = Path(__file__).parent.parent / "config"


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    for name in ("digest.toml", "platforms.toml"):
        (tmp_path / "config" / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path


def change(newsroom: Path, *changes: tuple[str, str]) -> None:
    file = newsroom / "config" / "digest.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"the shipped configuration no longer has {old!r}"
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def faults(newsroom: Path) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        config.load(newsroom)
    return [str(fault) for fault in raised.value.faults]


def test_the_shipped_configuration_is_in_order(newsroom: Path) -> None:
    settings = config.load(newsroom)

    assert set(settings.newsletters) == {"weekly", "monthly"}
    assert {audience.variant for audience in settings.audiences.values()} == set(Variant)
    weekly = settings.newsletters["weekly"]
    assert weekly.selection.order is Order.KIND
    assert weekly.zone == "Asia/Shanghai"
    assert settings.newsletters["monthly"].selection.limits == ((Kind.PRESS_RELEASE, 4),)
    assert weekly.selection.look_back == timedelta(days=28)


def test_zh_hant_stands_for_both_traditional_variants(newsroom: Path) -> None:
    name = config.load(newsroom).newsroom.name

    assert name[Variant.ZH_HANT_TW] == name[Variant.ZH_HANT_HK] == "聯合國在嵐川"


def test_a_source_declares_whose_traditional_chinese_it_writes(newsroom: Path) -> None:
    change(newsroom, ('language = "zh-Hant"\n', 'language = "zh-Hant-HK"\n'))
    source = config.load(newsroom).sources["repair-cafe"]

    assert (source.language, source.variant) == (Language.ZH_HANT, Variant.ZH_HANT_HK)


def test_all_faults_are_reported_at_once_each_with_its_line_and_what_is_allowed(newsroom: Path) -> None:
    change(
        newsroom,
        ('zone = "Asia/Shanghai"', 'zone = "Asia/Peking"'),
        ('kind = "site-text"', 'kind = "site-txt"'),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MN"),
        ('channels = ["email", "x", "weibo", "linkedin", "wechat"]', 'channels = ["email", "twitter"]'),
        ('variant = "zh-Hans"', 'variant = "zh-CN"'),
        ("summary_words = 75", "sumary_words = 75"),
        ('newsletters = ["weekly", "monthly"]', 'newsletters = ["daily"]'),
    )
    found = faults(newsroom)
    lines = (newsroom / "config" / "digest.toml").read_text(encoding="utf-8").split("\n")

    for word, value in {
        "newsroom.zone": "Asia/Peking",
        "sources.latest.kind": "site-txt",
        "newsletters.weekly.schedule": "BYDAY=MN",
        "newsletters.weekly.channels.1": "twitter",
        "audiences.mainland.variant": "zh-CN",
        "newsletters.weekly.sumary_words": "sumary_words",
        "audiences.international.newsletters.0": "daily",
    }.items():
        fault = next(fault for fault in found if f" {word}: " in fault)
        number = re.match(r"config/digest.toml:(\d+): ", fault)
        assert number, fault
        assert value in lines[int(number[1]) - 1], fault
    assert len(found) == 7, found
    assert "site-text" in next(fault for fault in found if "site-txt" in fault)
    assert "zh-Hant-TW" in next(fault for fault in found if "zh-CN" in fault)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('site = "https://lanchuan.un.example"', 'site = "http://lanchuan.un.example"', "https://"),
        ('sender = "digest@', 'sender = "@', "e-mail address"),
        ('sender = "digest@', 'sender = "新聞@', "ASCII before the @"),
        ('zh-Hant = "嵐川一週"', "", "zh-Hant-TW"),
        ('language = "zh-Hans"', 'language = "zh-TW"', "zh-Hant-TW"),
        ("maximum = 12", "maximum = 0", "maximum"),
        ("maximum = 12", "minimum = 40\nmaximum = 12", "minimum"),
        ("maximum = 12", 'look_back = "a month"', "P4W"),
        ("maximum = 12", 'sources = ["nowhere"]', "nowhere"),
        ('"FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0"', '"FREQ=DAILY;BYHOUR=8,18"', "schedule-exact"),
        ('"FREQ=WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0"', '"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"', "due"),
        ("[audiences.taiwan]", '[audiences."../etc"]', "small letters"),
        ('channels = ["email", "weibo", "wechat"]', 'channels = ["weibo"]', "monthly"),
        ("[newsletters.monthly]", "[newsletters.orphan]", "monthly"),
        ("[audiences.taiwan]", "[audience.taiwan]", "unknown key"),
        ('# allowed_networks = ["10.1.0.0/16"]', 'allowed_networks = ["10.1.0.0/33"]', "IP network"),
        ("[newsroom]", "[newsroom", "not TOML"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(newsroom: Path, old: str, new: str, word: str) -> None:
    change(newsroom, (old, new))

    assert any(word in fault for fault in faults(newsroom)), faults(newsroom)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    assert "digest init" in faults(tmp_path)[0]


def test_a_file_that_is_not_utf_8_is_refused(newsroom: Path) -> None:
    (newsroom / "config" / "digest.toml").write_bytes("[newsroom]\nname = '联合国'\n".encode("gb18030"))

    assert "not UTF-8" in faults(newsroom)[0]


def test_a_fault_in_the_platforms_is_reported_with_those_of_the_newsroom(newsroom: Path) -> None:
    (newsroom / "config" / "platforms.toml").write_text("[x]\nlimit = 'many'\n")
    change(newsroom, ('variant = "zh-Hans"', 'variant = "zh-CN"'))
    found = faults(newsroom)

    assert any("platforms.toml" in fault for fault in found)
    assert any("zh-CN" in fault for fault in found)


def test_the_hash_of_the_configuration_changes_with_any_byte_of_it(newsroom: Path) -> None:
    before = config.load(newsroom).config_sha256
    change(newsroom, ("summary_words = 75", "summary_words = 74"))

    assert config.load(newsroom).config_sha256 != before


@given(st.text(max_size=300))
def test_no_text_makes_the_line_finder_fail(text: str) -> None:
    line = Lines(text).find("newsroom.name")

    assert line is None or 1 <= line <= text.count("\n") + 1


THEME = "# [newsroom.theme] "


@pytest.mark.parametrize(
    ("line", "key", "ratio"),
    [
        ('text = "#777777"', "newsroom.theme.text", "text on card has a contrast of 4.47 to 1; it needs 4.5"),
        ('link = "#009EDB"', "newsroom.theme.link", "link on card has a contrast of 3.03 to 1; it needs 4.5"),
        ('accent = "#00B0F0"', "newsroom.theme.accent", "accent on card has a contrast of 2.47 to 1; it needs 3"),
        ('muted_dark = "#606060"', "newsroom.theme.muted_dark", "muted_dark on card_dark has a contrast of"),
        ('card_dark = "#888888"', "newsroom.theme.card_dark", "text_dark on card_dark has a contrast of"),
    ],
)
def test_colours_that_cannot_be_told_apart_are_refused(newsroom: Path, line: str, key: str, ratio: str) -> None:
    change(newsroom, (THEME, f"[newsroom.theme]\n{line} "))
    assert any(f"{key}" in fault and ratio in fault for fault in faults(newsroom))


def test_a_theme_may_set_every_colour_the_width_and_fonts(newsroom: Path) -> None:
    change(
        newsroom,
        (THEME, '[newsroom.theme]\nwidth = 640\ntext = "#000000"\n[newsroom.theme.fonts]\nzh-Hant = "Ming, serif"\n#'),
    )
    theme = config.load(newsroom).newsroom.theme
    assert (theme.width, theme.text, theme.link) == (640, "#000000", "#00699E")
    assert theme.fonts == {Variant.ZH_HANT_TW: "Ming, serif", Variant.ZH_HANT_HK: "Ming, serif"}


@pytest.mark.parametrize("fonts", ["'Georgia'", "url(x)", "a;color:red", ""])
def test_fonts_are_names_and_nothing_else(newsroom: Path, fonts: str) -> None:
    change(newsroom, (THEME, f'[newsroom.theme.fonts]\nen = "{fonts}"\n#'))
    assert any("names of fonts" in fault for fault in faults(newsroom))


def test_links_are_marked_as_configured(newsroom: Path) -> None:
    change(newsroom, ("# [newsroom.tracking] ", '[newsroom.tracking]\nsource = "un-news"\nhosts = ["example.org"]\n#'))
    tracking = config.load(newsroom).newsroom.tracking
    assert tracking
    assert (tracking.source, tracking.medium, tracking.campaign) == ("un-news", "email", "{issue}")
    assert (tracking.content, tracking.hosts) == ("", ("example.org",))


@pytest.mark.parametrize(
    "wrong", ['source = "a b"', 'source = "{subscriber}"', 'source = "a"\nhosts = ["https://a.b"]']
)
def test_marks_that_would_break_an_address_are_refused(newsroom: Path, wrong: str) -> None:
    change(newsroom, ("# [newsroom.tracking] ", f"[newsroom.tracking]\n{wrong}\n#"))
    assert any("newsroom.tracking" in fault for fault in faults(newsroom))


def test_a_newsletter_chooses_its_mail_among_our_templates_and_its_own(newsroom: Path) -> None:
    change(newsroom, ('template = "monthly"', 'template = "special"'))
    assert any("'special'" in fault and "monthly, weekly" in fault for fault in faults(newsroom))
    (newsroom / "templates" / "email").mkdir(parents=True)
    (newsroom / "templates" / "email" / "special.mjml.j2").write_text("<mjml></mjml>")
    assert config.load(newsroom).newsletters["monthly"].template == "special"


def _claiming(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + struct.pack(">I", 9) + b"IDAT"
    return b"\x89PNG\r\n\x1a\n" + chunks + bytes(13)


_LOGO = '[newsroom.logo]\nurl = "https://lanchuan.un.example/logo.png"\nfile = "logo.png"\n\n[sources.latest]'


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (None, "cannot be read"),
        (b"<svg/>", "is no picture in PNG, JPEG or WebP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is no picture"),
        (bytes(2_000_001), "has more than 2 MB"),
        (_claiming(5_000, 10), "is wider or higher than 4096 pixels"),
        (_claiming(12_000, 10_000), "is wider or higher than 4096 pixels"),
        (_claiming(60_000, 60_000), "is wider or higher than 4096 pixels"),
    ],
)
def test_a_logo_that_cannot_be_drawn_is_refused(newsroom: Path, content: bytes | None, wrong: str) -> None:
    change(newsroom, ("[sources.latest]", _LOGO))
    if content is not None:
        (newsroom / "logo.png").write_bytes(content)
    (fault,) = faults(newsroom)
    assert "newsroom.logo.file" in fault
    assert wrong in fault


def test_a_logo_lies_in_the_newsrooms_own_folder(newsroom: Path) -> None:
    change(newsroom, ("[sources.latest]", _LOGO.replace('logo.png"\n\n', '../logo.png"\n\n')))
    assert "outside of the newsroom" in faults(newsroom)[0]


def test_an_openid_provider_is_believed_with_a_secret_that_stands_elsewhere(
    newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config.load(newsroom).provider is None
    table = '\n[sign_in]\nissuer = "https://login.example.org"\nclient_id = "digest"\n'
    file = newsroom / "config" / "digest.toml"
    file.write_text(file.read_text(encoding="utf-8") + table, encoding="utf-8")
    secret = tmp_path / "secret"
    secret.write_text("told to nobody\n", encoding="utf-8")
    monkeypatch.setenv("DIGEST_SIGN_IN_SECRET_FILE", str(secret))
    provider = config.load(newsroom).provider
    assert provider
    assert (provider.issuer, provider.claim, provider.secret) == (
        "https://login.example.org",
        "email",
        "told to nobody",
    )


@pytest.mark.parametrize("issuer", ["http://login.example.org", "https://a@b.example", "login.example.org", "https://"])
def test_an_issuer_that_anybody_could_be_is_refused(newsroom: Path, issuer: str) -> None:
    file = newsroom / "config" / "digest.toml"
    table = f'\n[sign_in]\nissuer = "{issuer}"\nclient_id = "digest"\n'
    file.write_text(file.read_text(encoding="utf-8") + table, encoding="utf-8")
    with pytest.raises(ConfigError, match="issuer"):
        config.load(newsroom)


def test_links_are_counted_only_where_pages_for_readers_can_lead_on(newsroom: Path) -> None:
    change(newsroom, ("\n[newsletters.weekly]", "\n[newsletters.weekly]\ncount_clicks = true"))
    (fault,) = faults(newsroom)
    assert "newsletters.weekly.count_clicks: needs a table [public] with address" in fault
