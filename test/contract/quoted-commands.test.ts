/** A command or a flag that a message, a template or a document tells a person to use must exist. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandNames } from '../../src/cli/command-names.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { longName } from '../../src/cli/flag.ts';
import { globalFlags } from '../../src/cli/globals.ts';
import { readCommandLine } from '../../src/cli/program.ts';
import type { Deployment } from '../../src/core/config/deployment.ts';
import { commandLine } from '../../src/core/io/command-line.ts';
import { commandOn } from '../../src/core/terraform/command-on.ts';
import { codeOf, filesBelow, root } from './source-files.ts';

const source = filesBelow('src');
const texts = [
  ...source,
  ...filesBelow('templates', ''),
  ...filesBelow('docs', '.md'),
  { path: 'README.md', text: readFileSync(join(root, 'README.md'), 'utf8') },
];

/** The program named in a sentence, not a command: `bt-dataplane does not make state buckets`. */
const prose = /^(beside|cannot|configuration|does|filled|freezes|that)$/;

/** Every mention of the program with a word after it, and the flags that follow. */
const second = commandNames.flatMap((name) => (name.includes(' ') ? [name.slice(name.indexOf(' '))] : []));
const mention = new RegExp(
  `(?<![\\w./-])bt-dataplane ([a-z][a-z-]*(?:${second.join('|')})?)` +
    '((?: --?[a-z][a-z-]*(?:[ =][A-Z$%\'"{[][^ `]*)?)*)',
  'gm',
);

const found = texts.flatMap(({ path, text }) =>
  [...text.matchAll(mention)]
    .map(([whole, command = '', flags = '']) => ({ path, whole, command, flags }))
    .filter(({ command }) => !prose.test(command)),
);

function flagsOf(command: string): readonly string[] {
  const record = commands.find(({ name }) => name === command);
  return Object.keys({ ...globalFlags, ...record?.flags }).map((key) => `--${longName(key)}`);
}

test('the search finds some', () => {
  expect(found.length).toBeGreaterThan(30);
});

describe('quoted commands exist', () => {
  test.each(found.map(({ path, whole, ...rest }) => [`${path}: ${whole.trim()}`, rest] as const))(
    '%s',
    (_, { command, flags }) => {
      expect(commandNames).toContain(command);
      for (const [flag] of flags.matchAll(/--[a-z-]+/g))
        expect([...flagsOf(command), '--help']).toContain(flag);
    },
  );
});

/** Takes the few commands that its type names. */
const commandOnPath = 'src/core/terraform/command-on.ts';

describe('commands that the core puts together', () => {
  /** The name and the flags of each call, as far as its text says them: `commandLine('apply', options, '--yes')`. */
  const calls = source.flatMap(({ path, text }) =>
    [...text.matchAll(/\bcommandLine\(\s*'([^']*)'((?:[^()]|\([^()]*\))*)\)/g)].map(
      ([, command = '', rest = '']) => ({
        path,
        command,
        flags: [...rest.matchAll(/'(--[^']*)'/g)].map(([, flag = '']) => flag),
      }),
    ),
  );
  const everyCall = source
    .filter(({ path }) => path.startsWith('src/core/') && path !== commandOnPath)
    .flatMap((file) => [...codeOf(file).matchAll(/(?<!function )\bcommandLine\(/g)]);

  test('are all looked at', () => {
    expect(calls.length).toBeGreaterThan(3);
    expect(calls.length).toBe(everyCall.length);
  });

  test.each(
    calls.map(({ path, ...call }) => [`${path}: ${call.command} ${call.flags.join(' ')}`, call] as const),
  )('%s', (_, { command, flags }) => {
    const takes = (flag: string) => flagsOf(command).includes(flag);
    const options = {
      config: 'a.yaml',
      ...(takes('--out-dir') && { outDir: 'out', overrides: ['one.tf', 'two.tf'] }),
      ...(takes('--terraform') && { terraform: 'bin/terraform', providerMirror: 'mirror' }),
      ...(takes('--lock-timeout') && { lockTimeout: '1m' }),
      ...(takes('--allow-replace') && {
        allowReplace: ['a_b.c'],
        allowDestroy: ['a_b.d'],
        acceptOneWay: ['no-postgres'],
      }),
    };
    const line = commandLine(command, options, ...flags);
    expect(readCommandLine(commands, line.split(' ').slice(1)).kind).toBe('run');
  });
});

describe('commands on the deployment of a session', () => {
  const deployment = { file: '/a b/prod.yaml' } as Deployment;
  const given = {
    outDir: 'out',
    overrides: ['one.tf'],
    terraform: 'bin/terraform',
    providerMirror: 'mirror',
    lockTimeout: '1m',
    applyTimeout: '1h',
  };

  test.each(['recover', 'attach', 'state unlock 4711'] as const)('%s', (command) => {
    const line = commandOn({ deployment, given }, command);
    expect(line).toContain(`${command} --config '/a b/prod.yaml'`);
    expect(readCommandLine(commands, line.replace(' b', '').split(' ').slice(1)).kind).toBe('run');
  });
});

describe('flags that the core names', () => {
  const known = new Set([...commandNames.flatMap(flagsOf), '--help']);
  /** Of the AWS CLI in hints, and of vitest. */
  const others = new Set([
    '--secret-id',
    '--region',
    '--service-code',
    '--quota-code',
    '--desired-value',
    '--resource-type-filters',
    '--tag-filters',
    '--project',
    '--apply-immediately',
    '--auto-scaling-group-name',
    '--copy-tags-to-snapshot',
    '--db-instance-class',
    '--db-instance-identifier',
    '--db-parameter-group-name',
    '--db-snapshot-identifier',
    '--db-subnet-group-name',
    '--new-db-instance-identifier',
    '--no-publicly-accessible',
    '--preferences',
    '--vpc-security-group-ids',
  ]);
  /** Of psql and pg_restore. https://www.postgresql.org/docs/current/reference-client.html */
  const ofPostgres = new Set(['--clean', '--if-exists', '--dbname', '--host', '--username']);
  /** Of gcloud. https://cloud.google.com/sdk/gcloud/reference */
  const ofGcloud = new Set([
    '--allowed-audiences',
    '--instance',
    '--restore-instance',
    '--service',
    '--secret',
    '--out-file',
    '--location',
    '--format',
    '--filter',
  ]);
  /** Of az. https://learn.microsoft.com/cli/azure/reference-index */
  const ofAz = [
    '--all',
    '--file',
    '--id',
    '--ids',
    '--location',
    '--namespace',
    '--output',
    '--query',
    '--resource-group',
    '--resource-type',
    '--restore-time',
    '--source-server',
    '--wait',
  ];
  /** Of kubectl. https://kubernetes.io/docs/reference/kubectl/ */
  const ofKubectl = new Set(['--selector', '--all-namespaces', '--field-selector']);
  /** Of helm. https://helm.sh/docs/helm/ */
  const ofHelm = new Set(['--version', '--namespace', '--values', '--install', '--create-namespace']);
  const named = source
    // Variables of a style sheet look like flags.
    .filter(({ path }) => path.startsWith('src/core/') && !path.includes('/report/html/'))
    .flatMap((file) =>
      [...codeOf(file).matchAll(/(?<=[\s'"`(])--[a-z][a-z-]*[a-z](?![\w$-])/g)].map(([flag]) => [
        flag,
        file.path,
      ]),
    );

  test.each(named)('%s in %s', (flag) => {
    expect([...known, ...others, ...ofGcloud, ...ofAz, ...ofKubectl, ...ofHelm, ...ofPostgres]).toContain(
      flag,
    );
  });
});
