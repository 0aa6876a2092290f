import { describe, expect, it } from 'vitest';
import { checkAccount } from '../../../../src/core/plan/account.ts';
import { deploymentOf, fakeCloud } from '../../../helpers/deployment.ts';
import { memoryEnv } from '../../../helpers/memory-env.ts';
import { recordingHost } from '../../../helpers/recording-host.ts';

describe('the account guard', () => {
  const check = (expected: string | undefined, profile: 'staging' | 'production') => {
    const host = recordingHost();
    const deployment = deploymentOf({ cloud: fakeCloud([], { expectedAccount: () => expected }) });
    const context = { env: memoryEnv(), host, clouds: new Map() };
    const judged = { ...deployment, config: { ...deployment.config, profile } };
    return { host, answer: checkAccount(context, judged) };
  };

  it('refuses credentials of another account and names both', async () => {
    await expect(check('999999999999', 'staging').answer).rejects.toMatchObject({
      kind: 'access',
      code: 'wrong-account',
      message: expect.stringMatching(/123456789012.*999999999999/s),
    });
  });

  it('tells to unset the variable that names another account, where credentials belong to none', async () => {
    const identity = { account: 'other', principal: 'me', variable: 'GOOGLE_PROJECT' };
    const cloud = fakeCloud([], { expectedAccount: () => 'acme', identify: async () => identity });
    const context = { env: memoryEnv(), host: recordingHost(), clouds: new Map() };
    await expect(checkAccount(context, deploymentOf({ cloud }))).rejects.toMatchObject({
      code: 'wrong-account',
      message:
        'the variable GOOGLE_PROJECT names other, but the configuration names acme; nothing was planned',
      hint: expect.stringContaining('unset GOOGLE_PROJECT'),
    });
  });

  it('passes those of the account that is named', async () => {
    await expect(check('123456789012', 'production').answer).resolves.toMatchObject({
      account: '123456789012',
    });
  });

  it.each([
    ['production', ['account-unpinned']],
    ['staging', []],
  ] as const)('says in %s that no account is named: %j', async (profile, codes) => {
    const { host, answer } = check(undefined, profile);
    await answer;
    expect(host.messages.map((message) => message.code)).toEqual(codes);
  });
});
