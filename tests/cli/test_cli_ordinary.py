"""The ordinary day: take in, build, look, decide by hand, build again, discard."""

from pathlib import Path

from cli_room import BUILD, ISSUE, Room, refused


def test_a_new_newsroom_is_in_order_and_holds_no_database(fresh: Room) -> None:
    ran = fresh.digest("check", "--json")
    assert ran.code == 0
    assert ran.document["faults"] == []
    assert not fresh.database.exists()


def test_check_names_a_template_of_an_older_product_that_no_newsletter_sends(fresh: Room) -> None:
    (fresh.folder / "templates" / "email" / "digest.mjml.j2").write_text("<mjml></mjml>", encoding="utf-8")
    ran = fresh.digest("check", "--json")
    assert ran.code == 0
    assert "no newsletter sends this mail" in ran.document["unused"][0]


def test_init_leaves_a_folder_alone_that_holds_a_newsroom(fresh: Room) -> None:
    fresh.write("config/digest.toml", "# mine")
    refused(fresh.digest("init", "."), 2, "already", "Nothing was written")
    assert (fresh.folder / "config/digest.toml").read_text() == "# mine"


def test_init_dry_run_writes_nothing(tmp_path: Path) -> None:
    ran = Room(tmp_path).digest("init", "newsroom", "--dry-run", "--json")
    assert "config/digest.toml" in ran.document["files"]
    assert list(tmp_path.iterdir()) == []


def test_a_second_ingest_adds_nothing(ingested: Room) -> None:
    ran = ingested.digest("ingest", "--json")
    assert ran.code == 0
    assert [(source["new"], source["changed"]) for source in ran.document["sources"]] == [([], [])] * 7
    assert all(source["unchanged"] for source in ran.document["sources"])


def test_an_ingest_dry_run_counts_what_an_ingest_then_adds_and_leaves_no_database(fresh: Room) -> None:
    rehearsed = fresh.digest("ingest", "--dry-run", "--json").document
    assert not fresh.database.exists()
    done = fresh.digest("ingest", "--json").document
    assert rehearsed["sources"] == done["sources"]


def test_a_command_that_only_looks_leaves_no_database(fresh: Room) -> None:
    assert "digest ingest" in fresh.digest("articles").out
    assert not fresh.database.exists()


def test_articles_lists_what_was_stored_and_the_filters_narrow_it(seen: Room) -> None:
    everything = seen.digest("articles", "--json").document
    assert len(everything["articles"]) == everything["stored"] == seen.stored() == 37
    ran = seen.digest("articles", "--kind", "speech", "--since", "2025-11-01", "--source", "desk", "--json")
    narrowed = ran.document["articles"]
    assert narrowed
    assert {article["kind"] for article in narrowed} == {"speech"}
    assert all(article["published"] >= "2025-11-01" for article in narrowed)


def test_parse_prints_the_documented_shape(seen: Room) -> None:
    ran = seen.digest("parse", "--kind", "site-text", "config/sample/latest.txt", "--json")
    assert set(ran.document) == {"articles", "problems"}
    first = ran.document["articles"][0]
    assert {"kind", "published", "title", "language", "body", "origin"} <= set(first)
    assert {article["published"][:5] for article in ran.document["articles"]} == {"2025-"}


def test_a_second_build_changes_no_byte_and_says_so(built: Room) -> None:
    before = built.state()
    ran = built.digest(*BUILD)
    assert ran.code == 0
    assert "Unchanged" in ran.out
    assert built.state() == before


def test_a_build_dry_run_writes_nothing_and_names_the_same_drafts(ingested: Room, seen: Room) -> None:
    before = ingested.state()
    rehearsed = ingested.digest(*BUILD, "--dry-run", "--json").document
    assert ingested.state() == before
    assert {draft["path"]: draft["sha256"] for draft in rehearsed["drafts"]}.items() <= {
        path.removeprefix(f"{ISSUE}/"): digest for path, digest in seen.outbox().items()
    }.items()


def test_every_article_of_the_issue_is_explained_and_every_draft_is_listed(seen: Room) -> None:
    shown = seen.digest("show", ISSUE, "--json").document
    explained = seen.digest("explain", ISSUE, "--json").document["decisions"]
    chosen = [each["article"] for each in explained if each["in"]]
    assert chosen == [story["article"]["id"] for story in shown["stories"]]
    assert all(each["words"] for each in explained)
    drafts = seen.digest("outbox", "--json").document["drafts"]
    assert {draft["path"] for draft in drafts} == set(shown["files"])
    assert {draft["state"] for draft in drafts} == {"ok"}


def test_a_printed_draft_is_the_file_byte_for_byte(seen: Room) -> None:
    draft = "mainland/email.eml"
    assert seen.digest("outbox", ISSUE, draft).raw == (seen.folder / "outbox" / ISSUE / draft).read_bytes()


def test_outbox_tells_a_draft_that_was_changed_and_one_that_is_missing(built: Room) -> None:
    (built.folder / "outbox" / ISSUE / "taiwan/email.txt").write_text("changed")
    (built.folder / "outbox" / ISSUE / "taiwan/email.html").unlink()
    drafts = built.digest("outbox", ISSUE, "--json").document["drafts"]
    wrong = {draft["path"]: draft["state"] for draft in drafts if draft["state"] != "ok"}
    assert wrong == {"taiwan/email.txt": "changed", "taiwan/email.html": "missing"}


def test_what_was_pinned_and_excluded_holds_for_later_builds(built: Room) -> None:
    first, *_, last = built.stories()
    assert built.digest(*BUILD, "--pin", last, "--exclude", first).code == 0
    stories = built.digest(*BUILD, "--json").document["stories"]
    assert last in stories[:2]  # beside its translation
    assert first not in stories
    assert "left out by hand" in built.digest("explain", ISSUE, first).out


def test_an_issue_without_an_article_is_not_written_and_exits_with_3(ingested: Room) -> None:
    before = ingested.state()
    ran = ingested.digest("build", "weekly", "--from", "2025-01-06", "--to", "2025-01-12")
    assert ran.code == 3
    assert "Nothing to publish" in ran.out
    assert ingested.state() == before


def test_a_discarded_issue_is_gone_and_its_articles_are_free_for_another(built: Room) -> None:
    before = built.outbox()
    around = ("build", "weekly", "--from", "2025-11-12", "--to", "2025-11-13", "--dry-run", "--json")
    assert built.digest(*around).code == 3
    ran = built.digest("discard", ISSUE, "--yes", "--json")
    assert ran.document == {"issue": ISSUE, "dry_run": False, "stories": 13, "drafts": len(before) - 1}
    assert built.outbox() == {}
    assert built.digest(*around).document["stories"]
    refused(built.digest("discard", ISSUE, "--yes"), 2, "no issue")
    again = built.digest(*BUILD, "--json").document
    assert again["revision"] == 1
    assert built.outbox() == before


def test_discard_without_yes_and_without_a_person_changes_nothing(built: Room) -> None:
    before = built.state()
    refused(built.digest("discard", ISSUE), 2, "--yes", "Nothing was changed")
    assert "Would discard" in built.digest("discard", ISSUE, "--dry-run").out
    assert built.state() == before


def test_hints_name_the_newsroom_that_was_named(seen: Room) -> None:
    parent = Room(seen.folder.parent)
    assert "digest -C newsroom outbox" in parent.digest("-C", "newsroom", "show", ISSUE).out


def test_ingesting_proposes_an_issue_with_a_few_articles_and_not_one_with_the_newest_alone(fresh: Room) -> None:
    ran = fresh.digest("ingest")
    assert "build weekly --as-of 2025-11-24" in ran.out
    built = fresh.digest("build", "weekly", "--as-of", "2025-11-24", "--json").document
    assert len(built["stories"]) >= 3
