"""The words that sites put around articles: kinds, "learn more", "latest", carousel marks. Floor 2.

Words come from pages of United Nations country teams, un.org and news.gov.hk in eight languages; a word that is
not here is not an error: its article keeps the word and has the kind `unknown`. Comparison is by whole line,
without regard to case, width or diacritics of the Arabic presentation forms (NFKC).
"""

import re
import unicodedata

from digest.model import Kind

_KIND_WORDS: dict[Kind, str] = {
    Kind.STORY: """
        Story | Stories | News Story | News | Feature | Feature Story | 报道 | 新闻报道 | 新闻 | 故事
        | 专题报道 | 報道 | 報導 | 新聞 | 新聞報道 | 新聞報導 | 故事 | Histoire | Récit | Article
        | Reportage | Historia | Noticia | Noticias | Reportaje | História | Notícia | Notícias | Reportagem
        | История | Новость | Новости | Статья | Репортаж | قصة | قصة إخبارية | خبر | أخبار""",
    Kind.PRESS_RELEASE: """
        Press Release | Press Releases | Media Release | News Release | Press Statement | 新闻稿 | 新闻公报
        | 新聞稿 | 新聞公報 | Communiqué de presse | Communiqué | Comunicado de prensa | Nota de prensa
        | Comunicado de imprensa | Nota de imprensa | Пресс-релиз | Сообщение для печати | بيان صحفي
        | بيان صحافي""",
    Kind.SPEECH: """
        Speech | Speeches | Statement | Remarks | Message | 讲话 | 致辞 | 演讲 | 发言 | 声明 | 講話 | 致辭
        | 演講 | 發言 | 聲明 | 演辭 | Discours | Déclaration | Allocution | Discurso | Declaración
        | Declaração | Выступление | Речь | Заявление | خطاب | كلمة | تصريح""",
    Kind.VIDEO: "Video | Videos | 视频 | 影片 | 視頻 | 短片 | Vidéo | Vidéos | Vídeo | Vídeos | Видео | فيديو | مرئي",
    Kind.OP_ED: """
        Op-Ed | Op Ed | Opinion | Opinion Piece | Commentary | 署名文章 | 评论 | 评论文章 | 署名评论文章
        | 專欄 | 評論 | 評論文章 | 署名評論文章 | Tribune | Opinión | Columna de opinión | Artigo de opinião
        | Opinião | Мнение | مقال رأي | رأي""",
    Kind.PUBLICATION: """
        Publication | Publications | Report | 出版物 | 报告 | 刊物 | 出版品 | 報告 | Rapport | Publicación
        | Publicaciones | Informe | Publicação | Publicações | Relatório | Публикация | Доклад | منشور
        | منشورات | تقرير""",
    Kind.PHOTO: """
        Photo | Photos | Photo Essay | Photo Story | Image | Gallery | 图片 | 图集 | 照片 | 图片报道 | 圖片
        | 圖集 | 相片 | Photographie | Galerie | Foto | Fotos | Fotografía | Galería | Fotografia | Galeria
        | Фото | Фотография | صورة | صور""",
    Kind.EVENT: """
        Event | Events | 活动 | 活動 | Événement | Evénement | Evento | Eventos | Мероприятие | Событие
        | فعالية | حدث""",
    Kind.ANNOUNCEMENT: """
        Announcement | Announcements | Notice | Media Advisory | Note to Correspondents | 公告 | 通知
        | 媒体通知 | 启事 | 啟事 | 媒體通知 | 公佈 | Annonce | Avis | Anuncio | Aviso | Anúncio | Объявление
        | Анонс | إعلان""",
}

_MORE_WORDS = """
        Learn more | Read more | More | See more | View more | Find out more | Read the story | 了解更多
        | 了解详情 | 查看更多 | 阅读更多 | 阅读全文 | 更多 | 详情 | 瞭解更多 | 瞭解詳情 | 閱讀更多
        | 閱讀全文 | 查看詳情 | 更多內容 | Pour en savoir plus | En savoir plus | Lire la suite | Lire plus
        | Leer más | Más información | Ver más | Saiba mais | Leia mais | Ver mais | Подробнее
        | Узнать больше | Читать далее | لمعرفة المزيد | اقرأ المزيد | المزيد | اعرف المزيد"""

_LATEST_WORDS = """
        Latest | The latest | Latest news | Latest updates | 最新 | 最新消息 | 最新动态 | 最新動態
        | 最新資訊 | Dernières actualités | Dernières nouvelles | Últimas novedades | Últimas noticias
        | Últimas | Últimas notícias | Последние новости | Последнее | آحدث المستجدات | أحدث المستجدات
        | آخر الأخبار | آخر المستجدات"""

# "1 of 5", "1 / 5", "1 sur 5", "1 из 5", "١ من ٥", "第1页,共5页": the size of a carousel, when it is all the line says.
# \d matches the digits of every script.
_MARKER = re.compile(
    r"\d{1,3}\s*(?:/|\bof\b|\bsur\b|\bde\b|\bиз\b|من|共)\s*\d{1,3}"
    r"|第?\s*\d{1,3}\s*[页頁张張条條]?\s*[,、/]?\s*[共总總]\s*\d{1,3}\s*[页頁张張条條]",
    re.IGNORECASE,
)


def folded(words: str) -> str:
    """`words` as they are compared: NFKC, case-folded, one space between, no mark at the end."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split()).rstrip(" :»›>→…")


def _table(words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words.split("|"))


_KINDS = {word: kind for kind, words in _KIND_WORDS.items() for word in _table(words)}
_KINDS |= {kind.value: kind for kind in Kind if kind is not Kind.UNKNOWN}
_MORE = _table(_MORE_WORDS)
_LATEST = _table(_LATEST_WORDS)
LONGEST_WORDS = 60  # characters; no word of the tables is longer, so longer lines need not be looked at


def kind_of(words: str) -> Kind:
    """The kind that `words` name, UNKNOWN when they name none."""
    return _KINDS.get(folded(words), Kind.UNKNOWN) if len(words) <= LONGEST_WORDS else Kind.UNKNOWN


def is_more(line: str) -> bool:
    """True if the whole line only invites to read on."""
    return len(line) <= LONGEST_WORDS and folded(line) in _MORE


def is_latest(line: str) -> bool:
    """True if the whole line is the heading of a list of latest items."""
    return len(line) <= LONGEST_WORDS and folded(line) in _LATEST


def is_marker(line: str) -> bool:
    """True if the whole line is a carousel's position and size."""
    return len(line) <= LONGEST_WORDS and _MARKER.fullmatch(folded(line)) is not None
