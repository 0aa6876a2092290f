"""Lambda: settings that moto forgets, and layers."""

from typing import Any

from moto.awslambda.models import LambdaFunction
from moto.awslambda.exceptions import UnknownLayerVersionException
from moto.awslambda.utils import get_backend

from .registry import difference

API = "https://docs.aws.amazon.com/lambda/latest/api"
FORGOTTEN = ("KMSKeyArn", "LoggingConfig")


@difference(
    "function-settings",
    moto="drops the key and the logging settings of a function, and changes of its temporary disk and tracing",
    aws=f"{API}/API_FunctionConfiguration.html",
    needed_by="aws_lambda_function with kms_key_arn or logging_config: a permanent difference in the plan",
)
def settings() -> None:
    made, read, changed = (
        LambdaFunction.__init__,
        LambdaFunction.get_configuration,
        LambdaFunction.update_configuration,
    )

    def init(self: LambdaFunction, *args: Any, **kwargs: Any) -> None:
        made(self, *args, **kwargs)
        spec = kwargs.get("spec") or next(each for each in args if isinstance(each, dict))
        self.shim_settings = {key: spec[key] for key in FORGOTTEN if key in spec}

    def get_configuration(self: LambdaFunction, on_create: bool = False) -> dict[str, Any]:
        return {**read(self, on_create), **self.shim_settings}

    def update_configuration(self: LambdaFunction, updates: dict[str, Any]) -> dict[str, Any]:
        # A new dictionary, because a published version shares the old one.
        self.shim_settings = {**self.shim_settings, **{key: updates[key] for key in FORGOTTEN if key in updates}}
        if "EphemeralStorage" in updates:
            self.ephemeral_storage = updates["EphemeralStorage"]["Size"]
        if "TracingConfig" in updates:
            self.tracing_config = updates["TracingConfig"]
        return changed(self, updates)

    LambdaFunction.__init__ = init
    LambdaFunction.get_configuration = get_configuration
    LambdaFunction.update_configuration = update_configuration


@difference(
    "function-layers",
    moto="looks for layers in the backend with containers even when functions run without them, and finds none; "
    "knows no layers of other accounts",
    aws="https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html",
    needed_by="aws_lambda_function with layers: cannot be created",
)
def layers() -> None:
    def get_layers_data(self: LambdaFunction, arns: list[str]) -> list[dict[str, Any]]:
        return [layer(self, arn, arns) for arn in arns]

    LambdaFunction._get_layers_data = get_layers_data


def layer(function: LambdaFunction, arn: str, asked: list[str]) -> dict[str, Any]:
    if arn.split(":")[4] != function.account_id:
        # Whether another account shares its layer with us cannot be known here: it is taken for shared.
        return {"Arn": arn, "CodeSize": 1}
    found = get_backend(function.account_id, function.region).layers_versions_by_arn(arn)
    if found is None:
        raise UnknownLayerVersionException(asked)
    return {"Arn": found.arn, "CodeSize": found.code_size}
