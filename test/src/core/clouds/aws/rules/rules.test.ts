import { describe, expect, it } from 'vitest';
import { type Changes, faults, findingsOf, of, withFixes } from '../../../../../helpers/judged.ts';

const storage = (values: object) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`postgres.storage.${key}`, value]));
const key = (region: string) => `arn:aws:kms:${region}:123456789012:key/00000000-0000-0000-0000-000000000000`;
const domain = (account: string) => ({
  'api.customDomain': {
    name: 'api.example.com',
    certificateArn: `arn:aws:acm:us-east-1:${account}:certificate/0`,
  },
});
const bucket = (name: string) => ({ state: { backend: 's3', bucket: name } });
const manyTags = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${index}`, 'v']));

const organizations = (count: number) =>
  Array.from({ length: count }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`);
const origins = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://app-${index}.example.com`);

const rows: readonly (readonly [Changes, readonly string[]])[] = [
  [{ region: 'eu-west-3' }, []],
  [{ region: 'us-west-1' }, ['error config/region']],
  [{ region: 'eu-weast-1' }, ['error config/region']],
  [{ 'encryption.kmsKeyArn': key('us-east-1') }, []],
  [{ 'encryption.kmsKeyArn': key('us-east-2') }, ['error config/key-region']],
  [{ 'redis.kmsKeyArn': key('eu-west-1') }, ['error config/key-region']],
  [{ state: { backend: 's3', bucket: 'acme', region: 'eu-west-1', kmsKeyArn: key('eu-west-1') } }, []],
  [{ state: { backend: 's3', bucket: 'acme', kmsKeyArn: key('eu-west-1') } }, ['error config/key-region']],
  [domain('123456789012'), []],
  [domain('210987654321'), ['error api/certificate-account']],
  [{ 'network.cidr': '10.0.0.0/22' }, ['error network/range-size']],
  [{ 'network.cidr': '10.0.0.0/15' }, ['error network/range-size']],
  [{ 'network.cidr': '10.0.0.0/16' }, []],
  [{ 'network.quarantine.cidr': '10.0.0.0/24' }, ['error network/range-size']],
  [{ 'network.availabilityZones': ['us-east-1a', 'us-east-1b', 'us-east-1c'] }, []],
  [{ 'network.availabilityZones': ['us-east-1a', 'us-east-1b'] }, ['error network/availability-zones']],
  [
    { 'network.availabilityZones': ['us-east-1a', 'us-east-1a', 'us-east-1b'] },
    ['error network/availability-zones'],
  ],
  [
    { 'network.availabilityZones': ['us-east-1a', 'us-east-1-atl-1a', 'us-east-1b'] },
    ['error network/availability-zones'],
  ],
  [storage({ iops: 3_000 }), ['error postgres/volume-fixed']],
  [storage({ throughputMbps: 125 }), ['error postgres/volume-fixed']],
  [storage({ sizeGb: 399, iops: 12_000 }), ['error postgres/volume-fixed']],
  [storage({ sizeGb: 400, iops: 12_000 }), []],
  [storage({ sizeGb: 400, iops: 11_999 }), ['error postgres/volume-iops']],
  [storage({ sizeGb: 500, iops: 64_000 }), []],
  [storage({ sizeGb: 500, iops: 64_001 }), ['error postgres/volume-iops']],
  [storage({ sizeGb: 400, throughputMbps: 499 }), ['error postgres/volume-throughput']],
  [storage({ sizeGb: 400, throughputMbps: 3_000 }), []],
  [storage({ sizeGb: 400, throughputMbps: 3_001 }), ['error postgres/volume-throughput']],
  [storage({ sizeGb: 400, iops: 16_000, throughputMbps: 4_000 }), []],
  [storage({ sizeGb: 400, iops: 12_005, throughputMbps: 3_001 }), []],
  [storage({ sizeGb: 400, iops: 12_005, throughputMbps: 3_002 }), ['error postgres/volume-throughput']],
  [storage({ type: 'io1', iops: 5_000 }), []],
  [storage({ type: 'io1', iops: 5_001 }), ['error postgres/volume-iops']],
  [storage({ type: 'io1', sizeGb: 399, iops: 19_951 }), ['error postgres/volume-iops']],
  [storage({ type: 'io2', iops: 100_000 }), []],
  [storage({ type: 'io2', iops: 100_001 }), ['error postgres/volume-iops']],
  [storage({ type: 'io2', iops: 3_000, throughputMbps: 500 }), ['error postgres/volume-throughput']],
  [
    storage({ type: 'io2', sizeGb: 99, iops: 3_000 }),
    ['warning requirements/postgres-storage', 'error postgres/volume-size'],
  ],
  [storage({ maxSizeGb: 99 }), ['error postgres/volume-max-size']],
  [storage({ maxSizeGb: 100 }), []],
  [{ 'postgres.version': '18' }, []],
  [{ 'postgres.version': '19' }, ['warning postgres/version-offered']],
  [{ 'redis.version': '7' }, ['error redis/version-offered']],
  [{ 'redis.version': '8.0' }, ['error redis/version-offered']],
  [{ 'redis.version': '6' }, ['error requirements/redis-version']],
  [{ 'redis.version': '5.0.6' }, ['error requirements/redis-version']],
  [{ 'postgres.version': '9.6' }, ['error requirements/postgres-version']],
  [{ 'postgres.instanceType': 'r8g.large' }, ['error config/machine-type-name']],
  [{ 'postgres.instanceType': 'db.r8g.larg' }, ['error config/machine-type-name']],
  [{ 'redis.instanceType': 't4g.small' }, ['error config/machine-type-name']],
  [{ 'brainstore.readers.instanceType': 'db.r8g.large' }, ['error config/machine-type-name']],
  [{ 'brainstore.machineImage': 'ami-0123456789abcdef0' }, []],
  [
    {
      'brainstore.machineImage': 'ami-0123456789abcdef0',
      'brainstore.writers.count': 1,
      'brainstore.writers.instanceType': 'c5d.xlarge',
    },
    ['warning requirements/brainstore-writers-storage', 'error brainstore/image-architecture'],
  ],
  [{ name: 'a--b' }, ['error config/name-double-dash']],
  [{ 'organization.allowedIds': organizations(5) }, []],
  [{ 'organization.allowedIds': organizations(50) }, ['error api/environment-size']],
  [{ 'api.allowedOrigins': origins(60) }, ['error api/environment-size']],
  [{ name: 'internal' }, ['error config/name-internal']],
  [{ name: 'internal-eu' }, ['error config/name-internal']],
  [{ name: 'internals' }, []],
  [bucket('acme.terraform-state'), []],
  [bucket('Acme'), ['error state/bucket-name']],
  [bucket('s3://acme'), ['error state/bucket-name']],
  [bucket('192.168.1.1'), ['error state/bucket-name']],
  [bucket('acme..state'), ['error state/bucket-name']],
  [bucket('xn--acme'), ['error state/bucket-name']],
  [bucket('acme-s3alias'), ['error state/bucket-name']],
  [{ state: { backend: 's3', bucket: 'acme', key: 'teams/acme' } }, []],
  [{ state: { backend: 's3', bucket: 'acme', key: '/teams/acme/' } }, ['error state/key']],
  [{ state: { backend: 's3', bucket: 'acme', key: 'teams/../acme' } }, ['error state/key']],
  [{ tags: { 'cost centre': 'R+D', Owner: 'Zoë' } }, []],
  [{ tags: { owner: 'R&D' } }, ['error config/tags']],
  [{ tags: { owner: 'a', Owner: 'b' } }, ['error config/tags']],
  [{ tags: { 'aws:owner': 'x' } }, ['error config/tags']],
  [{ tags: { BraintrustDeploymentName: 'x' } }, ['error config/tags']],
  [{ tags: manyTags(47) }, []],
  [{ tags: manyTags(48) }, ['error config/tags']],
];

describe('rules of AWS', () => {
  it.each(rows)('%j: %j', (changes, expected) => {
    expect([...faults(findingsOf('staging', changes))].sort()).toEqual([...expected].sort());
  });

  it('suggests a volume that is accepted and keeps what was asked for', () => {
    const changes = storage({ sizeGb: 100, iops: 14_000 });
    const fixed = withFixes(changes, findingsOf('staging', changes));
    expect(fixed).toMatchObject(storage({ sizeGb: 400, iops: 14_000 }));
    expect(faults(findingsOf('staging', fixed))).toEqual([]);
  });

  it.each([
    ['postgres.instanceType', 'r8g.4xlarge', 'db.r8g.4xlarge'],
    ['postgres.instanceType', 'cache.r7g.4xlarge', 'db.r7g.4xlarge'],
    ['postgres.instanceType', 'db.R8G.4XLARGE', 'db.r8g.4xlarge'],
    ['redis.instanceType', 'cache.r7g.lareg', 'cache.r7g.large'],
    ['brainstore.readers.instanceType', 'c8gd.8xlrge', 'c8gd.8xlarge'],
    ['brainstore.readers.instanceType', 'Standard_L8s_v3', 'im4gn.4xlarge'],
  ])('takes %s: %s, which no service has, for %s', (path, found, expected) => {
    const findings = findingsOf('production', { [path]: found });
    expect(findings).toMatchObject([{ rule: 'config/machine-type-name', path, nearest: expected }]);
    expect(faults(findingsOf('production', withFixes({ [path]: found }, findings)))).toEqual([]);
  });

  it('drops IOPS that come anyway instead of growing the volume', () => {
    const [finding] = of(findingsOf('staging', storage({ iops: 3_000 })), 'postgres/volume-fixed');
    expect(finding?.fix).toEqual({
      text: 'remove postgres.storage.iops',
      set: [{ path: 'postgres.storage.iops', value: undefined }],
    });
  });

  it('tells where function packages are', () => {
    const [finding] = of(findingsOf('staging', { region: 'us-west-1' }), 'config/region');
    expect(finding).toMatchObject({ found: 'us-west-1', nearest: 'us-west-2' });
    expect(finding?.message).toContain('sa-east-1');
  });

  it('places a tag with a blank in its name', () => {
    const [finding] = of(findingsOf('staging', { tags: { 'cost centre': 'R&D' } }), 'config/tags');
    expect(finding?.path).toBe('tags["cost centre"]');
  });
});
