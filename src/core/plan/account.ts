/** The guard against the wrong account: asked before anything is planned. */
import { BtError } from '../../errors.ts';
import type { Identity } from '../clouds/cloud.ts';
import type { Deployment } from '../config/deployment.ts';
import type { Context } from '../context.ts';
import type { Message } from '../io/host.ts';

/** Whose credentials are in use; throws kind `access` when they are not those of the account that the configuration names. */
export async function checkAccount({ env, host }: Context, deployment: Deployment): Promise<Identity> {
  const { cloud, config } = deployment;
  const identity = await cloud.identify(config, env);
  const expected = cloud.expectedAccount(config);
  if (expected === undefined && config.profile === 'production') host.notify(unpinned(cloud.title));
  if (expected === undefined || expected === identity.account) return identity;
  if (identity.variable !== undefined) {
    throw new BtError({
      kind: 'access',
      code: 'wrong-account',
      message: `the variable ${identity.variable} names ${identity.account}, but the configuration names ${expected}; nothing was planned`,
      hint: `unset ${identity.variable}, or correct \`account\` in ${deployment.file}`,
    });
  }
  throw new BtError({
    kind: 'access',
    code: 'wrong-account',
    message: `the credentials belong to ${cloud.title} account ${identity.account} (${identity.principal}), but the configuration names ${expected}; nothing was planned`,
    hint: `sign in to ${expected}, or correct \`account\` in ${deployment.file}`,
  });
}

function unpinned(cloud: string): Message {
  return {
    kind: 'note',
    code: 'account-unpinned',
    level: 'info',
    text: `the configuration names no ${cloud} account, so credentials of any account would do; set \`account\` to pin this one`,
  };
}
