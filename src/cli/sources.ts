import { maskSecrets } from '../core/config/secret-keys.ts';
import type { Finding } from '../core/findings/finding.ts';
import type { Env } from '../env.ts';
import type { Sources } from './render/finding.ts';

/**
 * The files that findings point into. One that cannot be read is left out, and so are its lines on the screen; what may be a
 * secret that somebody pasted is masked.
 */
export async function readSources(env: Env, findings: readonly Finding[]): Promise<Sources> {
  const files = new Set(findings.flatMap(({ place }) => (place === undefined ? [] : [place.file])));
  const read = await Promise.all(
    [...files].map(async (file) => [file, await env.fs.readText(file).catch(() => undefined)] as const),
  );
  return new Map(
    read.flatMap(([file, text]) => (text === undefined ? [] : [[file, maskSecrets(text)] as const])),
  );
}
