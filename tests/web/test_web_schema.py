"""Schemathesis asks the running service for what its OpenAPI document promises."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings

from digest.model import StaffRole
from digest.web import api
from tests.web import rooms
from tests.web.rooms import Served
from tests.web.test_web_api import program

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own libraries
    import schemathesis
    from schemathesis.specs.openapi.checks import positive_data_acceptance

EXAMPLES = 8
NAMES = [f"{each.method} {each.path}" for each in api.OPERATIONS]


@pytest.fixture(scope="module")
def served(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with rooms.served(prepared, tmp_path_factory.mktemp("schema") / "room") as site:
        yield site


@pytest.fixture(scope="module")
def key(served: Served) -> str:
    client = program(served, "ada", StaffRole.ADMIN)
    return str(client.headers["authorization"])


def real(served: Served) -> dict[str, list[str]]:
    """Places that there are, and one of each kind that there is not: at others nothing more can happen."""
    articles = list(served.desk.store.issues.list()[0].article_ids)
    return {
        "newsletter": ["weekly"],
        "slug": ["2025-W46"],
        "audience": ["international", "taiwan", "nobody"],
        "file": ["x-00-roundup-01.txt", "email.html", "email.subjects.txt", "nothing.txt"],
        "article": [*articles, "0" * 12],
        "comment": ["1", "x"],
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_is_one_that_the_document_promises(name: str, served: Served, key: str) -> None:
    document = httpx.get(f"{served.url}/api/openapi.json", headers={"authorization": key}).json()
    for ways in document["paths"].values():
        for way in ways.values():
            for each in way["parameters"]:
                each["schema"] |= {"enum": real(served)[each["name"]]}
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=served.url, headers={"Authorization": key})
    method, _, path = name.partition(" ")
    operation = schema[path][method]

    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    def asked(case: schemathesis.Case) -> None:
        # That a text is one the rules take (a reason where one is needed, a post and not a mail) no schema says.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    asked()
