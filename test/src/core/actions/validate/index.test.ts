import { expect, test } from 'vitest';
import { validate } from '../../../../../src/core/actions/validate/index.ts';
import { clouds } from '../../../../../src/core/clouds/registry.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';
import { recordingHost } from '../../../../helpers/recording-host.ts';

const head = (profile: string) => `apiVersion: bt-dataplane/v1
name: acme
cloud: aws
region: us-east-1
profile: ${profile}
organization: {name: Acme}
licenseKey: {env: KEY}
`;

async function run(text: string) {
  const env = memoryEnv({ files: { '/project/bt-dataplane.yaml': text }, cwd: '/project' });
  const result = await validate({ env, host: recordingHost(), clouds }, {});
  return { result, env };
}

test('GIVEN a right configuration THEN it is ok and nothing was started or written', async () => {
  const { result, env } = await run(head('staging'));

  expect(result.ok).toBe(true);
  expect(result.counts.error).toBe(0);
  expect(env.started).toEqual([]);
  expect([...env.files.keys()]).toEqual(['/project/bt-dataplane.yaml']);
});

test('GIVEN a machine below the requirements THEN a rule says so at its line', async () => {
  const { result } = await run(
    `${head('production')}state: {backend: s3, bucket: acme-state}\npostgres:\n  version: "14"\n`,
  );

  expect(result.ok).toBe(false);
  expect(result.findings).toContainEqual(
    expect.objectContaining({
      path: 'postgres.version',
      severity: 'error',
      place: expect.objectContaining({ line: 10, column: 12 }),
    }),
  );
});

test('GIVEN mistakes of shape THEN they come by line and are counted', async () => {
  const { result } = await run(`${head('staging')}shape: 1\npostgres: {version: 17}\nredis: {replicas: 9}\n`);

  expect(result.ok).toBe(false);
  expect(result.counts).toEqual({ error: 3, warning: 0, info: 0 });
  expect(result.findings.map(({ place }) => place?.line)).toEqual([8, 9, 10]);
});
