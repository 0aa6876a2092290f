import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { failures } from '../../../../src/core/clouds/aws/failures.ts';
import { errorsAmong, formatDiagnostics } from '../../../../src/core/terraform/diagnostics.ts';
import { explain, textOf } from '../../../../src/core/terraform/explain.ts';
import { parseLine } from '../../../../src/core/terraform/ui-stream.ts';

function recordedErrors(name: string) {
  const stream = readFileSync(new URL(`../../../fixtures/streams/${name}.jsonl`, import.meta.url), 'utf8');
  const events = stream.trim().split('\n').map(parseLine);
  return errorsAmong(events.flatMap((event) => (event.type === 'diagnostic' ? [event.diagnostic] : [])));
}

describe('failures recorded from terraform 1.11', () => {
  it.each([
    ['provider-not-found', 'provider-not-found', 'access', '--provider-mirror'],
    ['terraform-version', 'terraform-version-unfit', 'access', '--terraform'],
    ['stale-plan', 'plan-stale', 'stale', 'review'],
    ['no-credentials', 'aws-credentials-missing', 'access', 'AWS_PROFILE'],
    ['lock-held', 'state-locked', 'locked', 'bt-dataplane state unlock'],
  ])('%s', (name, code, kind, hint) => {
    const errors = recordedErrors(name);
    expect(errors).toHaveLength(1);
    expect(explain(errors.map(textOf), failures)).toMatchObject({
      code,
      kind,
      hint: expect.stringContaining(hint),
    });
    const shown = formatDiagnostics(errors);
    for (const line of errors[0]?.detail?.split('\n') ?? ['']) expect(shown).toContain(line);
    expect(shown).toContain(errors[0]?.summary);
  });

  it('names the holder of a lock: who, since when, what, and its id', () => {
    const [error] = recordedErrors('lock-held');
    const explained = explain(error === undefined ? [] : [textOf(error)]);
    expect(explained?.message).toMatch(
      /^the state is locked by ci@runner-7 since 2026-.+ UTC \(OperationTypeApply, lock id [0-9a-f-]{36}\)$/,
    );
  });
});

const texts = {
  'state-locked-a-moment-ago':
    'Error acquiring the state lock: operation error S3: PutObject, https response error StatusCode: 412, api error PreconditionFailed: At least one of the pre-conditions you specified did not hold\nunable to retrieve file from S3 bucket: NoSuchKey',
  'aws-credentials-expired':
    'Error: operation error STS: GetCallerIdentity, ExpiredToken: The security token included in the request is expired',
  'clock-skew':
    'operation error S3: PutObject, RequestTimeTooSkewed: The difference between the request time and the current time is too large.',
  'already-exists':
    'creating IAM Role (acme-api): EntityAlreadyExists: Role with name acme-api already exists.',
  'wrong-account': 'AWS account ID not allowed: 111111111111',
  'aws-permission-missing':
    'AccessDenied: User: arn:aws:iam::1:user/ci is not authorized to perform: rds:CreateDBInstance on resource: x',
  'license-key-missing': 'The root module input variable "license_key" is not set, and has no default value.',
  'prevent-destroy':
    'Instance cannot be destroyed\nResource aws_db_instance.main has lifecycle.prevent_destroy set',
  'provider-checksum':
    "Failed to install provider\nError while installing hashicorp/aws v5.100.0: the local package for registry.terraform.io/hashicorp/aws 5.100.0 doesn't match any of the checksums previously recorded in the dependency lock file",
  'provider-version-locked':
    'Failed to query available provider packages\nCould not retrieve the list of available versions for provider hashicorp/aws: the previously-selected version 6.1.0 is no longer available',
  'provider-version-not-offered':
    'Failed to query available provider packages\nCould not retrieve the list of available versions for provider hashicorp/random: no available releases match the given constraints >= 4.0.0',
  'provider-set-up-elsewhere':
    'fork/exec .terraform/providers/registry.terraform.io/hashicorp/random/3.7.2/linux_amd64/terraform-provider-random_v3.7.2_x5: no such file or directory',
  'lock-file-unreadable': 'failed to read dependency lock file: 2 problems',
  'state-unreadable': 'Unsupported state file format: The state file could not be parsed as JSON',
  'init-outdated': 'Inconsistent dependency lock file',
  'state-not-saved': 'Failed to save state',
  'lambda-memory-quota':
    "operation error Lambda: CreateFunction, ValidationException: 'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 3008",
  'vcpu-quota':
    'waiting for Auto Scaling Group (acme) capacity satisfied: scaling activity (1): Failed: You have requested more vCPU capacity than your current vCPU limit of 32 allows',
  'api-log-role-missing':
    'creating API Gateway Stage (api): BadRequestException: CloudWatch Logs role ARN must be set in account settings to enable logging',
  'key-refuses-logs':
    "creating CloudWatch Logs Log Group (/braintrust/acme/api): AccessDeniedException: The specified KMS Key Id could not be found. The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:us-east-1:1:log-group:x'",
  'user-functions-left':
    'deleting Security Group (sg-1): operation error EC2: DeleteSecurityGroup, api error DependencyViolation: resource sg-1 has a dependent object',
} as const;

it.each(Object.entries(texts))('%s', (code, text) => {
  expect(explain([text], failures)).toMatchObject({ code });
});

it('knows a provider that was just being set up by another run, as show says it', () => {
  const text =
    '│ to obtain schema: could not read\n│ package directory: open\n│ .terraform/providers/registry.terraform.io/hashicorp/google/6.50.0/linux_amd64:\n│ no such file or directory..';
  expect(explain([text])?.code).toBe('provider-set-up-elsewhere');
});

it('knows two runs that set the same provider up at once', () => {
  const cached = '/home/ci/plugin-cache/registry.terraform.io/hashicorp/random/3.7.2/linux_amd64';
  const text = `Failed to install provider\n\nError while installing hashicorp/random v3.7.2: failed to create directory ${cached}: mkdir ${cached}: file exists`;
  expect(explain([text])).toMatchObject({
    code: 'provider-set-up-elsewhere',
    hint: expect.stringContaining('TF_PLUGIN_CACHE_DIR'),
  });
});

it('names the host that is out of reach, but asks for a mirror where it is the registry', () => {
  const lookup = (host: string) =>
    `Get "https://${host}/x": dial tcp: lookup ${host} on 10.0.0.2:53: no such host`;
  const explained = explain([`Failed to get existing workspaces: ${lookup('storage.googleapis.com')}`]);
  expect(explained).toMatchObject({ code: 'host-unreachable', kind: 'access' });
  expect(explained?.hint).toMatch(/^storage\.googleapis\.com cannot be found from here.*HTTPS_PROXY/);
  const registry = `could not connect to registry.terraform.io: ${lookup('registry.terraform.io')}`;
  expect(explain([registry])?.code).toBe('provider-not-found');
});

it('names the permission that is missing', () => {
  expect(explain([texts['aws-permission-missing']], failures)?.hint).toContain('rds:CreateDBInstance');
});

it('does not call a lock that could not be reached a lock that is held', () => {
  const text =
    'Error acquiring the state lock\nError message: operation error S3: PutObject, https response error StatusCode: 403';
  expect(explain([text])?.kind).not.toBe('locked');
});

it('explains nothing that it does not know', () => {
  expect(explain(['Error: something new'], failures)).toBeUndefined();
});

it('does not print a whole document when terraform quotes a line of one', () => {
  const code = `{"a":"${'x'.repeat(5000)}"}`;
  const shown = formatDiagnostics([{ severity: 'error', summary: 's', snippet: { code, start_line: 1 } }]);
  expect(shown.length).toBeLessThan(300);
});
