/** Python program of the layer: prints `NAME=value` and a NUL for each secret. Uses the SDK that the runtime ships with. */
export const pythonLoader = `import json
import os
import sys

runtime = os.environ.get("LAMBDA_RUNTIME_DIR", "/var/runtime")
if runtime not in sys.path:
    sys.path.append(runtime)


def stop(problem):
    sys.stderr.write("bt-secrets: " + problem + "\\n")
    sys.exit(1)


def field(name, reference, text):
    if "key" not in reference:
        return text
    arn, key = reference["secretArn"], reference["key"]
    try:
        parsed = json.loads(text)
    except ValueError:
        stop(f"cannot set {name}: {arn} is not JSON, so it has no field {key}")
    value = parsed.get(key) if isinstance(parsed, dict) else None
    if not isinstance(value, str):
        stop(f"cannot set {name}: {arn} has no text field {key}")
    return value


def main():
    import boto3
    from botocore.config import Config

    limits = Config(connect_timeout=2, read_timeout=4, retries={"max_attempts": 4, "mode": "standard"})
    client = boto3.client("secretsmanager", config=limits)
    texts = {}
    assignments = []
    for name, reference in json.loads(os.environ.get("BT_SECRETS", "{}")).items():
        arn = reference["secretArn"]
        if arn not in texts:
            try:
                texts[arn] = client.get_secret_value(SecretId=arn).get("SecretString")
            except Exception as error:
                stop(
                    f"cannot set {name}: reading {arn} failed: {type(error).__name__}: {error}; check the secret, "
                    "the rights of the function role and the way out of its network"
                )
        if texts[arn] is None:
            stop(f"cannot set {name}: {arn} holds no text")
        value = field(name, reference, texts[arn])
        if "\\0" in value:
            stop(f"cannot set {name}: {arn} holds a NUL character")
        assignments.append(f"{name}={value}\\0")
    sys.stdout.buffer.write("".join(assignments).encode())


main()
`;
