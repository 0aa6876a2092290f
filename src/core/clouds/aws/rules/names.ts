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

export const nameRules: readonly Rule[] = [doubleDash, internalName, tags];
