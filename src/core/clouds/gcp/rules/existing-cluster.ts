/** A cluster that is brought along. */
import type { Rule } from '../../../rules/rule.ts';

/** https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters#Cluster.FIELDS.name */
const clusterName = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

const existingName: Rule = {
  id: 'cluster/existing-name',
  states: 'A cluster that is brought along has a name that a cluster of GKE can have.',
  check: ({ config }) => {
    const existing = config.cluster?.existing;
    if (!existing || clusterName.test(existing.name)) return [];
    return [
      {
        rule: existingName.id,
        severity: 'error',
        message: `GKE has no cluster named ${existing.name}: a name has up to 40 lower-case letters, digits and dashes, and begins with a letter`,
        path: 'cluster.existing.name',
        required: 'the name alone, without project and location',
        found: existing.name,
        fix: { text: 'write the name as this prints it: gcloud container clusters list' },
        source:
          'https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters',
      },
    ];
  },
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
  states: 'A cluster that is brought along lies in the region of the deployment, or in a zone of it.',
  check: ({ config }) => {
    const { region } = config;
    const location = config.cluster?.existing?.location;
    if (location === undefined || location === region) return [];
    const inRegion = location.startsWith(`${region}-`);
    if (inRegion && /^-[a-z]$/.test(location.slice(region.length))) return [];
    return [
      {
        rule: existingRegion.id,
        severity: 'error',
        message: inRegion
          ? `${location} is no zone of ${region}`
          : `the cluster lies in ${location}, database, cache and buckets in ${region}: every request would cross regions, and the cache cannot be reached`,
        path: 'cluster.existing.location',
        required: `${region}, or a zone of it such as ${region}-a`,
        found: location,
        fix: {
          text: inRegion
            ? 'write the location as this prints it: gcloud container clusters list'
            : `name a cluster of ${region}`,
        },
        source: inRegion
          ? 'https://cloud.google.com/compute/docs/regions-zones'
          : 'https://cloud.google.com/memorystore/docs/redis/networking',
      },
    ];
  },
};

export const existingClusterRules: readonly Rule[] = [existingName, existingAuthority, existingRegion];
