/**
 * Whose credentials are in use, as far as this machine can tell. Credentials of Azure belong to no subscription: what is made
 * goes into the one that the configuration names. An environment that names another subscription or tenant was made for
 * another deployment, and is refused. Contacts nothing.
 */
import type { Env } from '../../../env.ts';
import { BtError } from '../../../errors.ts';
import type { Config } from '../../config/schema.ts';
import type { Identity } from '../cloud.ts';
import { needed } from '../settings.ts';
import { principalOf, same } from './access/principal.ts';

/** The provider's, and the one of Microsoft's own tools. */
const subscriptionVariables = ['ARM_SUBSCRIPTION_ID', 'AZURE_SUBSCRIPTION_ID'] as const;
const tenantVariables = ['ARM_TENANT_ID', 'AZURE_TENANT_ID'] as const;

export async function identify(config: Config, env: Env): Promise<Identity> {
  const subscription = needed(config.account.subscription, 'account.subscription');
  refuseOtherTenant(config, env);
  const principal = await principalOf(config, env);
  const variable = subscriptionVariables.find(
    (name) => env.vars[name] && !same(env.vars[name], subscription),
  );
  if (variable === undefined) return { account: subscription, principal };
  return { account: env.vars[variable] ?? '', principal, variable };
}

function refuseOtherTenant({ account }: Config, { vars }: Env): void {
  const tenant = needed(account.tenant, 'account.tenant');
  const variable = tenantVariables.find((name) => vars[name] && !same(vars[name], tenant));
  if (variable === undefined) return;
  throw new BtError({
    kind: 'access',
    code: 'wrong-tenant',
    message: `the variable ${variable} names ${vars[variable]}, but the configuration names the tenant ${tenant}; nothing was planned`,
    hint: `unset ${variable}, or correct \`account.tenant\` in the configuration`,
  });
}
