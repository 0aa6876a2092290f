/** The pipelines that `ci scaffold` writes, by the linters of the forges and by rules of our own. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { commands } from '../../../src/cli/commands/index.ts';
import { readCommandLine } from '../../../src/cli/program.ts';
import { lintAzure, lintGithub, lintGitlab } from '../../helpers/pipeline-linters.ts';
import { clouds, configs, type Forge, forges, scaffold } from '../../helpers/scaffolded.ts';

const every = forges.flatMap((forge) => clouds.map((cloud) => [forge, cloud] as const));

describe.each(every)('for %s and %s', (forge, cloud) => {
  const written = scaffold(forge, cloud);
  const pipelines = async () =>
    Object.entries((await written).files).filter(([path]) => path.endsWith('.yml'));

  test('is whole: every name is filled in, and every text can be read', async () => {
    const { code, files, stderr } = await written;
    expect([code, stderr]).toEqual([0, expect.stringContaining('next: bt-dataplane plan')]);
    for (const [path, text] of Object.entries(files)) {
      if (!path.endsWith('.mjs')) expect(text, path).not.toMatch(/%[A-Za-z]+%|undefined/);
      if (path.endsWith('.yml'))
        expect(parseDocument(text, { strict: true, uniqueKeys: true }).errors, path).toEqual([]);
      if (path.endsWith('.json')) expect(() => JSON.parse(text), path).not.toThrow();
      if (path.endsWith('.sh')) expect(spawnSync('bash', ['-n'], { input: text }).status, path).toBe(0);
    }
  });

  test('passes the linter of the forge', async () => {
    const { files } = await written;
    if (forge === 'gitlab') {
      const request = ['CI_PIPELINE_SOURCE=merge_request_event', 'CI_MERGE_REQUEST_SOURCE_PROJECT_ID=1217'];
      expect(lintGitlab(files, request).complaint).toBeUndefined();
      return;
    }
    for (const [path, text] of await pipelines())
      expect(forge === 'github' ? await lintGithub(text) : lintAzure(text), path).toEqual([]);
  });

  test('runs only commands that there are, and hands signals to them', async () => {
    const found = (await pipelines()).flatMap(([, text]) => programsIn(text));
    expect(new Set(found.map(({ words }) => words.slice(0, 2).join(' ')))).toEqual(
      new Set([
        'plan --format',
        'apply --yes',
        'upgrade check',
        'recover --yes',
        'plan --refresh-only',
        'plan --no-input',
      ]),
    );
    for (const { words, line } of found) {
      expect(readCommandLine(commands, words), line).toMatchObject({ kind: 'run' });
      // On GitLab this look comes before something else in the same shell.
      if (!/upgrade check/.test(line)) expect(line).toMatch(/\bexec /);
    }
  });

  test('keeps no key of a cloud, and takes the licence key from the secrets of the forge', async () => {
    for (const [path, text] of await pipelines()) {
      expect(text, path).not.toMatch(/ACCESS_KEY|CLIENT_SECRET|credentials_json|GOOGLE_CREDENTIALS/);
      if (forge === 'github') expect(text, path).toContain('${{ secrets.BRAINTRUST_LICENSE_KEY }}');
      if (forge === 'azure-devops') expect(text, path).toContain('$(BRAINTRUST_LICENSE_KEY)');
    }
  });

  test('plans nothing of a fork, and applies only from the branch, behind a gate, one at a time', async () => {
    const all = (await pipelines()).map(([, text]) => text).join('\n');
    expect(all).not.toContain('pull_request_target');
    expect(all).toMatch(
      /head\.repo\.full_name == github\.repository|SOURCE_PROJECT_ID == \$CI_PROJECT_ID|PullRequest\.IsFork/,
    );
    expect(all).toMatch(/environment:\s*(name: )?'acme-prod'/);
    expect(all).toMatch(
      /cancel-in-progress: false|resource_group: bt-dataplane-acme-prod|lockBehavior: sequential/,
    );
    expect(all).not.toMatch(/cancel-in-progress: true|interruptible: true/);
  });

  test('trusts this repository alone, and the gate alone with an apply', async () => {
    const { files } = await written;
    const trust = Object.entries(files).filter(([path]) => path.includes('/trust-acme-prod/'));
    expect(trust.length).toBeGreaterThan(0);
    for (const [path, text] of trust.filter(([name]) => name.endsWith('.json'))) {
      const subjects = text.match(/(repo|project_path):[^"']+|(p|sc):\/\/[^"']+/g) ?? [];
      expect(subjects.length, path).toBeGreaterThan(0);
      for (const subject of subjects)
        expect(subject).toMatch(
          /^(repo:acme\/infrastructure:|project_path:acme\/platform\/infrastructure:|(p|sc):\/\/acme\/Data Platform\/bt-dataplane-acme-prod-)/,
        );
      if (path.endsWith('apply.json'))
        expect(subjects).toEqual([expect.stringMatching(/environment:acme-prod$|ref:main$|-apply$/)]);
    }
  });
});

describe('on GitHub', () => {
  const jobsOf = (text: string) => Object.values((parse(text) as { jobs: Record<string, Job> }).jobs);
  interface Job {
    readonly permissions: Readonly<Record<string, string>>;
    readonly steps: readonly {
      readonly uses?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  }

  test.each(clouds)(
    'no text of others is part of a script, and every action is a commit (%s)',
    async (cloud) => {
      const { files } = await scaffold('github', cloud);
      for (const [path, text] of Object.entries(files).filter(([name]) => name.endsWith('.yml'))) {
        expect((parse(text) as { permissions: unknown }).permissions, path).toEqual({});
        for (const { steps } of jobsOf(text)) {
          for (const { uses, run = '' } of steps) {
            expect(run).not.toContain('${{');
            if (uses)
              expect(uses).toMatch(
                /^(actions|hashicorp|aws-actions|google-github-actions)\/[a-z-]+@[0-9a-f]{40}$/,
              );
          }
        }
      }
    },
  );

  test('only who talks to GitHub has its token, and the plan cannot write to the repository', async () => {
    const { files } = await scaffold('github', 'aws');
    const plan = jobsOf(files['.github/workflows/bt-dataplane-acme-prod-plan.yml'] ?? '')[0];
    expect(plan?.permissions).toEqual({ contents: 'read', 'id-token': 'write', 'pull-requests': 'write' });
    const apply = jobsOf(files['.github/workflows/bt-dataplane-acme-prod-apply.yml'] ?? '')[0];
    expect(apply?.permissions).toEqual({ contents: 'read', 'id-token': 'write', 'pull-requests': 'read' });
    for (const { run = '', env = {} } of [...(plan?.steps ?? []), ...(apply?.steps ?? [])])
      if (Object.keys(env).includes('GITHUB_TOKEN'))
        expect(run).toMatch(/^exec node "\$FORGE" (comment|approved) /);
  });
});

describe('a template that is broken', () => {
  test('is found on GitHub', async () => {
    const { files } = await scaffold('github', 'aws');
    const text = files['.github/workflows/bt-dataplane-acme-prod-plan.yml'] ?? '';
    const broken = (from: string | RegExp, to: string) => {
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      return lintGithub(changed);
    };
    expect(await broken('pull-requests: write', 'pull-request: write')).toEqual([
      expect.stringContaining('unknown permission scope'),
    ]);
    expect(
      await broken('github.event.pull_request.number }}\n          HEAD', 'githbu.number }}\n          HEAD'),
    ).toEqual([expect.stringContaining('undefined variable "githbu"')]);
    expect(await broken('runs-on:', 'run-on:')).not.toEqual([]);
    expect(await broken('${{ runner.temp }}/plan.md', '${{ runner.temp /plan.md')).not.toEqual([]);
  });

  test('is found on GitLab', async () => {
    const { files } = await scaffold('gitlab', 'aws');
    const path = '.gitlab/bt-dataplane-acme-prod.gitlab-ci.yml';
    const broken = (from: string, to: string) => {
      const text = (files[path] ?? '').replace(from, to);
      expect(text).not.toBe(files[path]);
      return lintGitlab({ ...files, [path]: text }).complaint;
    };
    expect(broken('when: manual', 'when: sometimes')).toMatch(/sometimes|when/);
    expect(broken('extends: .bt-dataplane-acme-prod', 'extends: .nowhere')).toMatch(/nowhere/);
    expect(broken('- exec node', "- exec: node '")).toBeDefined();
  });

  test('is found on Azure DevOps', async () => {
    const { files } = await scaffold('azure-devops', 'aws');
    const text = files['.azure-pipelines/bt-dataplane-acme-prod-apply.yml'] ?? '';
    for (const [from, to] of [
      ['displayName: Apply', 'displayname: Apply'],
      ['runOnce:', 'once:'],
      ['lockBehavior: sequential', 'lockBehavior: maybe'],
      ['NodeTool@0', 'NodeTol@0'],
      ['- bash: |', '- bash |'],
    ] as const) {
      expect(text).toContain(from);
      expect(lintAzure(text.replace(from, to)), from).not.toEqual([]);
    }
  });
});

/** Every call of the program: its words up to what the shell puts in, and the line. */
function programsIn(text: string): readonly { readonly words: readonly string[]; readonly line: string }[] {
  return text
    .split('\n')
    .filter(
      (line) =>
        !line.trimStart().startsWith('#') &&
        /(?<![\w."'/-])bt-dataplane (?=[a-z"])/.test(line) &&
        !/description|displayName: The/.test(line),
    )
    .flatMap((line) => {
      const [, call = ''] = /(?<![\w."'/-])bt-dataplane (.*)$/.exec(line) ?? [];
      const digest = `e1-00000000-00000000-${'0'.repeat(64)}`;
      return [{ line, words: call.replace('"$digest"', digest).split(/\s+/) }];
    });
}

describe('a repository of its own ways', () => {
  const files = {
    '/project/deployments/bt-dataplane.yaml': `extends: ../base files/common.yaml\n${configs.aws.replace(/^profile: .*\n/m, '')}`,
    '/project/base files/common.yaml': 'profile: staging\n',
  };
  const watched: Record<Forge, string> = {
    github: "['deployments/**', 'base files/common.yaml']",
    gitlab: "['deployments/**', 'base files/common.yaml']",
    'azure-devops': "['deployments/*', 'base?files/common.yaml']",
  };

  test.each(forges)('is planned and applied when a base changes: %s', async (forge) => {
    const run = await scaffold(forge, 'aws', { folder: 'deployments/', files });
    expect(run.code, run.stderr).toBe(0);
    const apply = Object.entries(run.files).find(([path]) => /(apply\.yml|gitlab-ci\.yml)$/.test(path));
    expect(apply?.[1]).toContain(watched[forge]);
    if (forge === 'azure-devops') expect(lintAzure(apply?.[1] ?? '')).toEqual([]);
    if (forge === 'github') expect(await lintGithub(apply?.[1] ?? '')).toEqual([]);
  });

  test('cannot have a base that the pipeline does not have', async () => {
    const run = await scaffold('github', 'aws', {
      folder: 'deployments/',
      files,
      flags: ['--dir', 'deployments'],
    });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('/project/base files/common.yaml is not below /project/deployments');
  });

  test('may have folders that begin with dots', async () => {
    const run = await scaffold('github', 'aws', { folder: '..here/' });
    expect(run.code, run.stderr).toBe(0);
  });

  test.each(['*', 'release/**', 'a b', 'x~1', 'x^2', 'a..b', '/lead', 'trail/'])(
    'trusts one branch, and not %s',
    async (branch) => {
      const run = await scaffold('gitlab', 'aws', { flags: ['--branch', branch] });
      expect([run.code, run.files]).toEqual([3, {}]);
      expect(run.stderr).toContain('is no name of one branch');
    },
  );

  test.each(['main', 'release/2026.11', 'a+b@c=d_e'])('applies the branch %s', async (branch) => {
    const run = await scaffold('gitlab', 'aws', { flags: ['--branch', branch] });
    expect(run.code, run.stderr).toBe(0);
  });

  test('is told where its own file does not include the pipeline', async () => {
    const todo = 'to `include` in .gitlab-ci.yml';
    const own = { '/project/.gitlab-ci.yml': 'include: [{ local: other.yml }]\n' };
    const included = { '/project/.gitlab-ci.yml': 'include: .gitlab/bt-dataplane-acme-prod.gitlab-ci.yml\n' };
    expect((await scaffold('gitlab', 'aws', { files: own })).stdout).toContain(todo);
    expect((await scaffold('gitlab', 'aws', { files: included })).stdout).not.toContain(todo);
    expect((await scaffold('gitlab', 'aws')).stdout).not.toContain(todo);
  });

  test('is not guessed from an address that cannot be read', async () => {
    const run = await scaffold('github', 'aws', { flags: ['--repository', 'https://github.com/acme/%zz'] });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('is no repository of this provider');
  });
});
