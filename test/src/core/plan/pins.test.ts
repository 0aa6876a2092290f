import { describe, expect, it } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { loadDeployment } from '../../../../src/core/config/load.ts';
import { ensureLock } from '../../../../src/core/config/lock-file.ts';
import { ensurePins } from '../../../../src/core/plan/pins.ts';
import { render } from '../../../../src/core/synth/synthesize.ts';
import { configText, drivingHost, notes } from '../../../helpers/drive.ts';
import { functionPackages } from '../../../helpers/emulator-seed.ts';
import { type MemoryEnv, memoryEnv } from '../../../helpers/memory-env.ts';

const lockFile = '/project/bt-dataplane.lock.yaml';
const file = '/project/bt-dataplane.yaml';

/** `generation` is part of every key that the vendor's bucket names. */
interface Given {
  readonly config?: string;
  readonly lock?: string | undefined;
  readonly vars?: Readonly<Record<string, string>>;
  readonly generation?: string;
  readonly readOnly?: readonly string[];
}

async function given({ config = configText, lock, generation = 'one', ...rest }: Given = {}) {
  const env = memoryEnv({
    ...rest,
    files: { [file]: config, ...(lock === undefined ? {} : { [lockFile]: lock }) },
    answer: (url) => {
      const [name, version] = url.split('/').slice(-2);
      return { status: 200, body: `lambda/${name}/${version}-${generation}.zip\n` };
    },
  });
  const host = drivingHost();
  const context = { env, host, clouds };
  const deployment = await load(context);
  return { env, host, context, deployment };
}

async function load(context: Parameters<typeof loadDeployment>[0]) {
  const loaded = await loadDeployment(context, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  return loaded.deployment;
}

const lockText = (env: MemoryEnv) => env.text(lockFile) ?? '';
const open = { frozen: false };

/** The lock file after a first plan, with a release of choice. */
async function firstLock(given_: Given = {}): Promise<string> {
  const { env, context, deployment } = await given(given_);
  await ensureLock(context, deployment, open);
  await ensurePins(context, deployment, open);
  return lockText(env);
}

const release = (version: string) => `${configText}release: "${version}"\n`;

describe('the first plan', () => {
  it('looks the packages up and writes them into the lock file, sorted, with a notice', async () => {
    const { env, host, context, deployment } = await given({ config: release('2.12.0') });
    expect(deployment.pins).toBeUndefined();
    await ensureLock(context, deployment, open);
    const pinned = await ensurePins(context, deployment, open);

    expect(pinned.pins?.AIProxy).toBe('lambda/AIProxy/version-v2.12.0-one.zip');
    expect(lockText(env)).toContain(`pins:
  release: 2.12.0
  region: us-east-1
  artefacts:
    AIProxy: lambda/AIProxy/version-v2.12.0-one.zip
    APIHandler: lambda/APIHandler/version-v2.12.0-one.zip
    AutomationCron: lambda/AutomationCron/version-v2.12.0-one.zip
`);
    expect(lockText(env)).toContain('  postgres.version: "17"\n');
    expect(notes(host)).toEqual(['lock-written', 'pins-written']);
    expect((await load(context)).pins).toEqual(pinned.pins);
  });

  it('says so when the lock file cannot be written', async () => {
    const lock = (await firstLock()).replace(/^pins:[\s\S]*/m, '');
    const { context, deployment } = await given({ lock, readOnly: ['/project'] });
    await expect(ensurePins(context, deployment, open)).rejects.toMatchObject({ code: 'lock-unwritable' });
  });
});

describe('a later plan', () => {
  it('asks nobody and leaves the lock file alone, also when the pointers have moved', async () => {
    const lock = await firstLock();
    const { env, host, context, deployment } = await given({ lock, generation: 'two' });
    await ensureLock(context, deployment, open);
    const pinned = await ensurePins(context, deployment, open);

    expect(pinned.pins?.AIProxy).toMatch(/-one\.zip$/);
    expect([env.asked, host.messages, lockText(env)]).toEqual([[], [], lock]);
  });

  it('keeps the pins when the lock file grows', async () => {
    const lock = await firstLock();
    const { env, context, deployment } = await given({ lock: lock.replace(/^ {2}redis\.version.*\n/m, '') });
    await ensureLock(context, deployment, open);
    expect(lockText(env)).toBe(lock);
  });

  it.each([
    [
      'another release',
      release('2.11.0'),
      /release: 2\.11\.0\n {2}region: us-east-1\n/,
      'version-v2.11.0-two',
    ],
    [
      'another region',
      configText.replace('us-east-1', 'eu-west-1'),
      /release: 2\.12\.0\n {2}region: eu-west-1\n/,
      'version-v2.12.0-two',
    ],
  ])('of %s looks all of them up anew', async (_, config, place, version) => {
    const { env, host, context, deployment } = await given({
      lock: await firstLock({ config: release('2.12.0') }),
      config: config.includes('release:') ? config : `${config}release: "2.12.0"\n`,
      generation: 'two',
    });
    expect(deployment.pins).toBeUndefined();
    await ensureLock(context, deployment, open);
    await ensurePins(context, deployment, open);

    expect(lockText(env)).toMatch(place);
    expect(lockText(env).match(new RegExp(`${version}\\.zip`, 'g'))).toHaveLength(functionPackages.length);
    expect(lockText(env)).not.toContain('-one.zip');
    expect(notes(host)).toContain('pins-written');
  });

  it('adds a pin that is missing and never changes one that is there', async () => {
    const lock = (await firstLock()).replace(/^ {4}AIProxy: .*\n/m, '    Elsewhere: lambda/x.zip\n');
    const { env, host, context, deployment } = await given({ lock, generation: 'two' });
    await ensurePins(context, deployment, open);

    expect(lockText(env)).toMatch(/AIProxy: .*-two\.zip/);
    expect(lockText(env)).toMatch(/APIHandler: .*-one\.zip/);
    expect(lockText(env)).toContain('Elsewhere: lambda/x.zip');
    expect(notes(host)).toEqual(['pins-written']);
  });
});

describe('where the lock file may not be written', () => {
  it.each([
    ['--frozen', { frozen: true }, {}],
    ['CI=true', open, { CI: 'true' }],
  ])('(%s) the packages are looked up for this run, with one warning', async (_, options, vars) => {
    const lock = (await firstLock()).replace(/^pins:[\s\S]*/m, '');
    const { env, host, context, deployment } = await given({ lock, vars });
    await ensureLock(context, deployment, options);
    const pinned = await ensurePins(context, deployment, options);

    expect(Object.keys(pinned.pins ?? {}).sort()).toEqual([...functionPackages].sort());
    expect(lockText(env)).toBe(lock);
    expect(host.messages).toMatchObject([
      { code: 'pins-missing', level: 'warning', text: expect.stringContaining('bt-dataplane plan') },
    ]);
  });

  it('what is pinned is used in silence', async () => {
    const { env, host, context, deployment } = await given({ lock: await firstLock(), vars: { CI: 'true' } });
    const pinned = await ensurePins(context, deployment, open);
    expect([pinned, env.asked, host.messages]).toEqual([deployment, [], []]);
  });
});

describe('a lock file with pins that a person has edited', () => {
  it.each([
    ['an expression of terraform', 'AIProxy: .*', 'AIProxy: lambda/${path.root}.zip', 'config/lock-value'],
    ['two dots', 'AIProxy: .*', 'AIProxy: lambda/../x.zip', 'config/lock-value'],
    ['a list', 'AIProxy: .*', 'AIProxy: [a]', 'config/lock-format'],
    ['no release', ' {2}release: \\S+\\n {2}region', '  region', 'config/lock-format'],
    ['another key', '^pins:\\n', 'pins:\n  more: 1\n', 'config/lock-format'],
  ])('to %s is refused, with the place', async (_, from, to, rule) => {
    const lock = (await firstLock()).replace(new RegExp(from, 'm'), () => to);
    const env = memoryEnv({ files: { [file]: configText, [lockFile]: lock } });
    const loaded = await loadDeployment({ env, host: drivingHost(), clouds }, {});
    expect(loaded.ok).toBe(false);
    expect(loaded.findings).toMatchObject([{ rule, severity: 'error', place: { file: lockFile } }]);
    expect(loaded.findings[0]?.path).toMatch(/^pins/);
  });
});

describe('rendering', () => {
  it('has the keys of the lock file and looks nothing up; without them the stack looks for itself', async () => {
    const bare = await given();
    const pinned = await given({ lock: await firstLock() });
    const [one, other] = [
      await render(bare.context, bare.deployment),
      await render(pinned.context, pinned.deployment),
    ];

    const tree = JSON.parse(other.stacks[0]?.json ?? '');
    expect(JSON.parse(one.stacks[0]?.json ?? '').data.aws_s3_object).toHaveProperty('api_proxy_package');
    expect(tree.data).not.toHaveProperty('aws_s3_object');
    expect(tree.resource.aws_lambda_function.api_proxy.s3_key).toBe(pinned.deployment.pins?.AIProxy);
    expect(one.digest).not.toBe(other.digest);
    expect(one.stacks[0]?.addresses).toEqual(other.stacks[0]?.addresses);
    expect([...bare.env.asked, ...pinned.env.asked]).toEqual([]);
  });
});
