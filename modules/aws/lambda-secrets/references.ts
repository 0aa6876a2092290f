import type { ISecret } from '../../core/contracts.ts';

/** Where one environment variable's value is. Never the value. */
export interface SecretReference {
  readonly secretArn: string;
  /** Field to take when the secret is a JSON object; left out, the whole text. */
  readonly key?: string;
  /** Not read: a new one changes the text of the reference, and so starts whoever has it anew, with the new value. */
  readonly versionId?: string;
}

/** Environment variable to secret. */
export type SecretReferences = Readonly<Record<string, SecretReference>>;

/** The whole text of a secret. */
export function whole(secret: ISecret): SecretReference {
  const { arn, versionId } = secret;
  return { secretArn: arn, ...(versionId === undefined ? {} : { versionId }) };
}

/** The secrets that a set of references reads, each once, in order of first use. */
export function secretArns(references: SecretReferences): string[] {
  return [...new Set(Object.values(references).map(({ secretArn }) => secretArn))];
}

/**
 * Environment that makes a function with our layer read its secrets when it starts. Lambda hands the runtime's command line
 * to the wrapper: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper
 */
export function secretsEnvironment(references: SecretReferences): Record<string, string> {
  return { AWS_LAMBDA_EXEC_WRAPPER: '/opt/bt-secrets/wrapper', BT_SECRETS: JSON.stringify(references) };
}
