/** With `--json` the whole of standard output is one document: for every command there is, when it goes well and when not. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type CommandName, commandNames } from '../../src/cli/command-names.ts';
import { checkIds } from '../../src/core/health/check.ts';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { BtError } from '../../src/errors.ts';
import { configText } from '../helpers/drive.ts';
import { type CliRun, runCli } from '../helpers/run-cli.ts';
import { type ScriptedCli, scriptedCli } from '../helpers/scripted-cli.ts';
import { planOf } from '../helpers/scripted-terraform.ts';

interface Way {
  /** After the name of the command. */
  readonly flags?: readonly string[];
  readonly world?: ScriptedCli;
  /** Just these files, and no terraform. */
  readonly alone?: Readonly<Record<string, string>>;
}

const lockId = 'ff726494-b99c-fae9-3643-49f37df6ff11';
const lock = JSON.stringify({ ID: lockId, Operation: 'apply', Who: 'ci@runner-7', Created: '2026-06-01' });
const lockNote = '/project/.bt-dataplane/acme/state/.data-plane.tfstate.lock.info';
const locked: ScriptedCli = {
  before: async (env) => {
    await env.fs.makeDirectory('/project/.bt-dataplane/acme/state');
    await env.fs.write(lockNote, lock);
  },
};
const values = {
  chart: 'oci://registry.example/braintrust',
  version: '6.11.0',
  namespace: 'acme',
  values: { api: { replicas: 2 } },
};
const wrong: Way = {
  world: { files: { '/project/bt-dataplane.yaml': configText.replace('us-east-1', 'nowhere') } },
};
const missing: Way = { alone: {} };
const noCredentials: Way = {
  world: {
    cloud: {
      identify: async () => {
        throw new BtError({ kind: 'access', code: 'no-credentials', message: 'sign in first' });
      },
    },
  },
};
const answers = [
  ...['--name', 'acme', '--cloud', 'aws', '--region', 'us-east-1', '--profile', 'staging'],
  ...['--organization', 'Acme', '--license-source', 'env:BRAINTRUST_LICENSE_KEY'],
];
const forGitHub = ['--provider', 'github', '--repository', 'acme/data-plane'];
const inBucket = {
  '/project/bt-dataplane.yaml': `${configText.replace('backend: local', 'backend: s3\n  bucket: acme-state')}account:\n  id: "123456789012"\n`,
  '/project/bt-dataplane.lock.yaml': 'lockVersion: 1\nname: acme\ncloud: aws\nprofile: staging\nvalues: {}\n',
};
/** The cloud of these worlds rolls nothing, and has no API. */
const leftOut = checkIds.flatMap((id) => ['--without-check', id]);
const { defaults, notes } = newestRelease;
const version = '2.99.0';
const tags = { functionTag: `v${version}`, brainstoreTag: `v${version}` };
const added = {
  version,
  date: '2027-01-01',
  ...tags,
  clouds: ['aws'],
  defaults,
  notes,
  source: 'https://example.com',
};
const newerText = JSON.stringify({ formatVersion: 1, releases: [added] });
const newer = { text: newerText, sha256: createHash('sha256').update(newerText).digest('hex') };
const gone = { script: { show: { stdout: planOf({ actions: ['delete'] }) } } };

/** Every command has its ways here. What fails by its flags is tried for each besides. */
const ways: Readonly<Record<CommandName, { readonly well: readonly Way[]; readonly badly: readonly Way[] }>> =
  {
    init: { well: [{ alone: {}, flags: answers }], badly: [{ alone: {} }] },
    validate: { well: [{}], badly: [wrong, missing] },
    synth: { well: [{}, { flags: ['--print'] }], badly: [wrong] },
    plan: {
      well: [
        {},
        { flags: ['--full'] },
        { flags: ['--format', 'json'] },
        { flags: ['--out', 'review.btplan'] },
      ],
      badly: [wrong, noCredentials, { flags: ['--format', 'html'] }],
    },
    apply: {
      well: [{ flags: ['--yes'] }],
      badly: [
        wrong,
        {},
        { flags: ['--yes'], world: { script: { apply: { stderr: 'no luck', exitCode: 1 } } } },
      ],
    },
    'upgrade check': { well: [{}], badly: [missing] },
    'upgrade plan': { well: [{}], badly: [missing, { flags: ['--to', '9.9.9'] }] },
    'upgrade apply': {
      well: [{ flags: ['--yes', ...leftOut] }],
      badly: [missing, { flags: ['--yes', '--without-check', 'luck'] }],
    },
    status: { well: [{}], badly: [missing] },
    outputs: {
      well: [{}, { flags: ['--raw', 'release'] }],
      badly: [missing, { flags: ['--raw', 'nothing'] }],
    },
    destroy: { well: [{ flags: ['--yes'], world: gone }], badly: [wrong, { world: gone }] },
    attach: { well: [{}], badly: [missing] },
    recover: { well: [{}], badly: [missing, noCredentials] },
    'state unlock': {
      well: [{ flags: [lockId, '--yes'], world: locked }],
      badly: [{ flags: ['nothing', '--yes'] }, { flags: [lockId], world: locked }],
    },
    'releases list': { well: [{}, { flags: ['--cloud', 'gcp'] }], badly: [{ flags: ['--cloud', 'moon'] }] },
    'releases show': { well: [{ flags: ['2.1.1'] }], badly: [{ flags: ['9.9.9'] }] },
    'releases update': {
      well: [
        {
          flags: ['newer.json', '--sha256', newer.sha256],
          world: { files: { '/project/newer.json': newer.text } },
        },
      ],
      badly: [{ flags: ['nothing.json', '--sha256', newer.sha256] }],
    },
    requirements: { well: [{}, { flags: ['--rules'] }], badly: [{ flags: ['--component', 'mysql'] }] },
    'ci scaffold': {
      well: [{ flags: forGitHub, alone: inBucket }],
      badly: [{}, { flags: forGitHub }],
    },
    'config migrate': { well: [{}], badly: [missing] },
    'config show': { well: [{}], badly: [missing] },
    'render helm-values': {
      well: [{ world: { cloud: { helmValues: async () => values } } }],
      badly: [wrong, {}],
    },
    schema: { well: [{}], badly: [] },
    version: { well: [{}], badly: [] },
  };

/** Wherever standard output goes, whoever forces colours, and where talk otherwise goes with the data. */
const places: readonly (readonly [string, Pick<ScriptedCli, 'vars' | 'terminal'>])[] = [
  ['redirected', {}],
  [
    'at a terminal, with colours and Azure DevOps',
    { terminal: true, vars: { FORCE_COLOR: '1', TF_BUILD: 'True' } },
  ],
];

function run(name: string, { flags = [], world = {}, alone }: Way, place: ScriptedCli) {
  const argv = [...name.split(' '), ...flags, '--json'];
  return alone ? runCli(argv, { files: alone, ...place }) : scriptedCli(argv, { ...world, ...place });
}

/** Gives the document, which is all there is. */
function documentOf({ stdout }: CliRun): Record<string, unknown> {
  const document = JSON.parse(stdout) as Record<string, unknown>;
  expect(document).toBeTypeOf('object');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
  expect(stdout).toMatch(/^\{[^\u001b]*\}\n$/);
  return document;
}

test('every command has its ways', () => {
  expect(Object.keys(ways).sort()).toEqual([...commandNames].sort());
});

describe.each(places)('%s', (_, place) => {
  describe.each(Object.entries(ways))('%s', (name, { well, badly }) => {
    test.each(well.map((way) => [way.flags?.join(' ') ?? '', way] as const))('%s', async (_flags, way) => {
      const end = await run(name, way, place);
      expect(end.code, end.stdout + end.stderr).toBe(0);
      const document = documentOf(end);
      if (name !== 'schema')
        expect(document).toMatchObject({
          ok: true,
          findings: expect.any(Array),
          nextActions: expect.any(Array),
        });
    });

    const unknown: Way = { flags: ['--no-such-flag'] };
    test.each([unknown, ...badly].map((way, index) => [index + 1, way] as const))(
      'failing, %d',
      async (_index, way) => {
        const end = await run(name, way, place);
        expect([0, 2]).not.toContain(end.code);
        expect(documentOf(end)).toMatchObject({
          ok: false,
          error: {
            kind: expect.any(String),
            code: expect.stringMatching(/^[a-z-]+$/),
            message: expect.any(String),
          },
          findings: expect.any(Array),
          nextActions: expect.any(Array),
        });
      },
    );
  });
});
