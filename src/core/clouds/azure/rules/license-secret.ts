import { vaultName } from '../../../config/schema/formats.ts';
import type { Breach } from '../../../findings/finding.ts';
import type { Rule } from '../../../rules/rule.ts';

/** https://learn.microsoft.com/azure/key-vault/general/about-keys-secrets-certificates */
const secretId = new RegExp(
  String.raw`^(\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[A-Za-z0-9._()-]{1,90}\/providers\/Microsoft\.KeyVault\/vaults\/${vaultName}\/secrets\/[A-Za-z0-9-]{1,127})(\/(?:versions\/)?[^/]+)?$`,
);

export const licenseSecret: Rule = {
  id: 'config/license-secret',
  states: 'A stored licence key is named by the id of a secret of a key vault.',
  check: ({ config }) => {
    if (!('secretRef' in config.licenseKey)) return [];
    const { secretRef, rotation } = config.licenseKey;
    const [whole, nearest, version] = secretId.exec(secretRef) ?? [];
    if (whole !== undefined && version === undefined) return [];
    return [
      {
        rule: licenseSecret.id,
        severity: 'error',
        message: says(secretRef, version),
        path: 'licenseKey.secretRef',
        required:
          '/subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.KeyVault/vaults/VAULT/secrets/NAME',
        found: secretRef,
        ...correction(nearest, rotation),
        source: 'https://learn.microsoft.com/azure/key-vault/secrets/about-secrets',
      },
    ];
  },
};

function says(secretRef: string, version: string | undefined): string {
  if (version !== undefined)
    return 'licenseKey.secretRef names a version; the newest is read, so that a rotated key is taken up';
  return /^https:/.test(secretRef)
    ? 'licenseKey.secretRef is the address of a secret, not its id, which also tells the subscription'
    : 'licenseKey.secretRef is not the id of a secret of a key vault';
}

function correction(
  nearest: string | undefined,
  rotation: number | undefined,
): Pick<Breach, 'nearest' | 'fix'> {
  if (nearest === undefined)
    return {
      fix: {
        text: 'write the id of the vault as this prints it, with /secrets/NAME behind it: az keyvault show --name VAULT --query id',
      },
    };
  const value = { secretRef: nearest, ...(rotation === undefined ? {} : { rotation }) };
  return {
    nearest,
    fix: { text: `set licenseKey.secretRef: ${nearest}`, set: [{ path: 'licenseKey', value }] },
  };
}
