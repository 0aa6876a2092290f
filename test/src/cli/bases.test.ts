import { expect, test } from 'vitest';
import { dataStack, testCloud } from '../../helpers/drive.ts';
import { runCliIn } from '../../helpers/run-cli.ts';
import { usualScript } from '../../helpers/scripted-cli.ts';
import { scriptedEnv } from '../../helpers/scripted-terraform.ts';

const base = `apiVersion: bt-dataplane/v1
cloud: aws
region: us-east-1
profile: staging
organization: { name: Acme }
licenseKey: { env: LICENSE }
state: { backend: local }
`;

async function world() {
  const env = await scriptedEnv({ script: usualScript });
  await env.fs.write('/project/base.yaml', base);
  await env.fs.write('/project/bt-dataplane.yaml', 'extends: ./base.yaml\nname: acme\n');
  const clouds = new Map([['aws', testCloud(dataStack({ web: { input: 'a' } }))]]) as never;
  return { env, run: (...argv: readonly string[]) => runCliIn(env, argv, { clouds }) };
}

test('what was planned is not applied once a file that the configuration builds on has changed', async () => {
  const { env, run } = await world();
  const planned = await run('plan', '--out', 'review.btplan');
  expect([planned.code, planned.stderr]).toEqual([0, expect.any(String)]);
  await env.fs.write('/project/base.yaml', `${base}# a comment counts as well\n`);
  const changed = await run('apply', 'review.btplan', '--yes');
  expect([changed.code, changed.stderr]).toEqual([
    7,
    expect.stringContaining('/project/base.yaml, which the configuration builds on, changed'),
  ]);
  await env.fs.remove('/project/base.yaml');
  const gone = await run('apply', 'review.btplan', '--yes');
  expect([gone.code, gone.stderr]).toEqual([7, expect.stringContaining('builds on, is gone')]);
  await env.fs.write('/project/base.yaml', base);
  const same = await run('apply', 'review.btplan', '--yes');
  expect([same.code, same.stderr]).toEqual([0, expect.any(String)]);
});

test('a mistake in it is shown with its own line', async () => {
  const { env, run } = await world();
  await env.fs.write('/project/base.yaml', base.replace('staging', 'stageing'));
  const judged = await run('validate');
  expect(judged.code).toBe(3);
  expect(judged.stdout + judged.stderr).toMatch(/base\.yaml:4:10 +profile\n.*\n4 \| profile: stageing/);
});
