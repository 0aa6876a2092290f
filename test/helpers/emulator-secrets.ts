import type { Emulator } from './emulator.ts';

/** The values of all secrets in the emulator, by name: what must be in no file. */
export async function secretValues(
  emulator: Emulator,
  region: string,
): Promise<Readonly<Record<string, string>>> {
  const { SecretList } = (await ask(emulator, region, 'ListSecrets', {})) as {
    SecretList: readonly { readonly Name: string; readonly DeletedDate?: number | null }[];
  };
  const values: Record<string, string> = {};
  for (const { Name, DeletedDate } of SecretList) {
    if (typeof DeletedDate === 'number') continue;
    const { SecretString } = (await ask(emulator, region, 'GetSecretValue', { SecretId: Name })) as {
      SecretString: string;
    };
    values[Name] = SecretString;
  }
  return values;
}

async function ask(emulator: Emulator, region: string, action: string, body: object): Promise<unknown> {
  const response = await fetch(emulator.url, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/secretsmanager/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${action}`,
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${action} answered ${response.status}: ${await response.text()}`);
  return response.json();
}
