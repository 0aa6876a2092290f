"""API Gateway: binary media types."""

import json
from typing import Any

from moto.apigateway.models import RestAPI
from moto.apigateway.responses import APIGatewayResponse

from .registry import difference

PREFIX = "/binaryMediaTypes/"


@difference(
    "binary-media-types-at-creation",
    moto="drops the binary media types of a new API",
    aws="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html",
    needed_by="aws_api_gateway_rest_api with binary_media_types: the second plan adds them again",
)
def binary_media_types_at_creation() -> None:
    created = APIGatewayResponse.create_rest_api

    def create_rest_api(self: APIGatewayResponse) -> Any:
        answer = created(self)
        status, headers, body = answer
        if status != 200:
            return answer
        made = self.backend.apis[json.loads(body)["id"]]
        made.binaryMediaTypes = self._get_param("binaryMediaTypes") or []
        return status, headers, json.dumps(made.to_dict())

    APIGatewayResponse.create_rest_api = create_rest_api


@difference(
    "binary-media-types",
    moto="takes the value of a patch where AWS takes the type from the path, so the list gains an empty entry",
    aws="https://docs.aws.amazon.com/apigateway/latest/api/patch-operations.html#UpdateRestApi-Patch",
    needed_by="aws_api_gateway_rest_api with binary_media_types: a permanent difference after a change of the list",
)
def binary_media_types() -> None:
    patched = RestAPI.apply_patch_operations

    def apply_patch_operations(self: RestAPI, operations: list[dict[str, Any]]) -> None:
        for each in (x for x in operations if x["path"].startswith(PREFIX)):
            # A type in a path is escaped as in a JSON pointer: ~1 is a slash, ~0 a tilde.
            media = each["path"].removeprefix(PREFIX).replace("~1", "/").replace("~0", "~")
            if media in self.binaryMediaTypes:
                self.binaryMediaTypes.remove(media)
            if each["op"] != "remove":
                self.binaryMediaTypes.append(media)
        patched(self, [x for x in operations if not x["path"].startswith(PREFIX)])

    RestAPI.apply_patch_operations = apply_patch_operations
