import { describe, expect, test } from 'vitest';
import { plain } from '../../../../src/cli/render/paint.ts';
import { planText } from '../../../../src/cli/render/plan.ts';
import {
  countChanges,
  type Prediction,
  type ResourceChange,
  type StackPlan,
} from '../../../../src/core/plan/model.ts';
import type { PlanResult } from '../../../../src/core/plan/result.ts';

const attribute = (path: string, forces = false) => ({ path, before: 'a', after: 'b', forces });

function change(
  address: string,
  kind: ResourceChange['kind'],
  more: Partial<ResourceChange> = {},
): ResourceChange {
  const [type = ''] = address.split('.');
  return {
    address,
    type,
    stack: 'data-plane',
    component: 'database',
    kind,
    forcedBy: [],
    attributes: [],
    unknown: [],
    ...more,
  };
}

function planOf(changes: readonly ResourceChange[], more: Partial<PlanResult> = {}): PlanResult {
  const counts = countChanges(changes);
  const stack: StackPlan = {
    stack: 'data-plane',
    counts,
    components: { database: counts },
    changes,
    outputs: [],
    drift: [],
    hasChanges: changes.length > 0,
  };
  return {
    subject: {
      name: 'acme-prod',
      cloud: 'aws',
      region: 'us-east-1',
      profile: 'production',
      release: '2.12.0',
      deployedRelease: '2.11.0',
      config: '/project/bt-dataplane.yaml',
      folder: '/project/.bt-dataplane/acme-prod',
      digest: 'sha256:0',
    },
    identity: { account: '123456789012', principal: 'arn:aws:iam::123456789012:user/test' },
    terraformVersion: '1.11.4',
    hasChanges: changes.length > 0,
    counts,
    stacks: [stack],
    concerns: [],
    blocked: false,
    endpoints: [],
    overrides: [],
    findings: [],
    effect: `e1-9f86d081-60303ae2-${'0'.repeat(64)}`,
    logs: '/state/runs/1',
    ...more,
  };
}

const show = (plan: PlanResult, full = false) => planText(plan, { paint: plain, full });

describe('the first lines answer whether to worry', () => {
  test('which deployment, where, and the move of its release', () => {
    expect(show(planOf([])).split('\n').slice(0, 2)).toEqual([
      'acme-prod   aws us-east-1   production   release 2.11.0 → 2.12.0',
      'account 123456789012 as arn:aws:iam::123456789012:user/test',
    ]);
  });

  test('redirected calls and override files are named before anything else', () => {
    const plan = planOf([change('aws_kms_key.main', 'create')], {
      endpoints: [{ name: 'AWS_ENDPOINT_URL', value: 'http://localhost:5000' }],
      overrides: ['/project/mine.tf'],
    });
    const lines = show(plan).split('\n');
    expect(lines[2]).toContain('http://localhost:5000 (AWS_ENDPOINT_URL)');
    expect(lines[3]).toContain('/project/mine.tf');
  });

  test('replacements have a column of their own; rare kinds only when there are any', () => {
    const usual = show(planOf([change('a.b', 'create'), change('a.c', 'replace')]));
    expect(usual).toMatch(/to create +to change +to replace +to destroy\n/);
    expect(usual).toMatch(/total +1 +0 +1 +0\n/);
    const moved = show(planOf([change('a.b', 'move', { movedFrom: 'a.old' })]));
    expect(moved).toMatch(/to destroy +to move/);
    expect(moved).toContain('-> a.b   from a.old');
  });
});

test('no change is said in words, without an empty table', () => {
  const text = show(planOf([]));
  expect(text).toContain('No changes');
  expect(text).not.toContain('to create');
});

describe('what loses data', () => {
  const concern = {
    address: 'aws_db_instance.main',
    stack: 'data-plane',
    kind: 'data-loss',
    severity: 'blocking',
    component: 'database',
    change: 'replace',
    noun: 'database',
    consequence: 'every project, experiment and log',
    because: 'kms_key_id forces a new aws_db_instance',
    flag: "--allow-replace 'aws_db_instance.main'",
    allowed: false,
  } as const;
  const changes = [change('aws_db_instance.main', 'replace', { forcedBy: ['kms_key_id'] })];

  test('comes before the list of changes, with its reason, its consequence and the flag that allows it', () => {
    const text = show(planOf(changes, { concerns: [concern], blocked: true }));
    const attention = text.slice(text.indexOf('Needs attention'), text.indexOf('Changes'));
    expect(attention).toMatch(/replace {2}aws_db_instance\.main {3}kms_key_id forces/);
    expect(attention).toContain('database: every project, experiment and log');
    expect(attention).toContain("allow with  --allow-replace 'aws_db_instance.main'");
    expect(text).toMatch(/Blocked: one change that cannot be taken back is not allowed/);
  });

  test('is not called blocked once it is allowed', () => {
    const text = show(planOf(changes, { concerns: [{ ...concern, allowed: true }] }));
    expect(text).toContain('Needs attention: 1 consented to\n');
    expect(text).toContain('allowed with');
    expect(text).not.toContain('Blocking');
    expect(text).not.toContain('Blocked');
  });
});

describe('a stack that is only foretold', () => {
  const infra = planOf([{ ...change('a.b', 'create'), stack: 'infra' }]).stacks[0] as StackPlan;
  const foretold = (more: Partial<Prediction> = {}): Prediction => ({
    ...(planOf([{ ...change('helm_release.braintrust', 'create'), stack: 'workload' }])
      .stacks[0] as StackPlan),
    stack: 'workload',
    predicted: true,
    waitsFor: ['cluster_endpoint of infra', 'cluster_ca_certificate of infra'],
    afterStage: 1,
    releases: [],
    ...more,
  });
  const release = {
    address: 'helm_release.braintrust',
    chart: 'oci://registry.example/braintrust',
    version: '6.11.0',
    namespace: 'braintrust',
  };
  const screen = (more: Partial<Prediction> = {}) =>
    show(planOf([], { hasChanges: true, stacks: [{ ...infra, stack: 'infra' }, foretold(more)] }));

  test('is called so wherever it is named, with what is unknown and when it is planned', () => {
    const text = screen();
    expect(text).toMatch(/workload \(predicted\) +1 +0/);
    expect(text).toContain('Changes of workload (predicted)');
    expect(text).not.toContain('infra (predicted)');
    expect(text).toMatch(
      /Predicted: workload\n.*not known yet: cluster_endpoint of infra, cluster_ca_certificate of infra/,
    );
    expect(text).toContain('planned for real after stage 1 (infra) is applied');
  });

  test('tells of each release its chart, version, namespace and objects', () => {
    const objects = { Deployment: 3, Service: 2 };
    const text = screen({ releases: [{ ...release, objects }] });
    expect(text).toContain(
      'helm_release.braintrust   oci://registry.example/braintrust 6.11.0   namespace braintrust',
    );
    expect(text).toContain('5 objects: 3 Deployment, 2 Service');
    expect(screen({ releases: [{ ...release, objects: { NetworkPolicy: 1 } }] })).toContain(
      '1 object: 1 NetworkPolicy',
    );
  });

  test('says why it knows no objects, and why terraform could not plan', () => {
    const text = screen({
      releases: [{ ...release, note: 'not rendered: helm is not on the PATH' }],
      because: 'no secret',
    });
    expect(text).toContain('manifests: not rendered: helm is not on the PATH');
    expect(text).toContain('terraform cannot plan it before that: no secret');
  });
});

test('what is done besides terraform is named, with its stack', () => {
  const plan = planOf([change('a.b', 'create')]);
  const [stack] = plan.stacks;
  const steps = [
    { id: 'agents', text: 'has the cloud make its agents', when: 'before' },
    { id: 'answers', text: 'waits for an answer', when: 'after' },
  ] as const;
  const text = show({ ...plan, stacks: [{ ...(stack as StackPlan), steps }] });
  expect(text).toMatch(
    /Besides terraform\n {2}step: has the cloud make its agents {3}before data-plane is applied\n {2}step: waits for an answer {3}after data-plane is applied/,
  );
  expect(show(plan)).not.toContain('Besides');
});

test('a plan with nothing but a step shows that step and no table of changes', () => {
  const plan = planOf([]);
  const [stack] = plan.stacks;
  const steps = [{ id: 'answers', text: 'waits for an answer', when: 'after' }] as const;
  const only = { ...(stack as StackPlan), steps, hasChanges: true, stepsOnly: true as const };
  const text = show({ ...plan, hasChanges: true, stacks: [only] });
  expect(text).toMatch(/step: waits for an answer {3}after data-plane is applied\n\nNo changes to resources/);
  expect(text).not.toMatch(/to create|^Changes/m);
});

test('the attribute that forces a replacement comes first; the rest waits for --full', () => {
  const attributes = [...['a', 'b', 'c', 'd', 'e'].map((path) => attribute(path)), attribute('z', true)];
  const plan = planOf([change('a.b', 'replace', { attributes })]);
  const short = show(plan);
  expect(short.indexOf('z: a → b   forces')).toBeLessThan(short.indexOf('a: a → b\n'));
  expect(short).toContain('and 2 more');
  expect(show(plan, true)).toMatch(/e: a → b/);
  expect(show(plan, true)).not.toContain('more');
});
