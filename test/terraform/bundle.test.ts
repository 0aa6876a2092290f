/** A plan in a file, and a plan by its digest, applied by the real terraform; and everything that has to be refused. */
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { apply } from '../../src/core/actions/apply/index.ts';
import { plan } from '../../src/core/actions/plan/index.ts';
import { packBundle, unpackBundle } from '../../src/core/plan/bundle/archive.ts';
import type { BundleManifest } from '../../src/core/plan/bundle/manifest.ts';
import { nodeEnv } from '../../src/env/node.ts';
import type { Env, ProcessSpec } from '../../src/env.ts';
import { BtError } from '../../src/errors.ts';
import { configText, contextOf, dataStack, drivingHost, notes, testCloud } from '../helpers/drive.ts';
import { describeWithRealParts, findRealParts } from '../helpers/real-parts.ts';
import { runCliIn } from '../helpers/run-cli.ts';
import { infraStack, type StagesCloud, stagesCloud, workloadStack } from '../helpers/stages.ts';

let folder: string;
let env: Env;
let cloud: StagesCloud;
/** Every process that was started, with the bytes of the plan that it was given. */
let started: { readonly spec: ProcessSpec; readonly plan: Promise<Buffer | undefined> }[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bt-bundle-'));
  await writeFile(join(folder, 'bt-dataplane.yaml'), configText);
  const { PATH = '', HOME = '' } = process.env;
  const real = nodeEnv();
  started = [];
  env = {
    ...real,
    cwd: folder,
    vars: { PATH, HOME, BT_DATAPLANE_STATE_DIR: join(folder, 'runs'), LICENSE: 'licence-4f1d9a-canary' },
    processes: {
      ...real.processes,
      start(spec) {
        const file = spec.args[0] === 'apply' ? spec.args.at(-1) : undefined;
        started.push({ spec, plan: readFile(file ?? '').catch(() => undefined) });
        return real.processes.start(spec);
      },
    },
  };
  cloud = stagesCloud();
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...names: readonly string[]) => join(folder, ...names);
const bundleFile = () => at('review.btplan');
const drive = (answer?: string) => {
  const host = drivingHost(answer);
  return { host, context: contextOf(env, host, cloud) };
};
const commands = () => started.map(({ spec }) => spec.args[0] ?? '');
const planIt = (options = {}) => plan(drive().context, { out: bundleFile(), ...options });
const applyIt = (options = {}) => apply(drive().context, { bundle: bundleFile(), yes: true, ...options });

async function refusalOf(options = {}): Promise<BtError> {
  started = [];
  const [outcome] = await Promise.allSettled([applyIt(options)]);
  if (outcome.status === 'rejected' && outcome.reason instanceof BtError) return outcome.reason;
  throw new Error(`not refused as it should be: ${JSON.stringify(outcome)}`);
}

/** A deployment with both stacks applied, and a bundle of a change to both. */
async function reviewed(): Promise<void> {
  await apply(drive().context, { yes: true });
  cloud.stacks = [
    infraStack({ cluster: { input: 'two' } }),
    workloadStack({ app: { input: 'x-${var.cluster_endpoint}' } }),
  ];
  await planIt();
  started = [];
}

async function changeByte(file: string, of: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = of(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

async function forge(change: (manifest: BundleManifest) => unknown): Promise<void> {
  const { manifest, plans } = unpackBundle(await readFile(bundleFile()), bundleFile());
  const changed = change(structuredClone(manifest)) as BundleManifest;
  expect(changed).not.toEqual(manifest);
  await writeFile(bundleFile(), packBundle(changed, plans).bytes);
}

/** The bundle with a changed manifest, and everything else as it was: right as an archive. */
async function changeManifest(change: (manifest: BundleManifest) => unknown): Promise<void> {
  const members = unzipSync(await readFile(bundleFile()));
  const manifest = JSON.parse(strFromU8(members['manifest.json'] ?? new Uint8Array())) as BundleManifest;
  const text = `${JSON.stringify(change(structuredClone(manifest)), null, 2)}\n`;
  expect(text).not.toBe(strFromU8(members['manifest.json'] ?? new Uint8Array()));
  const changed = { ...members, 'manifest.json': new TextEncoder().encode(text) };
  await writeFile(bundleFile(), zipSync(changed, { level: 0 }));
}

const changes: readonly (readonly [string, (manifest: BundleManifest) => unknown, RegExp])[] = [
  ['the format', (it) => ({ ...it, formatVersion: 2 }), /format 2/],
  ['the tool', (it) => ({ ...it, tool: '9.9.9' }), /version of this program was 9\.9\.9/],
  ['the deployment', (it) => ({ ...it, deployment: 'other' }), /a plan of other \(aws\)/],
  ['the terraform version', (it) => ({ ...it, terraform: '1.99.0' }), /version of terraform was 1\.99\.0/],
  ['the account', (it) => ({ ...it, account: '999999999999' }), /account was 999999999999/],
  ['the configuration', (it) => ({ ...it, config: '0'.repeat(64) }), /configuration .* changed/],
  ['the lock file', (it) => ({ ...it, lock: '0'.repeat(64) }), /lock file .* changed/],
  ['the rendered stacks', (it) => ({ ...it, rendered: 'sha256:0' }), /rendered stacks differ/],
  [
    'the effect',
    (it) => ({ ...it, effect: `e1-00000000-00000000-${'0'.repeat(64)}` }),
    /do not do what it says/,
  ],
  [
    'the endpoints',
    (it) => ({ ...it, endpoints: [{ name: 'AWS_ENDPOINT_URL', value: 'http://localhost:1' }] }),
    /calls of the provider went to http:\/\/localhost:1/,
  ],
  [
    'the serial of a state',
    (it) => ({ ...it, stacks: it.stacks.map((one) => ({ ...one, state: { ...one.state, serial: 77 } })) }),
    /2 things differ/,
  ],
  [
    'the lineage of a state',
    (it) => ({
      ...it,
      stacks: it.stacks.map((one, index) =>
        index === 0 ? { ...one, state: { ...one.state, lineage: 'another' } } : one,
      ),
    }),
    /the state of infra is another one/,
  ],
];

describeWithRealParts('a plan in a file', ['terraform'], () => {
  it('is applied as it is: terraform gets the saved plans and plans nothing', async () => {
    // GIVEN a plan of two stacks that can both be planned, since no new cluster is made
    await apply(drive().context, { yes: true });
    cloud.stacks = [
      infraStack({ cluster: { input: 'one' }, extra: { input: 'more' } }),
      workloadStack({ app: { input: 'x-${var.cluster_endpoint}' } }),
    ];
    const planned = await planIt();
    expect(planned.bundle).toMatchObject({
      file: bundleFile(),
      planned: ['infra', 'workload'],
      foretold: [],
    });
    expect(((await stat(bundleFile())).mode & 0o777).toString(8)).toBe('600');
    const { plans } = unpackBundle(await readFile(bundleFile()), bundleFile());

    // WHEN it is applied, with a question
    started = [];
    const { host, context } = drive('yes');
    const shown: unknown[] = [];
    const result = await apply(context, {
      bundle: 'review.btplan',
      onReview: (review) => shown.push([review.effect, review.counts.create, review.counts.update]),
    });

    // THEN the screen showed what the plan had shown, and terraform got the files of the bundle
    expect(shown).toEqual([[planned.effect, 1, 1]]);
    expect(host.questions).toHaveLength(1);
    expect(result.done.map(({ address, action }) => `${action} ${address}`)).toEqual([
      'create terraform_data.extra',
      'update terraform_data.app',
    ]);
    expect(commands()).not.toContain('plan');
    const applied = started.filter(({ spec }) => spec.args[0] === 'apply');
    expect(applied.map(({ spec }) => basename(spec.args.at(-1) ?? ''))).toEqual([
      'infra.tfplan',
      'workload.tfplan',
    ]);
    for (const [index, stack] of ['infra', 'workload'].entries())
      expect((await applied[index]?.plan)?.equals(plans.get(stack) ?? Buffer.alloc(0)), stack).toBe(true);
    expect(notes(host)).toContain('bundle-spent');

    // and a second time it is of a state that is no more
    expect(await refusalOf()).toMatchObject({
      kind: 'stale',
      code: 'bundle-stale',
      message: expect.stringMatching(/2 things differ/),
      detail: expect.stringMatching(/the state of infra changed: its serial was \d+, and is \d+/),
      hint: expect.stringContaining('bt-dataplane plan --out'),
    });
    expect(commands()).not.toContain('apply');
  });

  it('of a first deployment applies the first stage as planned, and plans the second when its time comes', async () => {
    const planned = await planIt();
    expect(planned.bundle).toMatchObject({ planned: ['infra'], foretold: ['workload'] });
    started = [];
    const result = await applyIt();
    expect(result.done).toHaveLength(2);
    const worked = started.map(({ spec }) => `${spec.args[0]} ${basename(spec.cwd)}`);
    expect(worked.filter((each) => /^(plan|apply) /.test(each))).toEqual([
      'apply infra',
      'plan workload',
      'apply workload',
    ]);
    expect(await refusalOf()).toMatchObject({
      kind: 'stale',
      detail: expect.stringContaining('there was no state of infra, and now there is one'),
    });
  });

  it('without a name is kept in the state folder, and goes when it is applied', async () => {
    const planned = await plan(drive().context, { save: true });
    expect(planned.bundle?.file).toBe(at('runs', 'acme', 'plans', 'latest.btplan'));
    const { file = '' } = planned.bundle ?? {};
    expect(((await stat(join(file, '..'))).mode & 0o777).toString(8)).toBe('700');
    expect(await apply(drive().context, { bundle: file, yes: true })).toMatchObject({ status: 'applied' });
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not carry consent or allowances over', async () => {
    await apply(drive().context, { yes: true });
    cloud.stacks = [
      infraStack({
        cluster: { input: 'one', triggers_replace: ['new'], lifecycle: { prevent_destroy: true } },
      }),
      workloadStack(),
    ];
    await planIt({ allowReplace: ['terraform_data.cluster'] });
    expect(await refusalOf()).toMatchObject({
      kind: 'refused',
      code: 'stateful-change-blocked',
      hint: expect.stringMatching(/bt-dataplane apply \S+review\.btplan .*--allow-replace/),
    });
    expect(await refusalOf({ yes: false, allowReplace: ['terraform_data.cluster'] })).toMatchObject({
      kind: 'refused',
      code: 'consent-missing',
    });
    expect(commands()).not.toContain('apply');
  });
});

describeWithRealParts('a bundle is refused, with the cause named, after', ['terraform'], () => {
  const files: readonly (readonly [string, () => Promise<unknown>, RegExp])[] = [
    [
      'one byte of the configuration changed',
      () => changeByte(at('bt-dataplane.yaml'), (text) => text.replace('organization:', 'organization: ')),
      /the configuration \S+bt-dataplane\.yaml changed/,
    ],
    [
      'the configuration is broken',
      () => changeByte(at('bt-dataplane.yaml'), (text) => text.replace('cloud:', 'cl*ud:')),
      /the configuration \S+bt-dataplane\.yaml changed/,
    ],
    [
      'one byte of the lock file changed',
      () => changeByte(at('bt-dataplane.lock.yaml'), (text) => `${text}\n`),
      /the lock file \S+bt-dataplane\.lock\.yaml changed/,
    ],
    [
      'one byte of a rendered stack changed',
      () =>
        changeByte(at('.bt-dataplane', 'acme', 'infra', 'main.tf.json'), (text) =>
          text.replace('"two"', '"twO"'),
        ),
      /the rendered file \S+infra\/main\.tf\.json changed/,
    ],
  ];
  it.each(files)('%s; terraform is not started', async (_, change, cause) => {
    await reviewed();
    await change();
    expect(await refusalOf()).toMatchObject({ kind: 'stale', message: expect.stringMatching(cause) });
    expect(started).toEqual([]);
  });

  it('an override file changed, went or came; terraform is not started', async () => {
    const override = (input: string) =>
      writeFile(at('mine.tf.json'), JSON.stringify({ resource: { terraform_data: { cluster: { input } } } }));
    cloud.stacks = [infraStack()];
    await override('o');
    await planIt({ overrides: ['mine.tf.json'] });
    expect(await refusalOf()).toMatchObject({
      message: expect.stringMatching(/the override file \S+mine\.tf\.json is not given/),
    });
    await override('O');
    expect(await refusalOf({ overrides: ['mine.tf.json'] })).toMatchObject({
      message: expect.stringMatching(/the override file \S+mine\.tf\.json changed/),
    });
    await rm(at('mine.tf.json'));
    expect(await refusalOf({ overrides: ['mine.tf.json'] })).toMatchObject({
      message: expect.stringMatching(/override file can no longer be used/),
    });
    expect(started).toEqual([]);
    await planIt();
    await override('o');
    expect(await refusalOf({ overrides: ['mine.tf.json'] })).toMatchObject({
      message: expect.stringMatching(/the override file \S+mine\.tf\.json is new/),
    });
    expect(started).toEqual([]);
  });

  it('the serial of a state changed', async () => {
    await reviewed();
    await changeByte(at('.bt-dataplane', 'acme', 'state', 'infra.tfstate'), (text) =>
      text.replace(/"serial": (\d+)/, (_, serial) => `"serial": ${Number(serial) + 1}`),
    );
    expect(await refusalOf()).toMatchObject({
      kind: 'stale',
      message: expect.stringMatching(/the state of infra changed: its serial was \d+, and is \d+/),
    });
    expect(commands()).not.toContain('apply');
  });

  it('the version of terraform changed', async () => {
    await reviewed();
    const { terraform = '' } = findRealParts();
    const other = at('terraform-other');
    await writeFile(
      other,
      `#!/bin/sh\nif [ "$1" = version ]; then echo '{"terraform_version":"1.98.7"}'; else exec '${terraform}' "$@"; fi\n`,
    );
    await chmod(other, 0o755);
    expect(await refusalOf({ terraform: other })).toMatchObject({
      kind: 'stale',
      message: expect.stringMatching(/the version of terraform was \d[\d.]+, and is 1\.98\.7/),
    });
    expect(commands()).toEqual(['version']);
  });

  it('other credentials were taken', async () => {
    await reviewed();
    cloud.identify = async () => ({ account: '999999999999', principal: 'arn:aws:iam::999999999999:user/b' });
    expect(await refusalOf()).toMatchObject({
      message: expect.stringMatching(/the account was 123456789012, and the credentials are of 999999999999/),
    });
    expect(commands()).toEqual(['version']);
  });

  it('the credentials are no longer good, in the usual way', async () => {
    await reviewed();
    cloud.identify = async () => {
      throw new BtError({ kind: 'access', code: 'credentials-expired', message: 'sign in again' });
    };
    expect(await refusalOf()).toMatchObject({ kind: 'access', code: 'credentials-expired' });
  });

  it('the configuration is that of another deployment', async () => {
    await reviewed();
    await writeFile(at('other.yaml'), configText.replace('name: acme', 'name: other'));
    expect(await refusalOf({ config: 'other.yaml' })).toMatchObject({
      kind: 'stale',
      code: 'bundle-of-another',
      message: expect.stringContaining('is a plan of acme (aws), and the configuration is of other (aws)'),
    });
    expect(started).toEqual([]);
  });

  it('41 flips of a single byte, each; terraform is not started', async () => {
    await reviewed();
    const bytes = await readFile(bundleFile());
    for (let turn = 0; turn < 41; turn += 1) {
      const flipped = Uint8Array.from(bytes);
      const place = Math.floor((bytes.length * (turn + 0.5)) / 41);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (turn % 8));
      await writeFile(bundleFile(), flipped);
      expect(await refusalOf(), `byte ${place}`).toMatchObject({ kind: 'stale' });
      expect(started).toEqual([]);
    }
    await writeFile(bundleFile(), bytes);
    expect(await applyIt()).toMatchObject({ status: 'applied' });
  });

  it('12 changes of the manifest, each; terraform is not started', async () => {
    expect(changes).toHaveLength(12);
    await reviewed();
    const bytes = await readFile(bundleFile());
    for (const [what, change] of changes) {
      await writeFile(bundleFile(), bytes);
      await changeManifest(change);
      expect(await refusalOf(), what).toMatchObject({ kind: 'stale' });
      expect(started, what).toEqual([]);
    }
  });

  it('the same changes with a digest that fits, each with its cause named; nothing is applied', async () => {
    await reviewed();
    const bytes = await readFile(bundleFile());
    for (const [what, change, cause] of changes) {
      await writeFile(bundleFile(), bytes);
      await forge(change);
      expect(await refusalOf(), what).toMatchObject({ kind: 'stale', message: expect.stringMatching(cause) });
      expect(commands(), what).not.toContain('apply');
    }
  });
});

describeWithRealParts('a bundle of a stack with providers', ['terraform', 'providerMirror'], (parts) => {
  it('is refused after one byte of the lock file of the providers changed', async () => {
    const stack = dataStack(
      { web: { input: 'a' } },
      {
        terraform: {
          backend: { local: { path: '../state/data-plane.tfstate' } },
          required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
        },
      },
    );
    cloud = { ...stagesCloud([stack]), ...testCloud(stack), stacks: [stack] };
    const mirror = { providerMirror: parts.providerMirror };
    await planIt(mirror);
    const { manifest } = unpackBundle(await readFile(bundleFile()), bundleFile());
    expect(manifest.stacks[0]?.providers).toEqual({
      'registry.terraform.io/hashicorp/aws': expect.stringMatching(/^[56]\.\d+\.\d+$/),
    });
    const lock = at('.bt-dataplane', 'acme', 'data-plane', '.terraform.lock.hcl');
    const text = await readFile(lock, 'utf8');
    await writeFile(lock, text.replace('h1:', 'h2:'));
    expect(await refusalOf(mirror)).toMatchObject({
      kind: 'stale',
      message: expect.stringMatching(
        /the lock file of the providers of data-plane, \.terraform\.lock\.hcl, changed/,
      ),
    });
    expect(started).toEqual([]);
    await writeFile(lock, text);
    expect(await applyIt(mirror)).toMatchObject({ status: 'applied' });
  });
});

describeWithRealParts('a plan by its digest', ['terraform'], () => {
  it('is the same when it is planned again, and is applied; any other is refused, saying what kind of difference it is', async () => {
    const first = await plan(drive().context, {});
    expect((await plan(drive().context, {})).effect).toBe(first.effect);
    const apply1 = (expectPlanDigest: string) => apply(drive().context, { yes: true, expectPlanDigest });
    expect(await apply1(first.effect)).toMatchObject({ status: 'applied' });

    cloud.stacks = [infraStack({ cluster: { input: 'two' } }), workloadStack()];
    const second = await plan(drive().context, {});
    cloud.stacks = [infraStack({ cluster: { input: 'three' } }), workloadStack()];
    started = [];
    await expect(apply1(second.effect)).rejects.toMatchObject({
      kind: 'stale',
      code: 'plan-digest-differs',
      message: expect.stringContaining('with other values'),
      detail: expect.stringMatching(/e1-[0-9a-f-]+/),
    });
    cloud.stacks = [infraStack({ cluster: { input: 'two' }, more: { input: 'x' } }), workloadStack()];
    await expect(apply1(second.effect)).rejects.toMatchObject({
      message: expect.stringContaining('other resources'),
    });
    expect(commands()).not.toContain('apply');
  });

  it('holds a bundle against it too', async () => {
    const { effect } = await planIt();
    const other = `e1-00000000-00000000-${'0'.repeat(64)}`;
    expect(await refusalOf({ expectPlanDigest: other })).toMatchObject({ code: 'plan-digest-differs' });
    expect(started).toEqual([]);
    expect(await applyIt({ expectPlanDigest: effect })).toMatchObject({ status: 'applied' });
  });
});

describeWithRealParts('the command line', ['terraform'], () => {
  const cli = (...argv: readonly string[]) => runCliIn(env, argv, { clouds: new Map([['aws', cloud]]) });

  it('plans into a file, applies it, and ends with 7 when it is no longer what would be done', async () => {
    const planned = await cli('plan', '--out', 'review.btplan');
    expect(planned.code).toBe(0);
    expect(planned.stdout).toMatch(/plan bundle {3}\S+review\.btplan/);
    expect(planned.stdout).toContain('it holds secrets in clear text');
    expect(planned.stdout).toMatch(/plan digest {3}e1-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{64}/);
    expect(planned.stderr).toMatch(/next: bt-dataplane apply \S+review\.btplan/);
    const seen = await cli('plan', '--json', '--save');
    const document = seen.json<{ plan: { effect: string; bundle: { file: string } } }>();
    expect(planned.stdout).toContain(document.plan.effect);
    expect(document.plan.bundle.file).toContain('latest.btplan');

    const damaged = await readFile(bundleFile());
    await writeFile(at('damaged.btplan'), damaged.subarray(0, 900));
    expect((await cli('apply', 'damaged.btplan', '--yes')).code).toBe(7);
    expect((await cli('apply', 'nowhere.btplan', '--yes')).code).toBe(3);
    expect((await cli('apply', '--yes', '--expect-plan-digest', 'e2-1')).code).toBe(3);
    expect((await cli('apply', 'review.btplan')).code).toBe(5);
    const applied = await cli('apply', 'review.btplan', '--yes', '--json');
    expect(applied.code).toBe(0);
    expect(applied.json()).toMatchObject({ status: 'applied' });
    const again = await cli('apply', 'review.btplan', '--yes');
    expect(again.code).toBe(7);
    expect(again.stderr).toContain('help: make a new plan');
    expect((await cli('apply', '--yes', '--expect-plan-digest', document.plan.effect)).code).toBe(7);
    expect((await cli('plan', '--out', 'a.btplan', '--save')).code).toBe(3);
  });
});
