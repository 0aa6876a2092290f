import { type Config, configSchema } from '../../config/schema.ts';

const keys = { env: 'env', file: 'file', secret: 'secretRef' } as const;

/** `env:NAME` becomes `{ env: NAME }`; undefined for anything else. */
export function parseLicenseSource(text: string): Config['licenseKey'] | undefined {
  const [, kind, where] = /^(env|file|secret):(.+)$/.exec(text) ?? [];
  if (kind === undefined) return undefined;
  const parsed = configSchema.shape.licenseKey.safeParse({ [keys[kind as keyof typeof keys]]: where });
  return parsed.success ? parsed.data : undefined;
}
