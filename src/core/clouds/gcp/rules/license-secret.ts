import type { Rule } from '../../../rules/rule.ts';

/** https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create */
const secretName = /^(projects\/[a-z0-9.:-]+\/secrets\/)?[A-Za-z0-9_-]{1,255}$/;

export const licenseSecret: Rule = {
  id: 'config/license-secret',
  states:
    'A stored licence key is named by the id of a secret of Secret Manager, or projects/PROJECT/secrets/SECRET.',
  check: ({ config }) => {
    if (!('secretRef' in config.licenseKey)) return [];
    const { secretRef } = config.licenseKey;
    if (secretName.test(secretRef)) return [];
    const [, withoutVersion] = /^(projects\/[^/]+\/secrets\/[^/]+)\/versions\/[^/]+$/.exec(secretRef) ?? [];
    return [
      {
        rule: licenseSecret.id,
        severity: 'error',
        message:
          withoutVersion === undefined
            ? 'licenseKey.secretRef is not the name of a secret of Secret Manager'
            : 'licenseKey.secretRef names a version; the newest is read, so that a rotated key is taken up',
        path: 'licenseKey.secretRef',
        required: 'the id of a secret, or projects/PROJECT/secrets/SECRET',
        found: secretRef,
        ...(withoutVersion === undefined
          ? { fix: { text: 'name the secret as this prints it: gcloud secrets list' } }
          : {
              nearest: withoutVersion,
              fix: {
                text: `set licenseKey.secretRef: ${withoutVersion}`,
                set: [{ path: 'licenseKey', value: { secretRef: withoutVersion } }],
              },
            }),
        source: 'https://cloud.google.com/secret-manager/docs/creating-and-accessing-secrets',
      },
    ];
  },
};
