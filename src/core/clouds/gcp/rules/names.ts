/** Names and labels that Google Cloud would refuse. */
import { formatPath } from '../../../config/path.ts';
import type { Breach } from '../../../findings/finding.ts';
import type { Rule } from '../../../rules/rule.ts';

const reservedName: Rule = {
  id: 'config/name-google',
  states: 'The name does not begin with goog and has no google in it.',
  check: ({ config }) => {
    if (!/^goog|google|g00gle/.test(config.name)) return [];
    return [
      {
        rule: reservedName.id,
        severity: 'error',
        message: `buckets are named after the deployment, and Google keeps names such as ${config.name}-… to itself`,
        path: 'name',
        required: 'no beginning with goog, no google',
        found: config.name,
        fix: { text: 'choose another name' },
        source: 'https://cloud.google.com/storage/docs/buckets#naming',
      },
    ];
  },
};

const reservedProject: Rule = {
  id: 'config/project',
  states: 'The project id has none of the words that Google keeps to itself.',
  check: ({ config }) => {
    const { project } = config.account;
    const word = ['google', 'null', 'undefined', 'ssl'].find((reserved) => project?.includes(reserved));
    if (project === undefined || word === undefined) return [];
    return [
      {
        rule: reservedProject.id,
        severity: 'warning',
        message: `Google gives no project an id with ${word} in it, so ${project} is hardly one; an id is not the display name`,
        path: 'account.project',
        found: project,
        fix: { text: 'name the id that this prints: gcloud projects list' },
        source: 'https://cloud.google.com/resource-manager/docs/creating-managing-projects',
      },
    ];
  },
};

/** https://cloud.google.com/compute/docs/labeling-resources#requirements */
const labels = {
  most: 64,
  key: /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u,
  value: /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u,
} as const;
/** `braintrust-deployment`, the provider's `goog-terraform-provisioned`, and one to spare. */
const ownLabels = 3;
const reservedLabels = ['braintrust-deployment'];
const source = 'https://cloud.google.com/compute/docs/labeling-resources#requirements';

const tags: Rule = {
  id: 'config/tags',
  states: 'Tags are such as Google Cloud takes for labels.',
  check: ({ config }) => {
    const most = labels.most - ownLabels;
    const count = Object.keys(config.tags).length;
    const each = Object.entries(config.tags).flatMap(([key, value]) => tagProblem(key, value));
    if (count <= most) return each;
    const message = `${count} tags are set; Google Cloud takes ${labels.most} labels on a resource, ${ownLabels} of them are the data plane's own`;
    return [...each, tagBreach('tags', message, `remove ${count - most} of the tags`)];
  },
};

function tagProblem(key: string, value: string): readonly Breach[] {
  const path = formatPath(['tags', key]);
  if (reservedLabels.includes(key) || key.startsWith('goog'))
    return [tagBreach(path, `tag ${key} is set by the data plane itself or by Google`, 'remove the tag')];
  if (!labels.key.test(key)) {
    return [
      tagBreach(
        path,
        `tag ${key}: the key of a label has up to 63 lower-case letters, digits, dashes and underscores, and begins with a letter`,
        'rename the tag',
      ),
    ];
  }
  if (labels.value.test(value)) return [];
  const message = `tag ${key}: the value of a label has up to 63 lower-case letters, digits, dashes and underscores`;
  return [tagBreach(path, message, 'write the value that way')];
}

function tagBreach(path: string, message: string, fix: string): Breach {
  return { rule: tags.id, severity: 'error', message, path, fix: { text: fix }, source };
}

export const nameRules: readonly Rule[] = [reservedName, reservedProject, tags];
