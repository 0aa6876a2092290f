import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Cloud } from '../../../../../src/core/clouds/cloud.ts';
import type { Rule } from '../../../../../src/core/rules/rule.ts';
import { configText } from '../../../../helpers/drive.ts';
import { runCli } from '../../../../helpers/run-cli.ts';
import { stagesCloud } from '../../../../helpers/stages.ts';

const values = { global: { orgName: 'Acme' }, api: { replicas: 2, odd: 'a: "b" # c' } };
const document = {
  chart: 'oci://registry.example/braintrust',
  version: '6.11.0',
  namespace: 'acme-ns',
  values,
};
const files = { '/project/bt-dataplane.yaml': configText };
const byHelm: Partial<Cloud> = { helmValues: async () => document };

function run(argv: readonly string[], cloud: Partial<Cloud> = byHelm, readOnly: readonly string[] = []) {
  const clouds = new Map([['aws', stagesCloud(undefined, cloud)]] as const);
  return runCli(['render', 'helm-values', ...argv], { files, clouds, readOnly });
}

describe('render helm-values', () => {
  test('gives the values as YAML, under a comment that says how to use them', async () => {
    const { stdout, code } = await run([]);
    expect(code).toBe(0);
    expect(parse(stdout)).toEqual(values);
    const comment = stdout.split('\n').filter((line) => line.startsWith('#'));
    expect(comment.join('\n')).toMatch(/^# Helm values of acme/);
    expect(comment).toContain('# chart      oci://registry.example/braintrust');
    expect(comment).toContain('# version    6.11.0');
    expect(comment).toContain('# namespace  acme-ns');
    expect(comment.at(-1)).toBe(
      '# helm upgrade --install braintrust oci://registry.example/braintrust --version 6.11.0 --namespace acme-ns --create-namespace --values values.yaml',
    );
  });

  test('says under the command what has to be added by hand', async () => {
    const cloud = { helmValues: async () => ({ ...document, notes: ['add api.clientId: an output'] }) };
    const { stdout } = await run([], cloud);
    const comment = stdout.split('\n').filter((line) => line.startsWith('#'));
    expect(comment.at(-1)).toBe('# add api.clientId: an output');
  });

  test('writes a file, which others may read, and tells where it is', async () => {
    const { env, stdout } = await run(['--out', 'gitops/values.yaml']);
    expect(stdout).toContain('/project/gitops/values.yaml');
    expect(parse(env.text('/project/gitops/values.yaml') ?? '')).toEqual(values);
    expect(env.text('/project/gitops/values.yaml')).toContain('--values gitops/values.yaml\n');
    expect(env.modes.get('/project/gitops/values.yaml')).toBe(0o644);
  });

  test('has no talk in it, not even where all talk goes to standard output', async () => {
    const talkative: Rule = {
      id: 'test/talk',
      states: 'Nothing.',
      check: () => [{ rule: 'test/talk', severity: 'warning', message: 'by the way', path: 'name' }],
    };
    const clouds = new Map([['aws', stagesCloud(undefined, { ...byHelm, rules: [talkative] })]] as const);
    const vars = { HOME: '/home/someone', TF_BUILD: 'True' };
    const { stdout, stderr } = await runCli(['render', 'helm-values'], { files, clouds, vars });
    expect(parse(stdout)).toEqual(values);
    expect(stderr).toContain('by the way');
  });

  test('contacts nothing, starts nothing and writes nothing else', async () => {
    const { env } = await run([]);
    expect([env.started, env.asked]).toEqual([[], []]);
    expect([...env.files.keys()].filter((file) => file.startsWith('/project'))).toEqual(Object.keys(files));
  });

  test('as a document gives chart, version, namespace and values', async () => {
    expect((await run(['--json'])).json()).toMatchObject({ ok: true, ...document });
  });

  test('of a local chart names no version to look up', async () => {
    const { stdout } = await run([], { helmValues: async () => ({ ...document, chart: './chart' }) });
    expect(stdout).toContain('--install braintrust ./chart --namespace');
  });

  test('has a command that can be pasted, and stays YAML, whatever its files are called', async () => {
    const chart = './my ${x} chart';
    const { stdout } = await run([], { helmValues: async () => ({ ...document, chart }) });
    expect(stdout).toContain("--install braintrust './my ${x} chart' --namespace");
    const { env } = await run(['--out', 'a\nb: c.yaml']);
    expect(parse(env.text('/project/a\nb: c.yaml') ?? '')).toEqual(values);
  });

  test('for a cloud that installs nothing by Helm is a wrong command, and says so', async () => {
    const { code, json } = await run(['--json'], {});
    expect(code).toBe(3);
    expect(json()).toMatchObject({
      error: {
        kind: 'usage',
        code: 'no-helm-values',
        message: expect.stringMatching(/^on AWS nothing is installed/),
      },
    });
  });

  test('into a folder that is read-only says what to do', async () => {
    const { code, stderr } = await run(['--out', 'values.yaml'], byHelm, ['/project/values.yaml']);
    expect(code).toBe(3);
    expect(stderr).toContain('--out');
  });
});
