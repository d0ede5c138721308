"""A newsroom opened for work: the one place where settings, database and templates come together. Floor 5.

Every entry point (command line, later the review page and the scheduler) starts here and decides nothing here.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from digest import chinese, config, render, starter
from digest.errors import RenderError
from digest.model import Variant
from digest.pipeline import Desk
from digest.store import open_store

LOCALES = Path("locale")
NOT_IN_DRAFTS = ("preview/", "public/")  # templates that go into no draft
IN_MEMORY = "sqlite://"


@contextmanager
def open_desk(root: Path) -> Iterator[Desk]:
    """The newsroom in `root`, ready to work; the database is made where there is none, and closed afterwards."""
    settings = config.load(root)
    with _desk(settings, settings.database) as desk:
        yield desk


@contextmanager
def look_in(root: Path) -> Iterator[Desk]:
    """The newsroom in `root` for looking: where there is no database yet, none is left behind."""
    settings = config.load(root)
    file = settings.database.partition(config.SQLITE_FILE)[2]
    missing = bool(file) and not file.startswith("file:") and not Path(unquote(file.partition("?")[0])).exists()
    with _desk(settings, IN_MEMORY if missing else settings.database) as desk:
        yield desk


@contextmanager
def _desk(settings: config.Settings, database: str) -> Iterator[Desk]:
    chinese.check_installation()
    with open_store(database) as store:
        yield Desk(settings=settings, store=store, templates=templates(settings.root))


def templates(root: Path) -> render.Templates:
    """The newsroom's own templates; one that it does not have comes from the product."""
    from jinja2 import ChoiceLoader, FileSystemLoader

    folders = [root / "templates", starter.shipped("templates")]
    return render.Templates(
        environment=render.environment(ChoiceLoader([FileSystemLoader(folder) for folder in folders])),
        catalogues=_catalogues(folders),
        fingerprint=fingerprint(folders),
    )


def unused_templates(settings: config.Settings) -> tuple[str, ...]:
    """A sentence for each of the newsroom's own templates that nothing uses, such as those of an older product."""
    own, shipped = ({*_names(folder)} for folder in (settings.root / "templates", starter.shipped("templates")))
    return render.unused(
        templates(settings.root).environment,
        own,
        shipped=shipped,
        mails={letter.template for letter in settings.newsletters.values()},
        channels=settings.platforms.keys(),
    )


def _names(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))


def fingerprint(folders: list[Path]) -> str:
    """A hash over the names and bytes of every template of a draft; the first folder that has a file decides."""
    used: dict[str, Path] = {}
    for folder in reversed(folders):
        used |= {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    digest = sha256()
    for name, path in sorted(used.items()):
        if name.startswith(NOT_IN_DRAFTS):
            continue
        digest.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _catalogues(folders: list[Path]) -> Mapping[Variant, render.Words]:
    catalogues = {}
    for variant in Variant:
        name = LOCALES / f"{variant.value}.po"
        file = next(folder / name for folder in folders if (folder / name).is_file())
        try:
            catalogues[variant] = render.read_catalogue(file.read_bytes())
        except RenderError as e:
            raise RenderError(f"{file}: {e.what}", template=str(name), channel=e.channel, next=e.next) from e
    return catalogues
