/** The licence key on its way from where the configuration says it is to terraform's ephemeral variable. */
import { dirname, resolve } from 'node:path';
import type { Env } from '../../env.ts';
import { reasonOf } from '../../errors.ts';
import type { Config } from '../config/schema.ts';
import { licenseMissing } from './errors.ts';

/** The key, or undefined when the stack reads a secret of the cloud by itself. Throws kind `access` when it is not there. */
export async function readLicenseKey(
  env: Env,
  config: Config,
  configFile: string,
): Promise<string | undefined> {
  const { licenseKey } = config;
  if ('secretRef' in licenseKey) return undefined;
  if ('env' in licenseKey) {
    const value = env.vars[licenseKey.env]?.trim();
    if (!value) throw licenseMissing(`the variable ${licenseKey.env} is not set`);
    return value;
  }
  const file = resolve(dirname(configFile), licenseKey.file);
  const value = await env.fs.readText(file).catch((cause: unknown) => {
    throw licenseMissing(`the file ${file} cannot be read: ${reasonOf(cause)}`, cause);
  });
  if (value.trim() === '') throw licenseMissing(`the file ${file} is empty`);
  return value.trim();
}
