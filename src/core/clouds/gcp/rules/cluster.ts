/** How the cluster is made, or reached. */
import type { Breach } from '../../../findings/finding.ts';
import { breachSeverity } from '../../../requirements/measure.ts';
import { parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';

const openControlPlane: Rule = {
  id: 'cluster/control-plane-open',
  states: 'The control plane is not open to every address.',
  waivable: true,
  check: ({ config }) => {
    const { access, authorizedRanges = [], existing } = config.cluster ?? {};
    if (access !== 'public' || existing) return [];
    const open = authorizedRanges.find((text) => parseRange(text)?.prefix === 0);
    if (authorizedRanges.length > 0 && open === undefined) return [];
    return [
      {
        rule: openControlPlane.id,
        severity: breachSeverity(config.profile),
        message: `the control plane has a public address${open === undefined ? ' and no list of ranges that may reach it' : ` that ${open} may reach`}, so every address in the world may`,
        path: open === undefined ? 'cluster.access' : 'cluster.authorizedRanges',
        required: 'ranges of your own, or another access',
        found: open ?? 'public',
        nearest: 'dns',
        fix: {
          text: 'set cluster.access: dns, or list your own ranges in cluster.authorizedRanges',
          set: [{ path: 'cluster.access', value: 'dns' }],
        },
        source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation',
      },
    ];
  },
};

const authorizedRanges: Rule = {
  id: 'cluster/authorized-ranges',
  states: 'Ranges that may reach the control plane are ranges.',
  check: ({ config }) =>
    (config.cluster?.authorizedRanges ?? []).flatMap((text, index): readonly Breach[] => {
      const range = parseRange(text);
      if (range?.canonical === text) return [];
      const path = `cluster.authorizedRanges[${index}]`;
      return [
        {
          rule: authorizedRanges.id,
          severity: 'error',
          message: range
            ? `${text} has bits set behind its prefix; the range is ${range.canonical}`
            : `${text} is not an IPv4 range`,
          path,
          found: text,
          ...(range
            ? {
                nearest: range.canonical,
                fix: {
                  text: `set ${path}: ${range.canonical}`,
                  set: [
                    {
                      path: 'cluster.authorizedRanges',
                      value: (config.cluster?.authorizedRanges ?? []).map(
                        (other) => parseRange(other)?.canonical ?? other,
                      ),
                    },
                  ],
                },
              }
            : { fix: { text: 'write a range such as 203.0.113.0/24' } }),
        },
      ];
    }),
};

/** https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation#dns-based_endpoint */
const dnsEndpoint = /\.gke\.goog$/;

const existingAuthority: Rule = {
  id: 'cluster/existing-authority',
  states:
    'A cluster that is brought along is reached by its DNS endpoint, or names its certificate authority.',
  check: ({ config }) => {
    const existing = config.cluster?.existing;
    if (!existing || existing.caCertificate !== undefined || dnsEndpoint.test(existing.endpoint)) return [];
    return [
      {
        rule: existingAuthority.id,
        severity: 'error',
        message: `${existing.endpoint} is no DNS endpoint of GKE, so its certificate is signed by the cluster's own authority, which is not named`,
        path: 'cluster.existing.caCertificate',
        required: 'a name that ends in .gke.goog, or the certificate of the authority',
        found: existing.endpoint,
        fix: {
          text: `write as cluster.existing.endpoint what gcloud container clusters describe ${existing.name} prints as controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint, or add cluster.existing.caCertificate`,
        },
        source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation',
      },
    ];
  },
};

const existingRegion: Rule = {
  id: 'cluster/existing-region',
  states: 'A cluster that is brought along lies in the region of the deployment.',
  check: ({ config }) => {
    const location = config.cluster?.existing?.location;
    if (location === undefined || location === config.region || location.startsWith(`${config.region}-`))
      return [];
    return [
      {
        rule: existingRegion.id,
        severity: 'error',
        message: `the cluster lies in ${location}, database, cache and buckets in ${config.region}: every request would cross regions, and the cache cannot be reached`,
        path: 'cluster.existing.location',
        required: `${config.region}, or a zone of it`,
        found: location,
        fix: { text: `name a cluster of ${config.region}` },
        source: 'https://cloud.google.com/memorystore/docs/redis/networking',
      },
    ];
  },
};

export const clusterRules: readonly Rule[] = [
  openControlPlane,
  authorizedRanges,
  existingAuthority,
  existingRegion,
];
