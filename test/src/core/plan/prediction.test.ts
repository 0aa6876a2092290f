import { describe, expect, it } from 'vitest';
import type { RenderedRelease } from '../../../../modules/core/render.ts';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { countChanges, type ResourceChange, type StackPlan } from '../../../../src/core/plan/model.ts';
import { differences } from '../../../../src/core/plan/prediction.ts';
import { contextOf, drivingHost } from '../../../helpers/drive.ts';
import type { MemoryEnv } from '../../../helpers/memory-env.ts';
import { type Answer, scriptedEnv } from '../../../helpers/scripted-terraform.ts';
import { infraStack, stagesCloud, workloadStack } from '../../../helpers/stages.ts';

function planOf(...changes: readonly string[]): StackPlan {
  const parsed = changes.map((text): ResourceChange => {
    const [kind = '', address = ''] = text.split(' ');
    return {
      kind: kind as ResourceChange['kind'],
      address,
      type: 't',
      stack: 's',
      component: 'c',
      forcedBy: [],
      attributes: [],
      unknown: [],
    };
  });
  const counts = countChanges(parsed);
  return {
    stack: 's',
    counts,
    components: {},
    changes: parsed,
    outputs: [],
    drift: [],
    hasChanges: parsed.length > 0,
  };
}

describe('a plan against its prediction', () => {
  it.each([
    ['the same', ['create t.a', 'create t.b'], ['create t.b', 'create t.a'], []],
    ['several of one resource', ['create t.a'], ['create t.a[0]', 'create t.a["x"]'], []],
    ['more', ['create t.a'], ['create t.a', 'create t.b'], ['create t.b: was not foretold']],
    ['less', ['create t.a', 'create t.b'], ['create t.a'], ['create t.b: is not planned']],
    [
      'another kind',
      ['create t.a'],
      ['replace t.a'],
      ['replace t.a: was not foretold', 'create t.a: is not planned'],
    ],
    [
      'a foretold destruction',
      ['destroy t.a'],
      ['destroy t.a'],
      ['destroy t.a: was foretold, and is asked about with its plan'],
    ],
  ])('%s', (_, foretold, real, expected) => {
    expect(differences(planOf(...foretold), planOf(...real))).toEqual(expected);
  });
});

const release: RenderedRelease = {
  address: 'helm_release.braintrust',
  chart: 'oci://registry.example/braintrust',
  version: '6.11.0',
  namespace: 'braintrust',
  values: { api: { replicas: 2 } },
};
const show = {
  stdout: JSON.stringify({
    format_version: '1.2',
    resource_changes: [],
    output_changes: { cluster_endpoint: { actions: ['create'], after_unknown: true } },
  }),
};
const manifests = `---
# Source: braintrust/templates/a.yaml
kind: Service
apiVersion: v1
---
kind: Deployment
---
# nothing here
---
kind: Service
`;

async function foretold(
  helm: Answer | undefined,
  facts: { readonly vars?: Readonly<Record<string, string>>; readonly chart?: string } = {},
) {
  const seen: { args: readonly string[]; values: unknown; vars: Readonly<Record<string, string>> }[] = [];
  const template: Answer = {
    ...helm,
    meanwhile: (env, spec) => {
      const values = spec.args[spec.args.indexOf('--values') + 1] ?? '';
      seen.push({ args: spec.args, values: JSON.parse(env.text(values) ?? 'null'), vars: spec.env });
    },
  };
  const env = await scriptedEnv({
    script: { 'show infra': show, 'state workload': { stdout: '' }, template },
    vars: facts.vars ?? {},
  });
  if (helm !== undefined) await env.fs.write('/tools/helm', 'binary', { mode: 0o755 });
  const workload = { ...workloadStack(), releases: [{ ...release, chart: facts.chart ?? release.chart }] };
  const host = drivingHost();
  const cloud = stagesCloud([infraStack(), workload]);
  const { stacks } = await plan(contextOf(env, host, cloud), {});
  return { told: (stacks[1] as { releases?: readonly unknown[] }).releases?.[0], seen, env };
}

const left = (env: MemoryEnv) => [...env.files.keys()].filter((file) => /helm|values/.test(file));

describe('a Helm release of a foretold stack', () => {
  it('is told by chart, version, namespace, and its objects counted by kind', async () => {
    const { told, seen, env } = await foretold({ stdout: manifests });
    const { values: _, ...facts } = release;
    expect(told).toEqual({ ...facts, objects: { Deployment: 1, Service: 2 } });
    expect(seen[0]).toMatchObject({
      args: [
        'template',
        'braintrust',
        'oci://registry.example/braintrust',
        '--version',
        '6.11.0',
        '--namespace',
        'braintrust',
        '--values',
        expect.stringMatching(/values\.json$/),
      ],
      values: { api: { replicas: 2 } },
    });
    expect(left(env).filter((file) => file !== '/tools/helm')).toEqual([]);
  });

  it('gives helm neither the credentials of the cloud nor the licence key', async () => {
    const vars = { AWS_SECRET_ACCESS_KEY: 'canary', HELM_REGISTRY_CONFIG: '/r', HTTPS_PROXY: 'http://proxy' };
    const { seen } = await foretold({ stdout: manifests }, { vars });
    expect(Object.keys(seen[0]?.vars ?? {}).sort()).toEqual([
      'HELM_REGISTRY_CONFIG',
      'HOME',
      'HTTPS_PROXY',
      'PATH',
    ]);
  });

  it('takes a chart on this machine as it is, from the working copy', async () => {
    const { seen, env } = await foretold({ stdout: manifests }, { chart: './chart' });
    expect(seen[0]?.args).not.toContain('--version');
    expect(env.started.find(({ args }) => args[0] === 'template')?.cwd).toMatch(/\/workload$/);
  });

  it.each([
    ['there is no helm', undefined, {}, /helm is not on the PATH \(BT_DATAPLANE_HELM/],
    [
      'the named one is not there',
      undefined,
      { BT_DATAPLANE_HELM: 'bin/helm' },
      /bin\/helm, which BT_DATAPLANE_HELM names, is not an exec/,
    ],
    [
      'helm fails',
      { exitCode: 1, stderr: 'Error: values do not fit\nmore' },
      {},
      /^not rendered: Error: values do not fit$/,
    ],
  ])('is told without objects when %s', async (_, helm, vars, note) => {
    const { told } = await foretold(helm, { vars });
    expect(told).toMatchObject({ version: '6.11.0', note: expect.stringMatching(note) });
    expect(told).not.toHaveProperty('objects');
  });

  it('ends in order at a signal', async () => {
    const env = await scriptedEnv({
      script: {
        'show infra': show,
        'state workload': { stdout: '' },
        template: { meanwhile: (memory) => memory.interrupt('SIGTERM') },
      },
    });
    await env.fs.write('/tools/helm', 'binary', { mode: 0o755 });
    const cloud = stagesCloud([infraStack(), { ...workloadStack(), releases: [release] }]);
    await expect(plan(contextOf(env, drivingHost(), cloud), {})).rejects.toMatchObject({
      kind: 'interrupted',
    });
    expect([...env.files.keys()].filter((file) => /tfplan|values/.test(file))).toEqual([]);
  });
});
