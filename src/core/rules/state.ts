/** Names of buckets and folders that hold the state; a bucket of any cloud may hold the state of any deployment. */
import type { Config } from '../config/schema.ts';
import type { Rule } from './rule.ts';
import { stateRegion } from './state-region.ts';

interface Naming {
  readonly service: string;
  readonly scheme: string;
  readonly source: string;
  readonly rules: readonly { readonly says: string; readonly breaks: (name: string) => boolean }[];
}

const address = /^([0-9]{1,3}\.){3}[0-9]{1,3}$/;

const naming: Readonly<Record<'s3' | 'gcs', Naming>> = {
  s3: {
    service: 'S3',
    scheme: 's3://',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
    rules: [
      {
        says: 'lower-case letters, digits, dots and dashes only, beginning and ending with a letter or digit',
        breaks: (name) => !/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name),
      },
      { says: 'no two dots in a row', breaks: (name) => name.includes('..') },
      { says: 'not formatted as an IP address', breaks: (name) => address.test(name) },
      {
        says: 'no reserved beginning (xn--, sthree-, amzn-s3-demo-)',
        breaks: (name) => /^(xn--|sthree-|amzn-s3-demo-)/.test(name),
      },
      {
        says: 'no reserved ending (-s3alias, --ol-s3, .mrap, --x-s3, --table-s3)',
        breaks: (name) => /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name),
      },
    ],
  },
  gcs: {
    service: 'Cloud Storage',
    scheme: 'gs://',
    source: 'https://cloud.google.com/storage/docs/buckets#naming',
    rules: [
      {
        says: 'lower-case letters, digits, dots, dashes and underscores only, beginning and ending with a letter or digit',
        breaks: (name) => !/^[a-z0-9][a-z0-9._-]*[a-z0-9]$/.test(name),
      },
      {
        says: 'at most 63 characters between two dots',
        breaks: (name) => name.split('.').some((part) => part.length > 63),
      },
      { says: 'no two dots in a row', breaks: (name) => name.includes('..') },
      { says: 'not formatted as an IP address', breaks: (name) => address.test(name) },
      { says: 'no beginning with goog', breaks: (name) => name.startsWith('goog') },
      { says: 'no google in it', breaks: (name) => /google|g00gle/.test(name) },
    ],
  },
};

const bucketName: Rule = {
  id: 'state/bucket-name',
  states: 'The state bucket has a name that a bucket can have.',
  check: ({ config: { state } }) => {
    if (state.backend !== 's3' && state.backend !== 'gcs') return [];
    const { service, scheme, source, rules } = naming[state.backend];
    return rules
      .filter(({ breaks }) => breaks(state.bucket))
      .map(({ says }) => ({
        rule: bucketName.id,
        severity: 'error',
        message: `${service} has no bucket named ${state.bucket}: ${says}`,
        path: 'state.bucket',
        required: says,
        found: state.bucket,
        fix: { text: `name an existing bucket, without ${scheme} and without a path` },
        source,
      }));
  },
};

const stateFolder: Rule = {
  id: 'state/key',
  states: 'The folder of the state begins and ends without a slash.',
  check: ({ config: { state } }) => {
    const folder = folderOf(state);
    if (folder === undefined) return [];
    const { path, text } = folder;
    const parts = text.split('/');
    const sound = parts.filter((part) => part !== '' && part !== '.' && part !== '..');
    if (sound.length === parts.length) return [];
    const nearest = sound.join('/');
    return [
      {
        rule: stateFolder.id,
        severity: 'error',
        message: `terraform refuses ${text} as a folder of the state: names between single slashes are wanted, and no . or ..`,
        path,
        required: 'names, with a slash between two of them',
        found: text,
        ...(nearest === ''
          ? { fix: { text: `remove ${path}`, set: [{ path, value: undefined }] } }
          : { nearest, fix: { text: `set ${path}: ${nearest}`, set: [{ path, value: nearest }] } }),
        source: `https://developer.hashicorp.com/terraform/language/backend/${state.backend}`,
      },
    ];
  },
};

function folderOf(state: Config['state']): { readonly path: string; readonly text: string } | undefined {
  if ((state.backend === 's3' || state.backend === 'azurerm') && state.key !== undefined)
    return { path: 'state.key', text: state.key };
  if (state.backend === 'gcs' && state.prefix !== undefined)
    return { path: 'state.prefix', text: state.prefix };
  return undefined;
}

export const stateRules: readonly Rule[] = [bucketName, stateFolder, stateRegion];
