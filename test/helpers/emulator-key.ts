import type { Emulator } from './emulator.ts';
import { unchecked } from './emulator-seed.ts';

/** Makes a key of the user's own, as an administrator would; gives its ARN. */
export async function makeKey(emulator: Emulator, region: string): Promise<string> {
  const response = await fetch(`${emulator.url}/`, {
    method: 'POST',
    headers: {
      authorization: unchecked(region, 'kms'),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'TrentService.CreateKey',
    },
    body: '{}',
  });
  if (!response.ok) throw new Error(`the emulator made no key: ${response.status} ${await response.text()}`);
  const made = (await response.json()) as { readonly KeyMetadata: { readonly Arn: string } };
  return made.KeyMetadata.Arn;
}
