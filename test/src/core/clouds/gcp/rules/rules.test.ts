import { describe, expect, it } from 'vitest';
import { type Changes, faults, gcpFindings, of, withFixes } from '../../../../../helpers/judged.ts';

const key = (region: string) => `projects/acme/locations/${region}/keyRings/main/cryptoKeys/braintrust`;
const network = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`network.${name}`, value]));
const existing = (values: object = {}) => ({
  'network.existing': {
    network: 'projects/acme/global/networks/main',
    subnetwork: 'projects/acme/regions/us-central1/subnetworks/main',
    ...values,
  },
});
const cluster = (values: object = {}) => ({
  'cluster.existing': {
    name: 'main',
    location: 'us-central1',
    endpoint: 'gke-0123456789abcdef-123456789012.us-central1.gke.goog',
    ...values,
  },
});
const certificate = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString(
  'base64',
);
const manyRanges = (count: number) => Array.from({ length: count }, (_, index) => `203.0.${index}.0/24`);
const channel = (id: number) => `projects/acme/notificationChannels/${id}`;
const bucket = (name: string) => ({ state: { backend: 'gcs', bucket: name } });
const manyTags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'v']));
const machine = (name: string, edition: string, type = 'pd-ssd') => ({
  'postgres.instanceType': name,
  'postgres.edition': edition,
  'postgres.storage.type': type,
});

const rows: readonly (readonly [Changes, readonly string[]])[] = [
  [{ region: 'europe-west12' }, []],
  [{ region: 'us-centrall1' }, ['error config/region']],
  [{ region: 'us-central1-a' }, ['error config/region']],
  [{ region: 'eu-west-1' }, ['error config/region']],
  [{ region: 'antarctica-ice1' }, ['warning config/region']],
  [{ 'account.project': 'example.com:acme-data' }, []],
  [{ 'account.project': 'my-google-project' }, ['warning config/project']],
  [{ 'encryption.kmsKeyName': key('us-central1') }, []],
  [{ 'encryption.kmsKeyName': key('us-east1') }, ['error config/key-region']],
  [{ 'encryption.kmsKeyName': key('global') }, ['error config/key-region']],

  [network({ cidr: '10.0.0.0/27' }), []],
  [network({ cidr: '10.0.0.0/28' }), ['error network/range-size']],
  [network({ cidr: '10.175.0.1/22' }), ['error network/range-invalid']],
  [network({ podsCidr: '10.176.0.0/21' }), []],
  [network({ podsCidr: '10.176.0.0/22' }), ['error network/range-size']],
  [network({ podsCidr: '100.64.0.0/14' }), []],
  [network({ podsCidr: '203.0.112.0/20' }), ['warning network/range-public']],
  [network({ podsCidr: '172.17.0.0/17' }), ['error network/range-reserved']],
  [network({ podsCidr: '172.16.0.0/14' }), ['error network/range-reserved']],
  [network({ podsCidr: '127.0.0.0/16' }), ['error network/range-reserved']],
  [network({ cidr: '169.254.0.0/20' }), ['error network/range-reserved']],
  [network({ cidr: '199.36.153.0/26' }), ['error network/range-reserved']],
  [network({ servicesCidr: '0.1.0.0/20' }), ['error network/range-reserved']],
  [network({ privateServicesCidr: '224.0.0.0/20' }), ['error network/range-reserved']],
  [{ 'cluster.controlPlaneCidr': '255.255.255.240/28' }, ['error network/range-reserved']],
  // Class E can be had: https://cloud.google.com/vpc/docs/subnets#valid-ranges
  [network({ podsCidr: '240.0.0.0/16' }), []],
  [
    network({ podsCidr: '10.175.0.0/18' }),
    ['error network/range-overlap', 'error network/range-overlap', 'error network/range-overlap'],
  ],
  [network({ servicesCidr: '10.175.16.0/27' }), []],
  [network({ servicesCidr: '10.175.16.0/28' }), ['error network/range-size']],
  [network({ servicesCidr: '10.192.0.0/15' }), ['error network/range-size']],
  [network({ privateServicesCidr: '10.200.0.0/23' }), []],
  [network({ privateServicesCidr: '10.200.0.0/24' }), ['warning network/private-services-narrow']],
  [{ ...network({ privateServicesCidr: '10.200.0.0/24' }), ...existing({ privateServiceAccess: true }) }, []],
  [network({ privateServicesCidr: '10.200.0.0/25' }), ['error network/range-size']],
  [network({ privateServicesCidr: '10.175.16.0/20' }), ['error network/range-overlap']],
  [{ 'cluster.controlPlaneCidr': '10.175.48.0/28' }, []],
  [{ 'cluster.controlPlaneCidr': '10.175.48.0/27' }, ['error network/range-size']],
  [{ 'cluster.controlPlaneCidr': '10.175.48.0/29' }, ['error network/range-size']],
  [{ 'cluster.controlPlaneCidr': '10.175.0.0/28' }, ['error network/range-overlap']],

  [existing(), []],
  [existing({ privateServiceAccess: true, podsRange: 'pods', servicesRange: 'services' }), []],
  [existing({ podsRange: 'same', servicesRange: 'same' }), ['error network/existing-ranges']],
  [{ ...existing(), ...network({ cidr: '10.175.16.0/20' }) }, []],
  [existing({ subnetwork: 'projects/acme/regions/us-east1/subnetworks/main' }), ['error network/existing']],
  [
    existing({ subnetwork: 'projects/other/regions/us-central1/subnetworks/main' }),
    ['error network/existing'],
  ],

  [{ 'cluster.zones': ['us-central1-a', 'us-central1-f'] }, []],
  [{ 'cluster.zones': ['us-central1-a', 'us-central1-a'] }, ['error cluster/zones']],
  [{ 'cluster.zones': ['us-east1-b'] }, ['error cluster/zones']],
  [{ 'cluster.zones': ['us-central1'] }, ['error cluster/zones']],
  [{ 'cluster.access': 'private' }, []],
  [{ 'cluster.access': 'public' }, ['warning cluster/control-plane-open']],
  [{ 'cluster.access': 'public', 'cluster.authorizedRanges': ['203.0.113.0/24'] }, []],
  [
    { 'cluster.access': 'public', 'cluster.authorizedRanges': ['203.0.113.0/24', '0.0.0.0/0'] },
    ['warning cluster/control-plane-open'],
  ],
  [
    { 'cluster.access': 'public', 'cluster.authorizedRanges': ['203.0.113.7/24'] },
    ['error cluster/authorized-ranges'],
  ],
  [{ 'cluster.authorizedRanges': manyRanges(100) }, []],
  [{ 'cluster.authorizedRanges': manyRanges(101) }, ['error cluster/authorized-ranges-many']],
  [
    { 'cluster.authorizedRanges': [...manyRanges(100), '203.0.0.0/24'] },
    ['warning cluster/authorized-ranges'],
  ],
  [{ 'alerts.notificationChannels': [channel(1), channel(2)] }, []],
  [{ 'alerts.notificationChannels': [channel(1), channel(1)] }, ['warning config/duplicate']],
  [{ 'storage.allowedOrigins': ['https://a.b', 'https://a.b'] }, ['warning config/duplicate']],
  [cluster(), []],
  [cluster({ endpoint: '10.0.0.2', caCertificate: certificate }), []],
  [
    cluster({ endpoint: '10.0.0.2', caCertificate: 'LS0tLS1CRUdJTg==' }),
    ['error cluster/existing-certificate'],
  ],
  [cluster({ caCertificate: 'aGVsbG8=' }), ['error cluster/existing-certificate']],
  [cluster({ name: 'a'.repeat(40) }), []],
  [cluster({ name: 'a'.repeat(41) }), ['error cluster/existing-name']],
  [cluster({ name: 'projects/acme/locations/us-central1/clusters/main' }), ['error cluster/existing-name']],
  [cluster({ name: 'My cluster' }), ['error cluster/existing-name']],
  [cluster({ location: 'us-central1-zzz' }), ['error cluster/existing-region']],
  [cluster({ location: 'us-central1-' }), ['error cluster/existing-region']],
  [cluster({ endpoint: '10.0.0.2' }), ['error cluster/existing-authority']],
  [cluster({ location: 'us-central1-b' }), []],
  [cluster({ location: 'europe-west1' }), ['error cluster/existing-region']],

  [machine('db-perf-optimized-N-2', 'enterprise'), ['error postgres/edition']],
  [machine('db-custom-2-8192', 'enterprise-plus'), ['error postgres/edition']],
  [
    machine('db-perf-optimized-N-2', 'enterprise-plus', 'hyperdisk-balanced'),
    ['warning requirements/postgres-iops', 'error postgres/volume-machine'],
  ],
  [{ 'postgres.storage.type': 'gp3' }, ['warning requirements/postgres-iops', 'error postgres/volume-kind']],
  [{ 'postgres.instanceType': 'db-custom-3-12288' }, ['error config/machine-type-name']],
  [{ 'postgres.instanceType': 'db-custom-08-53248' }, ['error config/machine-type-name']],
  [{ 'postgres.instanceType': 'db-custom-N4-8-053248' }, ['error config/machine-type-name']],
  [{ 'postgres.instanceType': 'db.r8g.large' }, ['error config/machine-type-name']],
  [{ 'postgres.instanceType': 'db-perf-optimized-N-12' }, ['warning requirements/postgres-type']],
  [{ 'postgres.storage.maxSizeGb': 99 }, ['error postgres/volume-max-size']],
  [{ 'postgres.version': '18' }, []],
  [{ 'postgres.version': '19' }, ['warning postgres/version-offered']],
  [{ 'postgres.version': '17.2' }, ['error postgres/version-minor']],
  [{ 'postgres.version': '9.6' }, ['error requirements/postgres-version']],
  [{ 'redis.version': '7' }, ['error redis/version-offered']],
  [{ 'redis.version': '8.0' }, ['error redis/version-offered']],
  [{ 'redis.replicas': 1 }, []],
  [{ 'redis.replicas': 2 }, ['error redis/replicas']],
  [{ 'brainstore.readers.instanceType': 'c8gd.xlarge' }, ['error config/machine-type-name']],
  [{ 'brainstore.readers.localSsds': 3 }, ['error brainstore/readers-local-ssds']],
  [{ 'brainstore.readers.instanceType': 'c2-standard-16', 'brainstore.readers.localSsds': 4 }, []],
  [
    { 'brainstore.readers.instanceType': 'c2-standard-16', 'brainstore.readers.localSsds': 3 },
    ['error brainstore/readers-local-ssds'],
  ],

  [{ name: 'goog-acme' }, ['error config/name-google']],
  [{ name: 'my-google' }, ['error config/name-google']],
  [{ name: 'going' }, []],
  [{ 'organization.name': '*' }, ['error config/organization-primary', 'warning config/organization-open']],
  [
    {
      'organization.name': '*',
      'organization.primaryName': 'Acme',
      'organization.allowedIds': ['6f1c2f0e-3f0b-4f5e-9f1a-0d6f2c1b7a11'],
    },
    [],
  ],
  [{ 'workload.namespace': 'kube-system' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'default' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'gmp-system' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'gmp-public' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'gke-managed-cim' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'config-management-system' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'asm-system' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'observability' }, []],
  [{ release: '2.8.0' }, []],
  [{ release: '2.12.0' }, ['error release/chart']],
  [{ release: '2.12.0', 'workload.chartVersion': '6.14.0' }, []],
  [{ release: '2.2.0' }, ['error release/unknown']],

  [bucket('acme_terraform.state'), []],
  [bucket('Acme'), ['error state/bucket-name']],
  [bucket('gs://acme'), ['error state/bucket-name']],
  [bucket('goog-acme'), ['error state/bucket-name']],
  [bucket('acme-google-state'), ['error state/bucket-name']],
  [bucket('192.168.1.1'), ['error state/bucket-name']],
  [{ state: { backend: 'gcs', bucket: 'acme', prefix: 'teams/acme' } }, []],
  [{ state: { backend: 'gcs', bucket: 'acme', prefix: '/teams/' } }, ['error state/key']],
  [{ state: { backend: 's3', bucket: 'acme-state', region: 'us-east-1' } }, []],
  [{ state: { backend: 's3', bucket: 'acme-state', region: 'eusc-de-east-1' } }, ['warning state/region']],
  [{ state: { backend: 's3', bucket: 'acme-state', region: 'us-east-1a' } }, ['error state/region']],
  [{ state: { backend: 's3', bucket: 'acme-state', region: 'us-central1' } }, ['error state/region']],
  [{ state: { backend: 's3', bucket: 'acme-state' } }, ['error state/region']],

  [{ licenseKey: { secretRef: 'braintrust-license' } }, []],
  [{ licenseKey: { secretRef: 'projects/acme/secrets/license' } }, []],
  [
    { licenseKey: { secretRef: 'projects/acme/secrets/license/versions/3' } },
    ['error config/license-secret'],
  ],
  [
    { licenseKey: { secretRef: 'arn:aws:secretsmanager:us-east-1:1:secret:x' } },
    ['error config/license-secret'],
  ],

  [{ tags: { team: 'data-plane', 'cost_centre-2': 'r-and-d', größe: 'groß' } }, []],
  [{ tags: { Team: 'data' } }, ['error config/tags']],
  [{ tags: { 'cost centre': 'x' } }, ['error config/tags']],
  [{ tags: { '2nd': 'x' } }, ['error config/tags']],
  [{ tags: { owner: 'Zoë' } }, ['error config/tags']],
  [{ tags: { owner: 'a'.repeat(64) } }, ['error config/tags']],
  [{ tags: { 'goog-thing': 'x' } }, ['error config/tags']],
  [{ tags: { 'braintrust-deployment': 'x' } }, ['error config/tags']],
  [{ tags: manyTags(61) }, []],
  [{ tags: manyTags(62) }, ['error config/tags']],
];

describe('rules of Google Cloud', () => {
  it.each(rows)('%j: %j', (changes, expected) => {
    expect([...faults(gcpFindings('staging', changes))].sort()).toEqual([...expected].sort());
  });

  it.each(rows.filter(([, expected]) => expected.length > 0))('say how to correct %j', (changes) => {
    for (const finding of gcpFindings('staging', changes)) {
      if (finding.severity === 'info') continue;
      expect(finding.fix?.text, finding.rule).toMatch(/\S/);
      expect(finding.message, finding.rule).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it('refuse an open control plane in production, unless that is waived', () => {
    const open = { 'cluster.access': 'public' };
    expect(faults(gcpFindings('production', open))).toEqual(['error cluster/control-plane-open']);
    const waivers = [
      { rule: 'cluster/control-plane-open', reason: 'until the office has an address', until: '2026-07-01' },
    ];
    expect(faults(gcpFindings('production', { ...open, waivers }))).toEqual([
      'warning cluster/control-plane-open',
    ]);
  });

  it('move ranges that overlap apart, each to one place', () => {
    const changes = network({
      cidr: '10.0.0.0/16',
      podsCidr: '10.0.0.0/14',
      servicesCidr: '10.0.128.0/20',
      privateServicesCidr: '10.0.128.0/23',
    });
    const findings = gcpFindings('staging', changes);
    const fixed = withFixes(changes, findings);
    expect(fixed).toEqual(
      network({
        cidr: '10.0.0.0/16',
        podsCidr: '10.4.0.0/14',
        servicesCidr: '10.8.0.0/20',
        privateServicesCidr: '10.8.16.0/23',
      }),
    );
    expect(faults(gcpFindings('staging', fixed))).toEqual([]);
  });

  it('move a range that has to grow, and leave those beside it where they are', () => {
    const changes = network({
      podsCidr: '10.175.16.0/24',
      servicesCidr: '10.175.0.0/20',
      privateServicesCidr: '10.175.32.0/20',
      cidr: '10.175.64.0/22',
    });
    const fixed = withFixes(changes, gcpFindings('staging', changes));
    expect(fixed).toEqual({ ...changes, 'network.podsCidr': '10.175.16.0/21' });
    const crowded = {
      ...changes,
      'network.servicesCidr': '10.175.17.0/24',
      'network.podsCidr': '10.175.16.0/24',
    };
    const apart = withFixes(crowded, gcpFindings('staging', crowded));
    expect(apart['network.servicesCidr']).toBe('10.175.17.0/24');
    expect(faults(gcpFindings('staging', apart))).toEqual([]);
  });

  it('say what a range is too small for', () => {
    const [finding] = of(
      gcpFindings('production', network({ podsCidr: '10.176.0.0/21' })),
      'network/range-size',
    );
    // Ten nodes of Brainstore at their greatest, and six of the services.
    expect(finding).toMatchObject({
      message: expect.stringContaining('too small for a /24 on each of 16 nodes; a /20 or larger is needed'),
      nearest: '10.176.0.0/20',
    });
  });

  it.each([
    ['2.12.0', '2.9.0'],
    ['2.10.0', '2.9.0'],
    ['2.9.9', '2.9.0'],
    ['2.2.0', '2.1.1'],
    ['9.0.0', '2.9.0'],
  ])('of release %s name %s, which has a chart', (release, nearest) => {
    const findings = gcpFindings('staging', { release });
    expect(findings.find(({ rule }) => rule.startsWith('release/'))?.nearest).toBe(nearest);
  });

  it('take Cloud Storage for the usual place of the state', () => {
    const [finding] = of(
      gcpFindings('production', { state: { backend: 'local' } }),
      'state/local-in-production',
    );
    expect(finding?.fix?.text).toContain('backend: gcs');
  });
});
