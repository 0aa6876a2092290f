"""API Gateway: binary media types."""

import json
from typing import Any

from moto.apigateway.responses import APIGatewayResponse

from .registry import difference


@difference(
    "binary-media-types",
    moto="drops the binary media types of a new API",
    aws="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateRestApi.html",
    needed_by="aws_api_gateway_rest_api with binary_media_types: the second plan adds them again",
)
def binary_media_types() -> None:
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
