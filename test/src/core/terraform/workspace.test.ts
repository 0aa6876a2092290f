import { describe, expect, it } from 'vitest';
import { protectedAddresses } from '../../../../src/core/terraform/guard-override.ts';
import { keepLockFile, prepareWorkspace } from '../../../../src/core/terraform/workspace.ts';
import { dataStack } from '../../../helpers/drive.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';

const lock = '.terraform.lock.hcl';

/** A rendered folder with one stack, an override of the person's and an asset. */
function given(folder = '/project/.bt-dataplane/acme/data-plane', readOnly: readonly string[] = []) {
  const stack = dataStack({ db: { lifecycle: { prevent_destroy: true } }, web: {} });
  const override = '{"resource":{"terraform_data":{"web":{"lifecycle":[{"prevent_destroy":true}]}}}}';
  const contents = {
    'main.tf.json': stack.json,
    'user_01_mine_override.tf.json': override,
    'assets/a.zip': 'zip',
  };
  const env = memoryEnv({
    files: Object.fromEntries(Object.entries(contents).map(([name, text]) => [`${folder}/${name}`, text])),
    readOnly,
  });
  const files = Object.keys(contents).map((name) => ({ path: `data-plane/${name}`, sha256: '' }));
  return { env, folder, stack: { ...stack, folder, files } };
}

describe('the working copy', () => {
  it('holds the rendered files and the guard, all private', async () => {
    const { env, stack } = given();
    const workspace = await prepareWorkspace(env, '/state/acme', stack);
    expect(workspace.folder).toMatch(/^\/state\/acme\/work\/[0-9a-f]{8}\/data-plane$/);
    for (const name of [
      'main.tf.json',
      'user_01_mine_override.tf.json',
      'assets/a.zip',
      'zz_guard_override.tf.json',
    ])
      expect(env.modes.get(`${workspace.folder}/${name}`), name).toBe(0o600);
    expect([...workspace.protectedAddresses]).toEqual(['terraform_data.db', 'terraform_data.web']);
  });

  it('keeps the inputs of a stack that takes some, also while another run looks', async () => {
    const { env, stack } = given();
    const inputs = { endpoint: { stack: 'infra', output: 'endpoint' } };
    const { folder } = await prepareWorkspace(env, '/state/acme', { ...stack, inputs });
    await env.fs.write(`${folder}/inputs.auto.tfvars.json`, '{}');
    await prepareWorkspace(env, '/state/acme', { ...stack, inputs });
    expect(env.text(`${folder}/inputs.auto.tfvars.json`)).toBe('{}');
    await prepareWorkspace(env, '/state/acme', stack);
    expect(env.text(`${folder}/inputs.auto.tfvars.json`)).toBeUndefined();
  });

  it('is another one for a deployment of the same name elsewhere', async () => {
    const here = given();
    const there = given('/other/.bt-dataplane/acme/data-plane');
    const folders = [
      (await prepareWorkspace(here.env, '/state/acme', here.stack)).folder,
      (await prepareWorkspace(there.env, '/state/acme', there.stack)).folder,
    ];
    expect(new Set(folders).size).toBe(2);
  });

  it('loses the files of a chart that the chart has no longer', async () => {
    const { env, stack } = given();
    const { folder } = await prepareWorkspace(env, '/state/acme', stack);
    await env.fs.makeDirectory(`${folder}/assets/templates`);
    await env.fs.write(`${folder}/assets/templates/old.yaml`, 'kind: Gateway');
    await prepareWorkspace(env, '/state/acme', stack);
    expect(env.text(`${folder}/assets/templates/old.yaml`)).toBeUndefined();
    expect(env.text(`${folder}/assets/a.zip`)).toBe('zip');
  });

  it('loses what an earlier render, or a destroy that was broken off, left there', async () => {
    const { env, stack } = given();
    const { folder } = await prepareWorkspace(env, '/state/acme', stack);
    for (const name of ['old.tf', 'user_02_gone_override.tf.json', 'zz_lift_override.tf.json', 'a.tfvars'])
      await env.fs.write(`${folder}/${name}`, '{}');
    await env.fs.write(`${folder}/errored.tfstate`, '{}');
    await prepareWorkspace(env, '/state/acme', stack);
    expect(await env.fs.list(folder)).toEqual([
      'assets',
      'errored.tfstate',
      'main.tf.json',
      'user_01_mine_override.tf.json',
      'zz_guard_override.tf.json',
    ]);
  });

  it('keeps local state where plain terraform in the rendered folder has it', async () => {
    const { env, stack } = given();
    const workspace = await prepareWorkspace(env, '/state/acme', stack);
    expect(workspace.localState).toBe('/project/.bt-dataplane/acme/state/data-plane.tfstate');
  });

  it('knows no local state when the state is elsewhere', async () => {
    const { env, stack } = given();
    const json = JSON.stringify({ terraform: { backend: { s3: { bucket: 'b', key: 'k' } } } });
    expect((await prepareWorkspace(env, '/state/acme', { ...stack, json })).localState).toBeUndefined();
  });
});

describe('the lock file of provider versions', () => {
  it('of the rendered folder is used, and one that init made is brought back', async () => {
    const { env, folder, stack } = given();
    await env.fs.write(`${folder}/${lock}`, 'committed');
    const workspace = await prepareWorkspace(env, '/state/acme', stack);
    expect(env.text(`${workspace.folder}/${lock}`)).toBe('committed');
    await env.fs.write(`${workspace.folder}/${lock}`, 'newer');
    expect(await keepLockFile(env, workspace)).toBe(true);
    expect(env.text(`${folder}/${lock}`)).toBe('newer');
  });

  it('that a person removed does not live on in the working copy', async () => {
    const { env, folder, stack } = given();
    await env.fs.write(`${folder}/${lock}`, 'committed');
    const workspace = await prepareWorkspace(env, '/state/acme', stack);
    await env.fs.remove(`${folder}/${lock}`);
    await prepareWorkspace(env, '/state/acme', stack);
    expect(env.text(`${workspace.folder}/${lock}`)).toBeUndefined();
  });

  it('stays in the working copy when the rendered folder is read-only', async () => {
    const { env, stack } = given(undefined, ['/project']);
    const workspace = await prepareWorkspace(env, '/state/acme', stack);
    await env.fs.write(`${workspace.folder}/${lock}`, 'made');
    expect(await keepLockFile(env, workspace)).toBe(false);
    await prepareWorkspace(env, '/state/acme', stack);
    expect(env.text(`${workspace.folder}/${lock}`)).toBe('made');
  });
});

it.each([
  ['an object', { lifecycle: { prevent_destroy: true } }, true],
  ['a list of blocks', [{ lifecycle: [{ prevent_destroy: true }] }], true],
  ['false', { lifecycle: { prevent_destroy: false } }, false],
  ['another lifecycle', { lifecycle: { create_before_destroy: true } }, false],
  ['none', {}, false],
])('prevent_destroy written as %s', (_, body, found) => {
  const text = JSON.stringify({ resource: { aws_db_instance: { main: body } } });
  expect(protectedAddresses([text])).toEqual(found ? ['aws_db_instance.main'] : []);
});
