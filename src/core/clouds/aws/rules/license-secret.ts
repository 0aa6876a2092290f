import type { Rule } from '../../../rules/rule.ts';

const secretArn = /^arn:[a-z-]+:secretsmanager:([a-z0-9-]+):[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$/;

const licenseSecret: Rule = {
  id: 'config/license-secret',
  states:
    'A stored licence key is named by the ARN of a secret of Secrets Manager in the region of the deployment.',
  check: ({ config }) => {
    if (!('secretRef' in config.licenseKey)) return [];
    const { secretRef } = config.licenseKey;
    const region = secretArn.exec(secretRef)?.[1];
    if (region === config.region) return [];
    return [
      {
        rule: licenseSecret.id,
        severity: 'error',
        message:
          region === undefined
            ? 'licenseKey.secretRef is not the ARN of a secret; the rights of the nodes are given by ARN'
            : `the secret with the licence key lies in ${region}, but the nodes read secrets in ${config.region}`,
        path: 'licenseKey.secretRef',
        required: `arn:aws:secretsmanager:${config.region}:<account>:secret:<name>`,
        found: secretRef,
        fix: {
          text: `name the ARN that this prints: aws secretsmanager describe-secret --region ${config.region} --secret-id <name>`,
        },
        source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_iam-permissions.html',
      },
    ];
  },
};

export const secretRules: readonly Rule[] = [licenseSecret];
