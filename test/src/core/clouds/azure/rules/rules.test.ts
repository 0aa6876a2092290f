import { describe, expect, it } from 'vitest';
import { azureFindings, type Changes, faults, of, withFixes } from '../../../../../helpers/judged.ts';

const network = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`network.${name}`, value]));
const tenant = '00000000-0000-4000-8000-000000000002';
const group = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/acme/providers';
const zone = (name: string) => `${group}/Microsoft.Network/privateDnsZones/${name}`;
const ownZones = {
  postgres: zone('privatelink.postgres.database.azure.com'),
  redis: zone('privatelink.redis.azure.net'),
  blob: zone('privatelink.blob.core.windows.net'),
  vault: zone('privatelink.vaultcore.azure.net'),
};
const existing = (values: object = {}) => ({
  'network.existing': {
    vnet: `${group}/Microsoft.Network/virtualNetworks/main`,
    nodesSubnet: 'nodes',
    endpointsSubnet: 'endpoints',
    linkSubnet: 'link',
    apiAddress: '10.1.7.250',
    ...values,
  },
});
const certificate = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString(
  'base64',
);
const cluster = (values: object = {}) => ({
  ...existing(),
  'cluster.existing': {
    name: 'main',
    resourceGroup: 'acme',
    nodeResourceGroup: 'acme-nodes',
    endpoint: 'main-0123abcd.hcp.eastus2.azmk8s.io',
    oidcIssuer:
      'https://eastus2.oic.prod-aks.azure.com/00000000-0000-4000-8000-000000000002/00000000-0000-4000-8000-000000000003/',
    caCertificate: certificate,
    ...values,
  },
});
const manyTags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'v']));
const manyOrigins = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://a${index}.acme.com`);
const system = (instanceType: string) => ({ 'cluster.system.instanceType': instanceType });
const storage = (sizeGb: number, tier?: string) => ({ 'postgres.storage': { sizeGb, tier } });
const readers = 'brainstore.readers.instanceType';
const secret = (end: string) => ({ licenseKey: { secretRef: `${group}/Microsoft.KeyVault/${end}` } });
const ranges = (...list: string[]) => ({ 'cluster.authorizedRanges': list });
const domain = (name: string, dnsZone?: string) => ({
  'api.customDomain': {
    name,
    ...(dnsZone === undefined ? {} : { dnsZoneId: `${group}/Microsoft.Network/dnsZones/${dnsZone}` }),
  },
});

const rows: readonly (readonly [Changes, readonly string[]])[] = [
  [{ region: 'westeurope' }, []],
  [{ region: 'eastsu2' }, ['error config/region']],
  [{ region: 'East US 2' }, ['error config/region']],
  [{ region: 'us-east-1' }, ['error config/region']],
  [{ region: 'moonbase1' }, ['warning config/region']],
  [{ region: 'westus' }, []],
  [{ region: 'westus', 'postgres.multiAz': true }, ['error config/region-zones']],
  [{ region: 'westus', 'storage.redundancy': 'zrs' }, ['error config/region-zones']],
  [{ region: 'westus', 'cluster.zones': ['1', '2'] }, ['error config/region-zones']],
  [
    { region: 'westus2', 'postgres.multiAz': true, 'storage.redundancy': 'zrs', 'cluster.zones': ['1', '2'] },
    [],
  ],
  [{ 'cluster.zones': ['1', '2', '3'] }, []],
  [{ 'cluster.zones': ['1', '1'] }, ['error cluster/zones']],
  [{ 'cluster.zones': ['eastus2-1'] }, ['error cluster/zones']],
  [{ 'cluster.zones': ['4'] }, ['error cluster/zones']],

  [{ name: 'microsoft' }, ['error config/name-azure']],
  [{ name: 'my-micro-soft' }, ['error config/name-azure']],
  [{ name: 'for-windows' }, ['error config/name-azure']],
  [{ name: 'login-acme' }, ['error config/name-azure']],
  [{ name: 'acme-login' }, []],
  [{ name: 'azure' }, []],
  [{ 'account.tenant': '00000000-0000-4000-8000-000000000001' }, ['error config/account-ids']],

  [network({ cidr: '10.175.0.0/22' }), []],
  [network({ cidr: '10.175.0.0/23' }), ['error network/range-size']],
  [network({ cidr: '10.175.0.1/20' }), ['error network/range-invalid']],
  [{ ...network({ cidr: '10.175.0.0/22' }), 'cluster.services.maxNodes': 200 }, []],
  [
    {
      ...network({ cidr: '10.175.0.0/22', podsCidr: '10.184.0.0/13' }),
      'cluster.services.maxNodes': 200,
      'brainstore.readers.maxNodes': 200,
      'brainstore.writers.maxNodes': 200,
    },
    ['error network/range-size'],
  ],
  [network({ podsCidr: '10.176.0.0/19' }), []],
  [network({ podsCidr: '10.176.0.0/20' }), ['error network/range-size']],
  [network({ podsCidr: '100.64.0.0/16' }), []],
  [network({ podsCidr: '203.0.112.0/18' }), ['error network/range-invalid', 'warning network/range-public']],
  [network({ podsCidr: '198.51.0.0/16' }), ['warning network/range-public']],
  [network({ podsCidr: '172.30.0.0/16' }), ['error network/range-reserved']],
  [network({ podsCidr: '172.16.0.0/12' }), ['error network/range-reserved', 'error network/range-reserved']],
  [network({ servicesCidr: '172.31.16.0/20' }), ['error network/range-reserved']],
  [network({ cidr: '172.30.0.0/20' }), ['error network/range-reserved']],
  [network({ cidr: '168.63.128.0/20' }), ['error network/range-reserved']],
  [network({ cidr: '169.254.0.0/20' }), ['error network/range-reserved']],
  [network({ cidr: '172.17.0.0/20' }), []],
  [network({ podsCidr: '10.175.0.0/16' }), ['error network/range-overlap', 'error network/range-overlap']],
  [network({ servicesCidr: '10.175.0.0/20' }), ['error network/range-overlap']],
  [network({ servicesCidr: '10.192.0.0/12' }), ['error network/range-size']],
  [network({ servicesCidr: '10.192.0.0/27' }), []],

  [existing(), []],
  [{ ...existing(), ...network({ cidr: '10.176.0.0/20' }) }, []],
  [existing({ linkSubnet: undefined }), ['error network/existing-link-subnet']],
  [{ ...existing({ linkSubnet: undefined }), 'api.frontDoor.enabled': false }, []],
  [existing({ apiAddress: '10.1.7.256' }), ['error network/existing-api-address']],
  [existing({ apiAddress: '203.0.113.9' }), ['warning network/existing-api-address']],
  [existing({ apiAddress: '10.176.4.5' }), ['error network/existing-ranges']],
  [existing({ apiAddress: '10.175.16.9' }), ['error network/existing-ranges']],
  [existing({ privateDnsZones: ownZones }), []],
  [existing({ privateDnsZones: { blob: ownZones.vault } }), ['error network/existing-dns-zones']],

  [{ 'cluster.access': 'private' }, []],
  [ranges('203.0.113.0/24'), []],
  [ranges('0.0.0.0/0'), ['warning cluster/control-plane-open']],
  [ranges('203.0.113.0/24', '0.0.0.0/0'), ['warning cluster/control-plane-open']],
  [ranges('10.0.0.0/8'), ['warning cluster/authorized-private']],
  [ranges('203.0.113.7/24'), ['error cluster/authorized-ranges']],
  [ranges('203.0.113.0/24', '203.0.113.0/24'), ['warning cluster/authorized-ranges']],
  [ranges('203.0.113.256/32'), ['error cluster/authorized-ranges']],
  [ranges(...Array.from({ length: 199 }, (_, index) => `203.0.${index}.0/24`)), []],
  [
    ranges(...Array.from({ length: 200 }, (_, index) => `203.0.${index}.0/24`)),
    ['error cluster/authorized-ranges-many'],
  ],

  [{ 'account.deployers': [tenant] }, []],
  [{ 'account.deployers': [tenant, tenant] }, ['warning config/duplicate']],
  [{ 'cluster.administrators': [tenant, tenant] }, ['warning config/duplicate']],

  [system('Standard_D4s_v5'), []],
  [system('Standard_D4ps_v6'), []],
  [system('Standard_D4ds_v6'), []],
  [system('Standard_D2ds_v5'), ['error cluster/system-type']],
  [system('Standard_B4ms'), ['error cluster/system-type']],
  [system('m5.large'), ['error cluster/system-type']],
  [system('Standard_D4zs_v9'), ['warning cluster/system-type']],
  [{ 'cluster.services.instanceType': 'Standard_D8ps_v6' }, ['error cluster/services-fit']],
  [
    { 'cluster.services.instanceType': 'Standard_D2s_v5', 'cluster.services.maxNodes': 1 },
    ['error cluster/services-max-nodes'],
  ],
  [{ 'cluster.services.instanceType': 'n2-standard-8' }, ['error cluster/services-type']],

  [cluster(), []],
  [{ ...cluster(), ...existing({ apiAddress: '10.176.4.5' }) }, []],
  [cluster({ name: 'a_B-1' }), []],
  [cluster({ name: 'my cluster' }), ['error cluster/existing-name']],
  [
    cluster({ name: `${group}/Microsoft.ContainerService/managedClusters/main` }),
    ['error cluster/existing-name'],
  ],
  [cluster({ caCertificate: undefined }), ['error cluster/existing-authority']],
  [cluster({ caCertificate: 'LS0tLS1CRUdJTg==' }), ['error cluster/existing-certificate']],
  [cluster({ endpoint: 'main.hcp.westeurope.azmk8s.io' }), ['error cluster/existing-region']],
  [cluster({ endpoint: '10.1.0.4' }), []],
  [cluster({ oidcIssuer: 'https://eastus2.oic.prod-aks.azure.com/a/b' }), ['error cluster/existing-issuer']],
  [cluster({ nodeResourceGroup: 'Acme' }), ['error cluster/existing-node-group']],
  [{ ...cluster(), 'network.existing': undefined }, ['error cluster/existing-network']],

  [storage(128, 'P30'), []],
  [storage(512, 'P30'), []],
  [storage(100, 'P30'), ['error postgres/volume-size']],
  [storage(40_000), ['error postgres/volume-size']],
  [storage(128, 'P60'), ['error postgres/volume-tier', 'warning requirements/postgres-iops']],
  [storage(1_024, 'P20'), ['error postgres/volume-tier']],
  [storage(1_024), []],
  [storage(4_095, 'P50'), []],
  [storage(4_095, 'P40'), ['error postgres/volume-tier']],
  [{ 'postgres.instanceType': 'db.r8g.large' }, ['error config/machine-type-name']],
  [{ 'postgres.instanceType': 'Standard_D2ds_v5' }, ['error config/machine-type-name']],
  [{ 'postgres.instanceType': 'MO_Standard_E8ds_v6' }, ['error postgres/machine-provider']],
  [{ 'postgres.instanceType': 'MO_Standard_E20ads_v5' }, ['error postgres/machine-provider']],
  [{ 'postgres.instanceType': 'MO_Standard_E20ds_v5' }, []],
  [{ 'postgres.instanceType': 'MO_Standard_E8ds_v9' }, ['error requirements/postgres-type']],
  [{ 'postgres.instanceType': 'GP_Standard_D17ds_v5' }, ['error requirements/postgres-type']],
  [{ 'postgres.instanceType': 'B_Standard_B8ms' }, []],
  [
    { 'postgres.instanceType': 'B_Standard_B8ms', 'postgres.multiAz': true },
    ['error postgres/standby-burstable'],
  ],
  [{ 'postgres.instanceType': 'GP_Standard_D2ds_v5', 'postgres.multiAz': true }, []],
  [{ 'postgres.backupRetentionDays': 6 }, ['error postgres/backup-days']],
  [{ 'postgres.backupRetentionDays': 7 }, []],
  [{ 'postgres.version': '18' }, []],
  [{ 'postgres.version': '19' }, ['error postgres/version-offered']],
  [{ 'postgres.version': '17.4' }, ['error postgres/version-minor']],

  [{ 'redis.version': '7' }, ['error redis/version-offered']],
  [{ 'redis.version': '7.2' }, ['error redis/version-offered']],
  [{ 'redis.version': '8.0' }, ['error redis/version-offered']],
  [{ 'redis.version': '6' }, ['error requirements/redis-version']],
  [{ 'redis.instanceType': 'C1' }, ['error config/machine-type-name']],
  [{ 'redis.instanceType': 'Standard' }, ['error config/machine-type-name']],
  [{ 'redis.replicas': 2 }, ['error redis/replicas']],
  [{ 'redis.replicas': 1 }, []],
  [{ 'redis.instanceType': 'Balanced_B6' }, ['error requirements/redis-type']],
  [{ 'redis.instanceType': 'Balanced_B20' }, []],
  [{ 'redis.instanceType': 'Balanced_B50' }, ['error redis/clustering']],
  [{ 'redis.instanceType': 'Balanced_B50', 'redis.clustering': 'enterprise' }, []],
  [{ 'redis.instanceType': 'FlashOptimized_A250' }, ['error redis/clustering']],

  [{ [readers]: 'c8gd.xlarge' }, ['error config/machine-type-name']],
  [{ [readers]: 'standard_d4pds_v6' }, ['error config/machine-type-name']],
  [{ [readers]: 'Standard_D4ds_v5' }, ['error requirements/brainstore-readers-nvme']],
  [{ [readers]: 'Standard_D4s_v6' }, ['error requirements/brainstore-readers-nvme']],
  [
    { [readers]: 'Standard_D32ds_v6', 'brainstore.readers.pod.cpu': 32 },
    ['error brainstore/readers-pod-fits'],
  ],
  [{ [readers]: 'Standard_D32ds_v6', 'brainstore.readers.pod.cpu': 30 }, []],
  [{ [readers]: 'Standard_D48ds_v6', 'brainstore.readers.pod.cpu': 32 }, []],
  [
    { [readers]: 'Standard_D32ds_v6', 'brainstore.readers.pod.volumeGib': 1_760 },
    ['error brainstore/readers-pod-fits'],
  ],
  [{ [readers]: 'Standard_D32ds_v6', 'brainstore.readers.pod.volumeGib': 1_759 }, []],
  [
    {
      [readers]: 'Standard_D32ds_v6',
      'brainstore.readers.pod.volumeGib': 1_000,
      'brainstore.readers.pod.cacheGib': 901,
    },
    ['error brainstore/readers-cache'],
  ],
  [
    {
      [readers]: 'Standard_D32ds_v6',
      'brainstore.readers.pod.volumeGib': 1_000,
      'brainstore.readers.pod.cacheGib': 900,
    },
    [],
  ],
  [
    { 'brainstore.readers.count': 2, 'brainstore.readers.maxNodes': 3 },
    ['error brainstore/readers-max-nodes'],
  ],
  [{ 'brainstore.readers.count': 2, 'brainstore.readers.maxNodes': 4 }, []],

  [domain('api.acme.com'), []],
  [{ ...domain('api.acme.com'), 'api.frontDoor.enabled': false }, ['error api/custom-domain']],
  [domain('xn--bcher-kva.com'), ['error api/custom-domain-name']],
  [domain('acme.azurefd.net'), ['error api/custom-domain-name']],
  [domain('api.acme.com', 'acme.com'), []],
  [domain('api.acme.com', 'api.acme.com'), ['error api/custom-domain-zone']],
  [domain('api.acme.com', 'me.com'), ['error api/custom-domain-zone']],

  [{ 'workload.namespace': 'kube-system' }, ['error workload/namespace']],
  [{ 'workload.namespace': 'gatekeeper-system' }, ['error workload/namespace']],

  [{ 'storage.allowedOrigins': manyOrigins(61) }, []],
  [{ 'storage.allowedOrigins': [...manyOrigins(61), 'https://braintrust.dev'] }, []],
  [{ 'storage.allowedOrigins': manyOrigins(62) }, ['error storage/origins-many']],

  [{ 'encryption.keyVaultKey': `${group}/Microsoft.KeyVault/vaults/acme-keys/keys/data` }, []],
  [
    {
      'encryption.keyVaultKey': `${group.replace('0001', '0003')}/Microsoft.KeyVault/vaults/acme-keys/keys/data`,
    },
    ['error encryption/key-subscription'],
  ],

  [secret('vaults/acme-keys/secrets/license'), []],
  [secret('vaults/acme-keys/secrets/license/versions/0123'), ['error config/license-secret']],
  [secret('vaults/acme-keys/secrets/license/0123abcd'), ['error config/license-secret']],
  [secret('vaults/acme-keys/keys/license'), ['error config/license-secret']],
  [secret('vaults/acme--keys/secrets/license'), ['error config/license-secret']],
  [secret('vaults/acme-keys-/secrets/license'), ['error config/license-secret']],
  [secret('vaults/ac/secrets/license'), ['error config/license-secret']],
  [secret(`vaults/${'a'.repeat(25)}/secrets/license`), ['error config/license-secret']],
  [secret(`vaults/${'a'.repeat(24)}/secrets/license`), []],
  [
    { licenseKey: { secretRef: 'https://acme-keys.vault.azure.net/secrets/license' } },
    ['error config/license-secret'],
  ],

  [{ tags: { Team: 'Data Plane', 'cost.centre_2-x': 'R&D', owner: 'Zoë' } }, []],
  [{ tags: { größe: 'x' } }, ['error config/tags']],
  [
    {
      tags: { größe: 'x', '2nd owner': 'x' },
      'api.frontDoor.enabled': false,
      ...existing({ privateDnsZones: ownZones }),
    },
    [],
  ],
  [
    { tags: { 'a/b': 'x' }, 'api.frontDoor.enabled': false, ...existing({ privateDnsZones: ownZones }) },
    ['error config/tags'],
  ],
  [{ tags: { 'cost/centre': 'x' } }, ['error config/tags']],
  [{ tags: { 'cost centre': 'x' } }, ['error config/tags']],
  [{ tags: { 'cost:centre': 'x' } }, ['error config/tags']],
  [{ tags: { '2nd': 'x' } }, ['error config/tags']],
  [{ tags: { ['k'.repeat(128)]: 'x'.repeat(256) } }, []],
  [{ tags: { 'Microsoft-thing': 'x' } }, ['error config/tags']],
  [{ tags: { azureOwner: 'x' } }, ['error config/tags']],
  [{ tags: { Owner: 'x', owner: 'y' } }, ['error config/tags', 'error config/tags']],
  [{ tags: { 'Braintrust-Deployment': 'x' } }, ['error config/tags']],
  [{ tags: manyTags(14) }, []],
  [{ tags: manyTags(15) }, ['error config/tags']],
  [{ tags: manyTags(15), 'api.frontDoor.enabled': false }, ['error config/tags']],
  [{ tags: manyTags(49), 'api.frontDoor.enabled': false, ...existing({ privateDnsZones: ownZones }) }, []],
  [
    { tags: manyTags(50), 'api.frontDoor.enabled': false, ...existing({ privateDnsZones: ownZones }) },
    ['error config/tags'],
  ],
];

describe('rules of Azure', () => {
  it.each(rows)('%j: %j', (changes, expected) => {
    expect([...faults(azureFindings('staging', changes))].sort()).toEqual([...expected].sort());
  });

  it.each(rows.filter(([, expected]) => expected.length > 0))('say how to correct %j', (changes) => {
    for (const finding of azureFindings('staging', changes)) {
      if (finding.severity === 'info') continue;
      expect(finding.fix?.text, finding.rule).toMatch(/\S/);
      expect(finding.message, finding.rule).not.toMatch(/undefined|NaN|Infinity|\[object/);
    }
  });

  it('have nothing to say about either profile as it comes, but for what is worth knowing', () => {
    for (const profile of ['staging', 'production'] as const) {
      const findings = azureFindings(profile);
      expect(faults(findings)).toEqual([]);
      expect(findings.map(({ rule }) => rule).sort()).toEqual([
        'cluster/control-plane-open',
        'storage/private-attachments',
      ]);
    }
  });

  it('refuse a control plane that is opened to the world in production, unless that is waived', () => {
    const open = ranges('0.0.0.0/0');
    expect(faults(azureFindings('production', open))).toEqual(['error cluster/control-plane-open']);
    const waivers = [
      { rule: 'cluster/control-plane-open', reason: 'until the office has an address', until: '2026-07-01' },
    ];
    expect(faults(azureFindings('production', { ...open, waivers }))).toEqual([
      'warning cluster/control-plane-open',
    ]);
  });

  it('say from where a private control plane is reached', () => {
    const [finding] = of(
      azureFindings('production', { 'cluster.access': 'private' }),
      'cluster/private-reach',
    );
    expect(finding).toMatchObject({
      severity: 'info',
      message: expect.stringContaining('from inside the network'),
    });
  });

  it('say that nodes reach the control plane too, where their way out is not ours to list', () => {
    const told = (changes: Changes) => of(azureFindings('staging', changes), 'cluster/authorized-egress');
    expect(told({ ...existing(), ...ranges('203.0.113.0/24') })).toEqual([
      expect.objectContaining({ severity: 'info', path: 'cluster.authorizedRanges' }),
    ]);
    expect(told(ranges('203.0.113.0/24'))).toEqual([]);
    expect(told(existing())).toEqual([]);
    expect(told({ ...existing(), ...ranges('0.0.0.0/0') })).toEqual([]);
    expect(told({ ...cluster(), ...ranges('203.0.113.0/24') })).toEqual([]);
    expect(told({ ...existing(), ...ranges('203.0.113.0/24'), 'cluster.access': 'private' })).toEqual([]);
  });

  it('say nothing of attachments where the storage is reached from outside, or the API is not', () => {
    const told = (changes: Changes) =>
      of(azureFindings('production', changes), 'storage/private-attachments');
    expect(told({})).toHaveLength(1);
    expect(told({ 'storage.publicNetworkAccess': true })).toEqual([]);
    expect(told({ 'storage.publicNetworkAccess': true, ...ranges('203.0.113.0/24') })[0]?.message).toContain(
      'from cluster.authorizedRanges alone',
    );
    expect(told({ 'api.frontDoor.enabled': false })).toEqual([]);
  });

  it('move ranges that overlap apart, each to one place', () => {
    const changes = network({ cidr: '10.0.0.0/16', podsCidr: '10.0.0.0/14', servicesCidr: '10.0.128.0/20' });
    const fixed = withFixes(changes, azureFindings('staging', changes));
    expect(fixed).toEqual(
      network({ cidr: '10.0.0.0/16', podsCidr: '10.4.0.0/14', servicesCidr: '10.8.0.0/20' }),
    );
    expect(faults(azureFindings('staging', fixed))).toEqual([]);
  });

  it('take Azure Blob Storage for the usual place of the state', () => {
    const [finding] = of(
      azureFindings('production', { state: { backend: 'local' } }),
      'state/local-in-production',
    );
    expect(finding?.fix?.text).toBe(
      'name an existing, versioned container: state: { backend: azurerm, storageAccount: ACCOUNT, container: NAME }',
    );
  });

  it('take a region without zones after what is spread over them is taken back', () => {
    const changes = { region: 'northcentralus' };
    const findings = azureFindings('production', changes);
    expect(findings.filter(({ rule }) => rule === 'config/region-zones')).toHaveLength(3);
    expect(faults(azureFindings('production', withFixes(changes, findings)))).toEqual([]);
  });
});
