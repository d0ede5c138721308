"""Which column of a list is which, in English and Chinese headings. Part of digest.subscribers."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

ADDRESS = "address"

_NAMES = {
    ADDRESS: "address email emails mail emailaddress mailaddress 邮箱 邮件 电邮 信箱 电子邮件 电子邮箱 电子信箱 "
    "邮箱地址 邮件地址 电邮地址 电子邮件地址 电子邮箱地址 郵箱 郵件 電郵 電子郵件 電子郵箱 電子信箱 "
    "郵箱地址 郵件地址 電郵地址 電子郵件地址",
    "name": "name fullname displayname contact recipient subscriber 姓名 名字 名称 联系人 收件人 名稱 聯絡人 聯繫人",
    "given": "firstname givenname forename 名",
    "family": "lastname familyname surname 姓 姓氏",
    "language": "language lang locale preferredlanguage 语言 语种 語言 語種",
    "variant": "variant edition script 版本 文字 字体 字體 中文版本",
    "zone": "zone timezone tz 时区 時區",
    "tags": "tags tag labels label groups group categories 标签 分组 分类 標籤 分組 分類",
    "newsletters": "newsletters newsletter lists list subscriptions 订阅 通讯 电子报 简报 訂閱 通訊 電子報 簡報",
    "audience": "audience segment 受众 读者群 受眾 讀者群",
    "standing": "standing status state 状态 訂閱狀態 狀態",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split()}


def fields_of(cells: Sequence[str]) -> Mapping[str, int]:
    """Which field stands in which column; the first of two columns with one meaning. Empty where none is known."""
    found: dict[str, int] = {}
    for column, cell in enumerate(cells):
        field = _FIELD_OF.get(_plain(cell))
        if field:
            found.setdefault(field, column)
    return found


def _plain(heading: str) -> str:
    return re.sub(r"[\s_\-*:()/.]+", "", unicodedata.normalize("NFKC", heading).casefold())
