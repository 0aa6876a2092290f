import type { StoredSecretInput } from '../core/render.ts';
import { gcpNames } from './naming.ts';

/** Keys of the Secret that the chart's pods read. https://github.com/braintrustdata/helm */
export const podSecrets = {
  PG_URL: 'URL of the database, with its password',
  REDIS_URL: 'URL of the cache, with its password',
  BRAINSTORE_LICENSE_KEY: 'Brainstore licence key',
  FUNCTION_SECRET_KEY: "Encrypts users' function secrets",
} as const;

/**
 * Which secret of Secret Manager fills which input variable of the workload: `projects/P/secrets/S` by variable. The newest
 * version is meant, since what is stored is the truth.
 */
export function workloadSecretInputs(
  project: string,
  name: string,
  licenseKeySecret?: string,
): Readonly<Record<Lowercase<keyof typeof podSecrets>, StoredSecretInput>> {
  const { secrets } = gcpNames(project, name);
  const full = (secret: string) => ({
    secret: secret.startsWith('projects/') ? secret : `projects/${project}/secrets/${secret}`,
  });
  return {
    pg_url: full(secrets.postgresUrl),
    redis_url: full(secrets.redisUrl),
    brainstore_license_key: full(licenseKeySecret ?? secrets.licenseKey),
    function_secret_key: full(secrets.functionSecretKey),
  };
}
