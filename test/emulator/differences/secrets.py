"""Secrets Manager: a request that is sent twice."""

from typing import Any

from moto.secretsmanager.models import SecretsManagerBackend

from .registry import difference


@difference(
    "secret-retry",
    moto="answers ResourceExistsException to a repeated request that makes a secret without a value",
    aws="ClientRequestToken in https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
    needed_by="aws_secretsmanager_secret: the provider repeats a request whose connection broke, and the apply fails",
)
def secret_retry() -> None:
    created = SecretsManagerBackend.create_secret

    def create_secret(self: SecretsManagerBackend, name: str, *args: Any, **settings: Any) -> Any:
        tokens = self.__dict__.setdefault("creation_tokens", {})
        token = settings.get("client_request_token")
        if token is not None and tokens.get(name) == token and name in self.secrets:
            return self.secrets[name].to_short_dict()
        answer = created(self, name, *args, **settings)
        tokens[name] = token
        return answer

    SecretsManagerBackend.create_secret = create_secret
