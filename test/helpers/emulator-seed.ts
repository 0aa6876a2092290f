import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { Emulator } from './emulator.ts';

/** The vendor's function packages, as published in `braintrust-assets-<region>`. */
export const functionPackages = [
  'AIProxy',
  'APIHandler',
  'MigrateDatabaseFunction',
  'QuarantineWarmupFunction',
  'CatchupETL',
  'BillingCron',
  'AutomationCron',
] as const;

/**
 * Makes the vendor's bucket of one region as it is in public: per function a pointer `lambda/<Name>/version-<tag>` whose
 * text is the key of a zip, readable by everyone. The zips hold a few bytes: nothing is run in the emulator.
 */
export async function seedVendorBucket(emulator: Emulator, region: string, tag: string): Promise<void> {
  const bucket = `/braintrust-assets-${region}`;
  await put(
    emulator,
    region,
    bucket,
    region === 'us-east-1' ? '' : bucketLocation(region),
    'application/xml',
  );
  for (const name of functionPackages) {
    const zip = packageOf(name, tag);
    const key = `lambda/${name}/${createHash('sha256').update(`${name} ${tag}`).digest('hex')}.zip`;
    await put(emulator, region, `${bucket}/${key}`, zip, 'application/zip');
    await put(emulator, region, `${bucket}/lambda/${name}/version-${tag}`, `${key}\n`, 'text/plain');
  }
}

/** The same bytes each time. */
export function packageOf(name: string, tag: string): Uint8Array {
  const file = new TextEncoder().encode(`exports.name = '${name} ${tag}';\n`);
  return zipSync({ 'index.js': file }, { mtime: new Date('2026-01-01T00:00:00') });
}

/** Texts that the next invocations of functions answer with, in order; afterwards each answers with its own input. */
export async function queueLambdaResults(
  emulator: Emulator,
  region: string,
  results: readonly string[],
): Promise<void> {
  const response = await fetch(`${emulator.url}/moto-api/static/lambda-simple/response`, {
    method: 'POST',
    body: JSON.stringify({ results, region }),
  });
  if (!response.ok) throw new Error(`the emulator refused the queue: ${response.status}`);
}

async function put(
  emulator: Emulator,
  region: string,
  path: string,
  body: string | Uint8Array,
  type: string,
): Promise<void> {
  const response = await fetch(`${emulator.url}${path}`, {
    method: 'PUT',
    headers: { authorization: unchecked(region, 's3'), 'content-type': type, 'x-amz-acl': 'public-read' },
    body: typeof body === 'string' ? body : Buffer.from(body),
  });
  if (!response.ok)
    throw new Error(`the emulator refused ${path}: ${response.status} ${await response.text()}`);
}

/** The emulator reads region and service from the signature's scope, and checks no signature. */
export function unchecked(region: string, service: string): string {
  return `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}

function bucketLocation(region: string): string {
  return `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
}
