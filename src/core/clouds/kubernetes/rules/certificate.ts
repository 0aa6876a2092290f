/** The certificate authority of a cluster that is brought along. */
import type { Rule } from '../../../rules/rule.ts';

export const existingCertificate: Rule = {
  id: 'cluster/existing-certificate',
  states: 'The certificate authority of a cluster that is brought along is a certificate, in PEM and base64.',
  check: ({ config }) => {
    const encoded = config.cluster?.existing?.caCertificate;
    if (encoded === undefined || isCertificate(encoded)) return [];
    const path = 'cluster.existing.caCertificate';
    return [
      {
        rule: existingCertificate.id,
        severity: 'error',
        message: `${path} is not the base64 of a certificate in PEM, so no connection to the cluster could be checked`,
        path,
        required: 'a text that begins with LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t',
        fix: { text: 'copy what a kubeconfig of the cluster has as certificate-authority-data' },
        source: 'https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/#Cluster',
      },
    ];
  },
};

/** https://www.rfc-editor.org/rfc/rfc7468#section-5 */
function isCertificate(encoded: string): boolean {
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  return /^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/.test(text);
}
