"""The shape of `digest.toml` as a whole. Part of digest.config."""

from typing import Annotated

from pydantic import Field

from digest.config.dispatch_shapes import DispatchTable
from digest.config.shapes import (
    AudienceTable,
    ModelTable,
    NewsletterTable,
    NewsroomTable,
    PublicTable,
    SignInTable,
    Slug,
    SourceTable,
    Table,
    TeamTable,
)


class RootTable(Table):
    newsroom: NewsroomTable
    dispatch: DispatchTable = DispatchTable()
    sources: dict[Slug, SourceTable]
    model: ModelTable | None = None
    public: PublicTable | None = None
    team: TeamTable | None = None
    sign_in: SignInTable | None = None
    newsletters: Annotated[dict[Slug, NewsletterTable], Field(min_length=1)]
    audiences: Annotated[dict[Slug, AudienceTable], Field(min_length=1)]
