"""The OpenAPI document, 3.1, made from the table of operations. Part of digest.web.api."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from digest import __version__
from digest.web.api import shapes
from digest.web.visit import Visit

if TYPE_CHECKING:
    from digest.web.api.operations import Operation

REFUSED = {
    400: "the body cannot be read",
    401: "no key, or one that opens nothing",
    403: "the key may not do this",
    404: "there is no such thing",
    409: "the rules do not allow it now; where somebody was quicker, both texts are in it",
    422: "something in it means nothing here",
}


def describe(visit: Visit) -> Response:
    """This interface as an OpenAPI document."""
    from digest.web.api.operations import OPERATIONS

    return JSONResponse(document(OPERATIONS))


def document(operations: "Iterable[Operation]") -> dict[str, Any]:
    """What the operations are, as an OpenAPI document."""
    paths: dict[str, dict[str, Any]] = {}
    for each in operations:
        paths.setdefault(each.path, {})[each.method.lower()] = _described(each)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Digest", "version": __version__},
        "security": [{"key": []}],
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Refusal": shapes.REFUSAL},
        },
        "paths": paths,
    }


def _described(each: "Operation") -> dict[str, Any]:
    names = [part[1:-1] for part in each.path.split("/") if part.startswith("{")]
    refusal = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    done = {"description": "done", "content": {each.media: {"schema": dict(each.gives)}}}
    told: dict[str, Any] = {
        "operationId": each.name,
        "summary": f"{each.summary} For: {each.role} and above.",
        "parameters": [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names],
        "responses": {str(each.status): done}
        | {str(status): {"description": why, "content": refusal} for status, why in REFUSED.items()},
    }
    if each.body:
        needed = bool(each.body["required"])
        told["requestBody"] = {"required": needed, "content": {"application/json": {"schema": dict(each.body)}}}
    return told
