/** A key that is brought along. */
import type { Rule } from '../../../rules/rule.ts';

export const keySubscription: Rule = {
  id: 'encryption/key-subscription',
  states: 'A key that is brought along lies in the subscription of the deployment.',
  check: ({ config: { account, encryption } }) => {
    const found = /^\/subscriptions\/([^/]+)\//.exec(encryption.keyVaultKey ?? '')?.[1];
    if (found === undefined || found === account.subscription) return [];
    return [
      {
        rule: keySubscription.id,
        severity: 'error',
        message: `the vault of the key lies in the subscription ${found}; disks of the nodes can only be encrypted by a key of their own subscription`,
        path: 'encryption.keyVaultKey',
        required: `a key in the subscription ${account.subscription}`,
        found,
        fix: { text: `name a key of a vault in ${account.subscription}, or remove encryption.keyVaultKey` },
        source: 'https://learn.microsoft.com/azure/virtual-machines/disk-encryption#restrictions',
      },
    ];
  },
};
