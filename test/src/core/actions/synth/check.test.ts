import { describe, expect, it } from 'vitest';
import { synth } from '../../../../../src/core/actions/synth/index.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../../helpers/drive.ts';
import { commandsOf, type Script, scriptedEnv } from '../../../../helpers/scripted-terraform.ts';

const versions = {
  stdout: JSON.stringify({
    terraform_version: '1.11.4',
    provider_selections: { 'registry.terraform.io/hashicorp/aws': '5.100.0' },
  }),
};
const valid = { stdout: JSON.stringify({ valid: true, diagnostics: [] }) };

async function given(script: Script) {
  const env = await scriptedEnv({ script: { version: versions, validate: valid, ...script } });
  // Neither a licence key nor credentials.
  const { LICENSE: _, ...vars } = env.vars;
  const bare = { ...env, vars };
  const host = drivingHost();
  return { env, host, context: contextOf(bare, host, testCloud(dataStack({ web: { input: 'a' } }))) };
}

describe('synth with check', () => {
  it('lets terraform check the working copy, without backend, and says with which versions', async () => {
    const { env, context } = await given({});
    const { check } = await synth(context, { check: true });
    expect(check).toEqual({
      terraformVersion: '1.11.4',
      stacks: [{ stack: 'data-plane', providers: { 'hashicorp/aws': '5.100.0' } }],
    });
    expect(commandsOf(env)).toEqual([
      ['init', '-json', '-input=false', '-backend=false'],
      ['validate', '-json'],
    ]);
    for (const { cwd, env: vars } of env.started.slice(1)) {
      expect(cwd).toMatch(/\/\.local\/state\/bt-dataplane\/acme\/work\//);
      // The data folder of `plan` may have a backend, which would then be used.
      expect(vars.TF_DATA_DIR).toBe(`${cwd}/.terraform-check`);
    }
  });

  it('starts nothing without it', async () => {
    const { env, context } = await given({});
    expect((await synth(context, {})).check).toBeUndefined();
    expect(env.started).toEqual([]);
  });

  it("fails with terraform's own words, each of them", async () => {
    const error = (summary: string, detail: string) => ({ severity: 'error', summary, detail });
    const { context } = await given({
      validate: {
        exitCode: 1,
        stdout: JSON.stringify({
          valid: false,
          diagnostics: [
            error('Unsupported argument', 'An argument named "tpyo" is not expected here.'),
            error('Missing required argument', 'The argument "engine" is required.'),
          ],
        }),
      },
    });
    await expect(synth(context, { check: true })).rejects.toMatchObject({
      kind: 'terraform',
      message: 'terraform failed to check data-plane: Unsupported argument (and 1 more)',
      detail: expect.stringMatching(/"tpyo" is not expected here\.[\s\S]*"engine" is required\./),
    });
  });

  it('passes warnings on and stays valid', async () => {
    const warning = { severity: 'warning', summary: 'Deprecated attribute', detail: 'Use name instead.' };
    const { context, host } = await given({
      validate: { stdout: JSON.stringify({ valid: true, diagnostics: [warning] }) },
    });
    expect((await synth(context, { check: true })).check?.stacks).toHaveLength(1);
    expect(host.messages).toContainEqual(
      expect.objectContaining({ level: 'warning', text: expect.stringContaining('Use name instead.') }),
    );
  });

  it('without a provider says where one can come from', async () => {
    const diagnostic = {
      '@level': 'error',
      type: 'diagnostic',
      diagnostic: { severity: 'error', summary: 'Failed to query available provider packages' },
    };
    const { env, context } = await given({
      init: { exitCode: 1, stdout: `${JSON.stringify(diagnostic)}\n` },
    });
    await expect(synth(context, { check: true })).rejects.toMatchObject({
      kind: 'access',
      hint: expect.stringContaining('--provider-mirror'),
    });
    expect(commandsOf(env).map(([name]) => name)).toEqual(['init']);
  });

  it('is no crash when the provider crashes', async () => {
    const { context } = await given({ validate: { exitCode: 1, stderr: 'Error: Plugin did not respond' } });
    await expect(synth(context, { check: true })).rejects.toMatchObject({
      kind: 'terraform',
      message: expect.stringContaining('Plugin did not respond'),
    });
  });
});
