/** Who signs in, as far as this machine can tell. Contacts nothing. */
import { join, resolve } from 'node:path';
import type { Env } from '../../../../env.ts';
import type { Config } from '../../../config/schema.ts';
import { givenCredentials } from './credentials.ts';

export async function principalOf(config: Config, env: Env): Promise<string> {
  const given = await givenCredentials(config, env);
  switch (given.kind) {
    case 'certificate':
    case 'secret':
      return `application ${given.clientId}`;
    case 'token':
    case 'pipelines':
    case 'github':
      return `application ${given.clientId}, as this run`;
    case 'machine':
      return given.clientId === undefined
        ? 'the managed identity of this machine'
        : `the managed identity ${given.clientId}`;
    case 'cli':
      return (await userOfCli(config, env)) ?? 'whoever is signed in to the Azure CLI';
  }
}

interface Profile {
  readonly subscriptions?: readonly { readonly id?: string; readonly user?: { readonly name?: string } }[];
}

/** It keeps no secret in there. https://learn.microsoft.com/cli/azure/azure-cli-configuration */
async function userOfCli({ account }: Config, env: Env): Promise<string | undefined> {
  const { AZURE_CONFIG_DIR: named, HOME: home } = env.vars;
  const folder = named || (home && join(home, '.azure'));
  if (!folder) return undefined;
  try {
    const text = await env.fs.readText(resolve(env.cwd, folder, 'azureProfile.json'));
    // It writes a byte order mark.
    const { subscriptions = [] } = JSON.parse(text.replace(/^\uFEFF/, '')) as Profile;
    return subscriptions.find(({ id }) => same(id, account.subscription))?.user?.name;
  } catch {
    return undefined;
  }
}

/** Ids are the same in either case. */
export function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
