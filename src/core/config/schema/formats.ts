/** Forms of text and numbers that several parts of the configuration share. */
import * as z from 'zod';

export const count = z.int().min(0).max(100);

export const origin = z
  .string()
  .regex(
    /^(\*|null|https?:\/\/[A-Za-z0-9*-]+(\.[A-Za-z0-9*-]+)*(:([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?)$/,
    'an origin such as https://app.example.com, without a path or a slash at its end',
  )
  .meta({ description: 'An origin: scheme, host and port, no path.' });

export const keyArn = z
  .string()
  .regex(
    /^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+$/,
    'the ARN of a KMS key (not of an alias)',
  );

/** https://cloud.google.com/kms/docs/getting-resource-ids */
export const keyName = z
  .string()
  .regex(
    /^projects\/[a-z0-9.:-]+\/locations\/[a-z0-9-]+\/keyRings\/[A-Za-z0-9_-]{1,63}\/cryptoKeys\/[A-Za-z0-9_-]{1,63}$/,
    'projects/PROJECT/locations/REGION/keyRings/RING/cryptoKeys/KEY',
  );

/** Of Azure, Entra objects among them: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules */
export const guid = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'a lower-case id such as 00000000-0000-0000-0000-000000000000',
  );

const groupPath = String.raw`\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[A-Za-z0-9._()-]{1,90}\/providers`;

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftkeyvault */
export const vaultName = '(?=[A-Za-z0-9-]{3,24}(?:/|$))[A-Za-z](?:-?[A-Za-z0-9])+';

/** A resource of Azure by its id; `type` such as `Microsoft.Network/dnsZones`, `child` the name of what is within it. */
export function azureId(type: string, child?: string) {
  const end = child === undefined ? '' : `/${child}/NAME`;
  const vault = type === 'Microsoft.KeyVault/vaults';
  const name = vault ? vaultName : '[A-Za-z0-9._-]{1,260}';
  const last = child === undefined ? '' : String.raw`\/${child}\/[A-Za-z0-9-]{1,127}`;
  // What the command line of Azure prints is not always spelled as the provider wants it, such as `resourcegroups`.
  const form = `/subscriptions/ID/resourceGroups/GROUP/providers/${type}/NAME${end}, upper and lower case as here`;
  return z
    .string()
    .regex(
      new RegExp(`^${groupPath}\\/${type.replaceAll('.', '\\.').replace('/', '\\/')}\\/${name}${last}$`),
      vault ? `${form}, the vault by 3 to 24 letters, digits and single dashes` : form,
    );
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftresources */
export const resourceGroupName = z
  .string()
  .max(90)
  .regex(/^[A-Za-z0-9._()-]*[A-Za-z0-9_()-]$/, 'the name of a resource group, not its id');

/** Labels of at most 63 characters: https://www.rfc-editor.org/rfc/rfc1123#section-2.1; the last one is no number. */
export const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
export const versionRange =
  /^ *((=|!=|>=?|<=?|~>) *)?[0-9]+(\.[0-9]+){0,2}(, *((=|!=|>=?|<=?|~>) *)?[0-9]+(\.[0-9]+){0,2})*$/;

export const cidr = z
  .string()
  .regex(/^([0-9]{1,3}\.){3}[0-9]{1,3}\/[0-9]{1,2}$/, 'an IPv4 range such as 10.175.0.0/21');
