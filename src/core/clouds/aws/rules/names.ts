/** Names and tags that AWS would refuse. */
import { formatPath } from '../../../config/path.ts';
import type { Breach } from '../../../findings/finding.ts';
import type { Rule } from '../../../rules/rule.ts';

const doubleDash: Rule = {
  id: 'config/name-double-dash',
  states: 'The name has no two dashes in a row.',
  check: ({ config }) => {
    if (!config.name.includes('--')) return [];
    const nearest = config.name.replace(/-{2,}/g, '-');
    return [
      {
        rule: doubleDash.id,
        severity: 'error',
        message: `RDS and ElastiCache refuse names with two dashes in a row, such as ${config.name}`,
        path: 'name',
        found: config.name,
        nearest,
        fix: { text: `set name: ${nearest}`, set: [{ path: 'name', value: nearest }] },
        source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html',
      },
    ];
  },
};

const internalName: Rule = {
  id: 'config/name-internal',
  states: 'The name does not begin with internal.',
  check: ({ config }) => {
    if (!/^internal(-|$)/.test(config.name)) return [];
    const source =
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html';
    return [
      {
        rule: internalName.id,
        severity: 'error',
        message: `load balancers are named after the deployment, and AWS refuses theirs to begin with internal-, as that of ${config.name} would`,
        path: 'name',
        found: config.name,
        fix: { text: 'choose a name with another beginning' },
        source,
      },
    ];
  },
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketNaming = [
  {
    says: 'lower-case letters, digits, dots and dashes only, beginning and ending with a letter or digit',
    breaks: (name: string) => !/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name),
  },
  { says: 'no two dots in a row', breaks: (name: string) => name.includes('..') },
  {
    says: 'not formatted as an IP address',
    breaks: (name: string) => /^([0-9]{1,3}\.){3}[0-9]{1,3}$/.test(name),
  },
  {
    says: 'no reserved beginning (xn--, sthree-, amzn-s3-demo-)',
    breaks: (name: string) => /^(xn--|sthree-|amzn-s3-demo-)/.test(name),
  },
  {
    says: 'no reserved ending (-s3alias, --ol-s3, .mrap, --x-s3, --table-s3)',
    breaks: (name: string) => /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name),
  },
] as const;

const bucketName: Rule = {
  id: 'state/bucket-name',
  states: 'The state bucket has a name that S3 allows.',
  check: ({ config }) => {
    if (config.state.backend !== 's3') return [];
    const { bucket } = config.state;
    return bucketNaming
      .filter(({ breaks }) => breaks(bucket))
      .map(({ says }) => ({
        rule: bucketName.id,
        severity: 'error',
        message: `S3 has no bucket named ${bucket}: ${says}`,
        path: 'state.bucket',
        required: says,
        found: bucket,
        fix: { text: 'name an existing bucket, without s3:// and without a path' },
        source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
      }));
  },
};

const stateKey: Rule = {
  id: 'state/key',
  states: 'The folder of the state begins and ends without a slash.',
  check: ({ config }) => {
    if (config.state.backend !== 's3' || config.state.key === undefined) return [];
    const path = 'state.key';
    const { key } = config.state;
    const parts = key.split('/');
    if (parts.every((part) => part !== '' && part !== '.' && part !== '..')) return [];
    const nearest = parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
    return [
      {
        rule: stateKey.id,
        severity: 'error',
        message: `terraform refuses ${key} as a folder of the state: names between single slashes are wanted, and no . or ..`,
        path,
        required: 'names, with a slash between two of them',
        found: key,
        ...(nearest === ''
          ? { fix: { text: `remove ${path}`, set: [{ path, value: undefined }] } }
          : { nearest, fix: { text: `set ${path}: ${nearest}`, set: [{ path, value: nearest }] } }),
        source: 'https://developer.hashicorp.com/terraform/language/backend/s3',
      },
    ];
  },
};

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html#id_tags_naming_best_practices */
const tagLimits = { count: 50, characters: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u } as const;
/** Tags of the data plane itself that a resource carries beside the user's: `Name`, the deployment's, one to spare. */
const ownTags = 3;
/** IAM conditions test this one, so a user's value would be lost. */
const reservedTags = ['BraintrustDeploymentName'];

const tags: Rule = {
  id: 'config/tags',
  states: 'Tags are such as AWS takes on every resource.',
  check: ({ config }) => {
    const most = tagLimits.count - ownTags;
    const count = Object.keys(config.tags).length;
    const names = Object.keys(config.tags);
    const each = Object.entries(config.tags).flatMap(([key, value], index) => [
      ...tagProblem(key, value),
      ...tagTwice(key, names.slice(0, index)),
    ]);
    if (count <= most) return each;
    return [
      ...each,
      tagBreach(
        'tags',
        `${count} tags are set; AWS takes ${tagLimits.count} on a resource, ${ownTags} of them are the data plane's own`,
        `remove ${count - most} of the tags`,
      ),
    ];
  },
};

function tagProblem(key: string, value: string): readonly Breach[] {
  const path = formatPath(['tags', key]);
  if (/^aws:/i.test(key))
    return [tagBreach(path, `tag ${key}: AWS keeps names beginning with aws: to itself`, 'rename the tag')];
  if (reservedTags.includes(key))
    return [
      tagBreach(
        path,
        `tag ${key} is set by the data plane itself, whose permissions depend on it`,
        'remove the tag',
      ),
    ];
  if (tagLimits.characters.test(key) && tagLimits.characters.test(value)) return [];
  return [
    tagBreach(
      path,
      `tag ${key}: AWS takes letters, digits, spaces and _ . : / = + - @`,
      'remove the other characters',
    ),
  ];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules */
function tagTwice(key: string, before: readonly string[]): readonly Breach[] {
  const same = before.find((other) => other.toLowerCase() === key.toLowerCase());
  if (same === undefined) return [];
  const message = `tag ${key}: IAM takes it for the same tag as ${same}, since case does not count in names there`;
  return [tagBreach(formatPath(['tags', key]), message, 'keep one of the two')];
}

function tagBreach(path: string, message: string, fix: string): Breach {
  return {
    rule: tags.id,
    severity: 'error',
    message,
    path,
    fix: { text: fix },
    source: 'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
  };
}

export const nameRules: readonly Rule[] = [doubleDash, internalName, bucketName, stateKey, tags];
