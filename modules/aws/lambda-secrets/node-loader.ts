/** Node.js program of the layer: prints `NAME=value` and a NUL for each secret. Uses the SDK that the runtime ships with. */
export const nodeLoader = `'use strict';
const runtime = process.env.LAMBDA_RUNTIME_DIR || '/var/runtime';

function sdk() {
  const name = '@aws-sdk/client-secrets-manager';
  return require(require.resolve(name, { paths: [runtime, __dirname] }));
}

function stop(problem) {
  process.stderr.write('bt-secrets: ' + problem + '\\n');
  process.exit(1);
}

// Never quotes the text: the parser's own message does.
function field(name, reference, text) {
  if (reference.key === undefined) return text;
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    stop('cannot set ' + name + ': ' + reference.secretArn + ' is not JSON, so it has no field ' + reference.key);
  }
  const value = parsed === null ? undefined : parsed[reference.key];
  if (typeof value !== 'string') stop('cannot set ' + name + ': ' + reference.secretArn + ' has no text field ' + reference.key);
  return value;
}

async function main() {
  const references = JSON.parse(process.env.BT_SECRETS || '{}');
  const { SecretsManagerClient, GetSecretValueCommand } = sdk();
  const client = new SecretsManagerClient({
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 4000 },
  });
  const texts = new Map();
  const read = (arn) => {
    if (!texts.has(arn)) texts.set(arn, client.send(new GetSecretValueCommand({ SecretId: arn })));
    return texts.get(arn);
  };
  const assignments = Object.entries(references).map(async ([name, reference]) => {
    let answer;
    try {
      answer = await read(reference.secretArn);
    } catch (error) {
      stop('cannot set ' + name + ': reading ' + reference.secretArn + ' failed: ' + error.name + ': ' + error.message +
        '; check the secret, the rights of the function role and the way out of its network');
    }
    if (typeof answer.SecretString !== 'string') stop('cannot set ' + name + ': ' + reference.secretArn + ' holds no text');
    const value = field(name, reference, answer.SecretString);
    if (value.includes('\\0')) stop('cannot set ' + name + ': ' + reference.secretArn + ' holds a NUL character');
    return name + '=' + value + '\\0';
  });
  process.stdout.write((await Promise.all(assignments)).join(''));
}

main().catch((error) => stop('cannot read secrets: ' + error.name + ': ' + error.message));
`;
