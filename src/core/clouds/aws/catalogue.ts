/** AWS machine types, versions and volumes. The tables are parsed on first use, since most commands need one of three. */
import type { CacheType, Catalogue, DatabaseType, NodeType, Spelling } from '../../requirements/catalogue.ts';
import { figure, parseRows } from '../figures.ts';
import { once } from '../once.ts';
import { ec2Figures } from './catalogue/ec2.ts';
import { elasticacheFigures } from './catalogue/elasticache.ts';
import { rdsFigures } from './catalogue/rds.ts';
import { awsAddressSpace, awsNetworks } from './networks.ts';
import { rdsVolumes } from './volumes.ts';

const nodes = once(readNodes);
const databases = once(readDatabases);
const caches = once(readCaches);

export const awsCatalogue: Catalogue = {
  source: 'AWS documentation and DescribeInstanceTypes, April to August 2026',
  get nodes() {
    return nodes();
  },
  get databases() {
    return databases();
  },
  get caches() {
    return caches();
  },
  networks: awsNetworks,
  addressSpace: awsAddressSpace,
  stateBackend: 's3',
  spellings: {
    nodes: spelling('', 'c8gd.8xlarge'),
    databases: spelling('db.', 'db.r8g.4xlarge'),
    caches: spelling('cache.', 'cache.r7g.large'),
  },
  nodeFromName,
  // Braintrust's own requirements name cache.r6g.medium; r6g starts at large:
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
  notOffered: { 'cache.r6g.medium': 'cache.r6g.large' },
  services: {
    postgres: {
      name: 'RDS',
      versions: ['12', '13', '14', '15', '16', '17', '18'],
      // 2026-04-13
      source:
        'https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html',
    },
    redis: {
      name: 'ElastiCache',
      // The last Redis OSS version that ElastiCache offers is 7.1; what came later is Valkey.
      versions: ['4.0.10', '5.0.6', '6.0', '6.2', '7.0', '7.1'],
      // 2026-04-13
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html',
    },
  },
  volumes: rdsVolumes,
};

/** Family and size: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
function spelling(service: string, example: string): Spelling {
  const size = '(nano|micro|small|medium|large|[0-9]*xlarge|metal(-[0-9]+xl)?)';
  return { pattern: new RegExp(`^${service.replace('.', '\\.')}[a-z0-9-]+\\.${size}$`), example };
}

/**
 * In the series C, M, R, T and X a letter `d` after the generation means local NVMe, so its absence means none:
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html. A `g` means Graviton.
 */
function nodeFromName(name: string): NodeType | undefined {
  const [, options, size] = /^[cmrtx][0-9]+([a-z]*)(?:-flex)?\.([a-z0-9-]+)$/.exec(name) ?? [];
  if (options === undefined || size === undefined || options.includes('d')) return undefined;
  return {
    name,
    architecture: options.startsWith('g') ? 'arm64' : 'x86_64',
    vcpus: undefined,
    memoryGib: undefined,
    nvmeGb: 0,
    readIops: undefined,
    writeIops: undefined,
    burstable: name.startsWith('t'),
    accelerated: false,
    bareMetal: size.startsWith('metal'),
  };
}

function readNodes(): readonly NodeType[] {
  return parseRows(ec2Figures, '.').map(({ name, size, architecture, words, flags }) => {
    const [vcpus, memoryGib, nvmeGb = 0, readIops, writeIops] = words.map(figure);
    return {
      name,
      architecture,
      vcpus,
      memoryGib,
      nvmeGb,
      readIops,
      writeIops,
      burstable: flags.has('burstable'),
      accelerated: flags.has('accelerated'),
      bareMetal: size.startsWith('metal'),
    };
  });
}

function readDatabases(): readonly DatabaseType[] {
  return parseRows(rdsFigures, '.').map(({ name, architecture, words, flags }) => {
    const [vcpus, memoryGib, sustainedIops] = words.map(figure);
    return { name, architecture, vcpus, memoryGib, sustainedIops, burstable: flags.has('burstable') };
  });
}

function readCaches(): readonly CacheType[] {
  return parseRows(elasticacheFigures, '.').map(({ name, architecture, words, flags }) => {
    const [vcpus, memoryGib] = words.map(figure);
    return {
      name,
      architecture,
      vcpus,
      memoryGib,
      burstable: flags.has('burstable'),
      previousGeneration: flags.has('previous'),
    };
  });
}
