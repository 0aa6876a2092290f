import { describe, expect, it } from 'vitest';
import { plan } from '../../../../src/core/actions/plan/index.ts';
import { readDrift } from '../../../../src/core/plan/drift.ts';
import { planReport } from '../../../../src/core/plan/report/report.ts';
import type { PlanDocument, RawResourceChange } from '../../../../src/core/terraform/plan-document.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../helpers/drive.ts';
import { commandsOf, type Script, scriptedEnv, stateOf } from '../../../helpers/scripted-terraform.ts';

function drifted(address: string, before: unknown, after: unknown): RawResourceChange {
  const actions = after === null ? ['delete'] : ['update'];
  return { address, mode: 'managed', type: 'aws_thing', change: { actions, before, after } };
}

/** `size` and `rule` are set by the configuration, `children` is not. */
function document(...drift: readonly RawResourceChange[]): PlanDocument {
  const resources = ['aws_thing.a', 'aws_thing.b', 'aws_thing.many'].map((address) => ({
    address,
    expressions: { size: {}, rule: {} },
  }));
  return { format_version: '1.2', resource_drift: drift, configuration: { root_module: { resources } } };
}

const read = (...drift: readonly RawResourceChange[]) =>
  readDrift(document(...drift), { name: 'data-plane' });

describe('what drifted', () => {
  it('is an attribute that the configuration sets, also deep inside, and of one of many', () => {
    const before = { size: 1, rule: [{ port: 443 }], children: [] };
    const after = { size: 1, rule: [{ port: 22 }], children: ['c'] };
    expect(read(drifted('aws_thing.many[0]', before, after))).toEqual({
      drift: [
        {
          address: 'aws_thing.many[0]',
          stack: 'data-plane',
          kind: 'update',
          attributes: [{ path: 'rule.0.port', before: '443', after: '22', forces: false }],
        },
      ],
      unsaid: [],
    });
  });

  it('is not what the cloud fills in, but that is counted', () => {
    const change = drifted('aws_thing.a', { size: 1, children: [] }, { size: 1, children: ['c'] });
    expect(read(change)).toEqual({ drift: [], unsaid: ['aws_thing.a'] });
  });

  it('is what is gone, whatever it was', () => {
    expect(read(drifted('aws_thing.elsewhere', { size: 1 }, null)).drift).toMatchObject([
      { address: 'aws_thing.elsewhere', kind: 'destroy' },
    ]);
  });

  it('is neither a spelling of nothing, nor a move, nor something that is only read', () => {
    const same = drifted('aws_thing.a', { size: 1, rule: null }, { size: 1, rule: [] });
    const moved = { ...drifted('aws_thing.b', { size: 1 }, { size: 1 }), previous_address: 'aws_thing.old' };
    const data = { ...drifted('data.aws_thing.a', { size: 1 }, { size: 2 }), mode: 'data' };
    const noop = { ...moved, change: { ...moved.change, actions: ['no-op'] } };
    expect(read(same, moved, data, noop)).toEqual({ drift: [], unsaid: [] });
  });

  it('never shows what is sensitive', () => {
    const raw = drifted('aws_thing.a', { size: 'old-secret-1' }, { size: 'new-secret-2' });
    const marked = {
      ...raw,
      change: { ...raw.change, before_sensitive: { size: true }, after_sensitive: { size: true } },
    };
    expect(JSON.stringify(read(marked))).not.toMatch(/secret/);
    expect(read(marked).drift).toHaveLength(1);
  });
});

describe('plan --refresh-only', () => {
  const stack = dataStack({ web: { input: 'a' } });
  const webDrifted = {
    format_version: '1.2',
    resource_drift: [
      {
        address: 'terraform_data.web',
        mode: 'managed',
        type: 'terraform_data',
        change: { actions: ['update'], before: { input: 'a' }, after: { input: 'b' } },
      },
    ],
    configuration: {
      root_module: { resources: [{ address: 'terraform_data.web', expressions: { input: {} } }] },
    },
  };
  const deployed = { state: { stdout: stateOf('terraform_data.web') } };

  async function look(script: Script) {
    const env = await scriptedEnv({ script });
    const host = drivingHost();
    const result = await plan(contextOf(env, host, testCloud(stack)), { refreshOnly: true });
    return { env, result };
  }

  it('asks terraform for just that, and keeps no plan', async () => {
    const { env, result } = await look({ ...deployed, show: { stdout: JSON.stringify(webDrifted) } });
    const planned = commandsOf(env).find(([name]) => name === 'plan');
    expect(planned).toContain('-refresh-only');
    expect(planned).not.toContain('-refresh=false');
    expect([...env.files.keys()].filter((file) => file.endsWith('.tfplan'))).toEqual([]);
    expect(result).toMatchObject({
      hasChanges: false,
      refreshOnly: { drifted: true, notDeployed: [], unsaid: [] },
      stacks: [{ stack: 'data-plane', drift: [{ address: 'terraform_data.web' }] }],
    });
  });

  it('finds nothing where nothing differs', async () => {
    const { result } = await look({ ...deployed, show: { stdout: '{"format_version":"1.2"}' } });
    expect(result.refreshOnly?.drifted).toBe(false);
  });

  it('says of a stack that it is not deployed yet, and plans nothing', async () => {
    const { env, result } = await look({ state: { stdout: '' } });
    expect(commandsOf(env).some(([name]) => name === 'plan')).toBe(false);
    expect(result.refreshOnly).toEqual({ drifted: false, notDeployed: ['data-plane'], unsaid: [] });
    expect(planReport(result, 'markdown')).toContain('Nothing is deployed yet.');
  });

  it('reports with a marker of its own and without a digest that could be applied', async () => {
    const { result } = await look({ ...deployed, show: { stdout: JSON.stringify(webDrifted) } });
    const text = planReport(result, 'markdown');
    expect(text).toMatch(/^<!-- bt-dataplane drift acme -->\n## ⚠️ Drift of acme: 1 resource drifted\n/);
    expect(text).toContain('- changed: `terraform_data.web` (`input`)');
    expect(text).not.toContain('e1-');
    expect(planReport(result, 'html')).not.toContain('e1-');
    expect(JSON.parse(planReport(result, 'json'))).toMatchObject({ refreshOnly: { drifted: true } });
  });
});
