/** Forms of text and numbers that several parts of the configuration share. */
import * as z from 'zod';

export const count = z.int().min(0).max(100);

export const origin = z
  .string()
  .regex(
    /^(\*|null|https?:\/\/[A-Za-z0-9.*-]+(:[0-9]{1,5})?)$/,
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

/** Labels of at most 63 characters: https://www.rfc-editor.org/rfc/rfc1123#section-2.1; the last one is no number. */
export const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** https://developer.hashicorp.com/terraform/language/expressions/version-constraints */
export const versionRange =
  /^ *((=|!=|>=?|<=?|~>) *)?[0-9]+(\.[0-9]+){0,2}(, *((=|!=|>=?|<=?|~>) *)?[0-9]+(\.[0-9]+){0,2})*$/;

export const cidr = z
  .string()
  .regex(/^([0-9]{1,3}\.){3}[0-9]{1,3}\/[0-9]{1,2}$/, 'an IPv4 range such as 10.175.0.0/21');
