import { describe, expect, it } from 'vitest';
import type { Context } from '../../../../src/core/context.ts';
import { synthesize } from '../../../../src/core/synth/synthesize.ts';
import { deploymentOf, fakeCloud } from '../../../helpers/deployment.ts';
import { type MemoryEnvOptions, memoryEnv } from '../../../helpers/memory-env.ts';

const main = '/project/.bt-dataplane/acme/data-plane/main.tf.json';

function setUp(options: MemoryEnvOptions = {}) {
  const env = memoryEnv({ ...options, files: { '/project/bt-dataplane.yaml': '', ...options.files } });
  const context: Context = {
    env,
    host: { interactive: false, notify: () => {}, ask: async () => '' } as unknown as Context['host'],
    clouds: new Map(),
  };
  return { env, context };
}

const stack = {
  json: '{"resource":{}}\n',
  addresses: ['aws_vpc.network'],
  components: { 'aws_vpc.network': 'network' },
};

describe('synthesize', () => {
  it('writes each stack, its assets and a manifest, private to the user', async () => {
    const { env, context } = setUp();
    const cloud = fakeCloud([
      { ...stack, assets: [{ path: 'assets/layer.zip', bytes: new Uint8Array([1, 2]) }] },
    ]);

    const rendered = await synthesize(context, deploymentOf({ cloud }));

    expect(env.text(main)).toBe(stack.json);
    expect(env.files.get('/project/.bt-dataplane/acme/data-plane/assets/layer.zip')).toEqual(
      new Uint8Array([1, 2]),
    );
    expect(env.modes.get(main)).toBe(0o600);
    const manifest = JSON.parse(env.text('/project/.bt-dataplane/acme/manifest.json') ?? '');
    expect(manifest).toMatchObject({
      deployment: 'acme',
      release: '2.12.0',
      digest: rendered.digest,
      stacks: [{ name: 'data-plane', resources: 1, components: { network: 1 } }],
    });
    expect(manifest.stacks[0].files.map((file: { path: string }) => file.path)).toEqual([
      'data-plane/assets/layer.zip',
      'data-plane/main.tf.json',
    ]);
  });

  it('writes the same bytes wherever it runs, and nothing of the machine', async () => {
    const here = setUp();
    const there = setUp({ cwd: '/elsewhere' });
    const cloud = fakeCloud([stack]);
    await synthesize(here.context, deploymentOf({ cloud }));
    await synthesize(there.context, deploymentOf({ cloud }), { outDir: '/out' });

    const manifest = here.env.text('/project/.bt-dataplane/acme/manifest.json');
    expect(there.env.text('/out/acme/manifest.json')).toBe(manifest);
    expect(manifest).not.toContain('/project');
  });

  it('removes what an earlier render left and keeps state and the lock file of terraform', async () => {
    const { env, context } = setUp();
    await synthesize(context, deploymentOf({ cloud: fakeCloud([stack, { ...stack, name: 'extra' }]) }));
    await env.fs.makeDirectory('/project/.bt-dataplane/acme/state');
    await env.fs.write('/project/.bt-dataplane/acme/state/data-plane.tfstate', '{}');
    await env.fs.write('/project/.bt-dataplane/acme/data-plane/.terraform.lock.hcl', 'lock');

    await synthesize(context, deploymentOf({ cloud: fakeCloud([stack]) }));

    expect(env.files.has('/project/.bt-dataplane/acme/extra/main.tf.json')).toBe(false);
    expect(env.text('/project/.bt-dataplane/acme/state/data-plane.tfstate')).toBe('{}');
    expect(env.text('/project/.bt-dataplane/acme/data-plane/.terraform.lock.hcl')).toBe('lock');
  });

  it.each([
    ['not JSON', 'nonsense'],
    ['a foreign shape', '{"stacks":[{"files":[{"path":5}]}]}'],
    ['a path that climbs out', '{"stacks":[{"files":[{"path":"../../bt-dataplane.yaml"}]}]}'],
    ['an absolute path', '{"stacks":[{"files":[{"path":"/project/bt-dataplane.yaml"}]}]}'],
  ])('deletes nothing because of a manifest that is %s', async (_what, manifest) => {
    const { env, context } = setUp({ files: { '/project/.bt-dataplane/acme/manifest.json': manifest } });
    await synthesize(context, deploymentOf({ cloud: fakeCloud([stack]) }));
    expect(env.files.has('/project/bt-dataplane.yaml')).toBe(true);
  });

  it('says why the folder cannot be written, and names the flag', async () => {
    const { context } = setUp({ readOnly: ['/project'] });
    await expect(synthesize(context, deploymentOf({ cloud: fakeCloud([stack]) }))).rejects.toMatchObject({
      code: 'out-dir-not-writable',
      message: expect.stringMatching(/\/project\/\.bt-dataplane\/acme: EROFS/),
      hint: expect.stringContaining('--out-dir'),
    });
  });
});

describe('override files', () => {
  const cloud = fakeCloud([stack]);

  it('are laid beside the rendered ones, those of the command line last', async () => {
    const { env, context } = setUp({
      files: { '/project/a.tf.json': '{"provider":{}}', '/elsewhere/b_override.tf': 'provider "aws" {}' },
      cwd: '/elsewhere',
    });
    const rendered = await synthesize(context, deploymentOf({ cloud, overrides: ['a.tf.json'] }), {
      overrides: ['b_override.tf'],
    });

    expect(rendered.overrides.map((file) => file.name)).toEqual([
      'user_01_a_override.tf.json',
      'user_02_b_override.tf',
    ]);
    expect(env.text('/project/.bt-dataplane/acme/data-plane/user_02_b_override.tf')).toBe(
      'provider "aws" {}',
    );
  });

  it('are part of the digest', async () => {
    const { context } = setUp({ files: { '/project/a.json': '{}' } });
    const without = await synthesize(context, deploymentOf({ cloud }));
    const with_ = await synthesize(context, deploymentOf({ cloud, overrides: ['a.json'] }));
    expect(with_.digest).not.toBe(without.digest);
  });

  it.each([
    ['a JSON backend', 'x.tf.json', '{"terraform":{"backend":{"local":{}}}}', 'override-of-backend'],
    ['a JSON backend in a list', 'x.json', '{"terraform":[{},{"cloud":{}}]}', 'override-of-backend'],
    ['an HCL backend', 'x.tf', 'terraform {\n  backend "s3" {\n}}', 'override-of-backend'],
    [
      'an HCL backend behind a comment',
      'x.tf',
      'terraform { /* x */ backend /* y */ "s3" { } }',
      'override-of-backend',
    ],
    ['broken JSON', 'x.json', '{', 'override-invalid'],
    ['a JSON list', 'x.json', '[]', 'override-invalid'],
    ['another kind of file', 'x.yaml', '', 'override-invalid'],
  ])('may not be %s', async (_what, name, content, code) => {
    const { context } = setUp({ files: { [`/project/${name}`]: content } });
    await expect(synthesize(context, deploymentOf({ cloud, overrides: [name] }))).rejects.toMatchObject({
      code,
    });
  });

  it('may speak of a backend in a comment or a string', async () => {
    const { context } = setUp({
      files: { '/project/x.tf': '# backend "s3" { }\nlocals { a = "backend {" }\n' },
    });
    await expect(synthesize(context, deploymentOf({ cloud, overrides: ['x.tf'] }))).resolves.toBeDefined();
  });

  it('must exist', async () => {
    const { context } = setUp();
    await expect(synthesize(context, deploymentOf({ cloud, overrides: ['gone.tf'] }))).rejects.toMatchObject({
      code: 'override-not-found',
    });
  });
});
