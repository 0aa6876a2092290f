/** What the tables of each cloud name, before the real providers: every type is one of theirs, every path leads to an attribute. */
import { beforeAll, expect, it } from 'vitest';
import { aws } from '../../src/core/clouds/aws/cloud.ts';
import { azure } from '../../src/core/clouds/azure/cloud.ts';
import { gcp } from '../../src/core/clouds/gcp/cloud.ts';
import type { ResourceClasses } from '../../src/core/plan/classify/resource-class.ts';
import { describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { describeWithGoogleMirror } from '../helpers/google-mirror.ts';
import { describeWithRealParts, type Found } from '../helpers/real-parts.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';

interface Block {
  readonly attributes?: Readonly<Record<string, { readonly nested_type?: Block }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

type Blocks = ReadonlyMap<string, Block>;

interface Schemas {
  readonly provider_schemas: Readonly<
    Record<string, { readonly resource_schemas: Readonly<Record<string, { readonly block: Block }>> }>
  >;
}

describeWithGoogleMirror(
  'the tables of Google Cloud',
  ['google', 'random', 'kubernetes', 'helm'],
  (parts) => {
    it('name what the providers have', async () => {
      const names = ['google', 'random', 'kubernetes', 'helm'];
      expect(missing(gcp.resourceClasses, await blocksOf(parts, names))).toEqual([]);
    });
  },
);

describeWithAzureMirror('the tables of Azure', ['azurerm', 'random', 'kubernetes', 'helm'], (parts) => {
  it('name what the providers have', async () => {
    const names = ['azurerm', 'random', 'kubernetes', 'helm'];
    expect(missing(azure.resourceClasses, await blocksOf(parts, names))).toEqual([]);
  });
});

describeWithRealParts('the tables of AWS', ['terraform', 'providerMirror'], (parts) => {
  let blocks: Blocks;

  beforeAll(async () => {
    blocks = await blocksOf(parts, ['aws']);
  });

  it('name what the provider has', () => {
    expect(missing(aws.resourceClasses, blocks)).toEqual([]);
  });

  it('would be told of with a name that is wrong', () => {
    const row = {
      kind: 'cost',
      severity: 'notice',
      consequence: 'it',
      source: 'modules/',
      when: () => true,
    } as const;
    const wrong: ResourceClasses = {
      aws_databases: { noun: 'database' },
      aws_s3_bucket: {
        noun: 'bucket',
        rows: [
          { ...row, path: 'versioning.0.enabled' },
          { ...row, path: 'versioning.0.disabled' },
          { ...row, path: 'public' },
        ],
      },
    };
    expect(missing(wrong, blocks)).toEqual([
      'aws_databases',
      'aws_s3_bucket versioning.0.disabled',
      'aws_s3_bucket public',
    ]);
  });
});

async function blocksOf(parts: Found<'terraform'>, names: readonly string[]): Promise<Blocks> {
  const required = Object.fromEntries(names.map((name) => [name, { source: `hashicorp/${name}` }]));
  const tree = { terraform: { required_providers: required } };
  using folder = terraformFolder(parts, { 'main.tf.json': JSON.stringify(tree) });
  await folder.terraformBeside('init', '-input=false');
  const schemas = JSON.parse(await folder.terraformBeside('providers', 'schema', '-json')) as Schemas;
  return new Map(
    Object.values(schemas.provider_schemas).flatMap(({ resource_schemas: types }) =>
      Object.entries(types).map(([type, { block }]) => [type, block] as const),
    ),
  );
}

/** Types that no provider has, and paths that lead nowhere. Terraform's own type is in none of them. */
function missing(classes: ResourceClasses, blocks: Blocks): readonly string[] {
  return Object.entries(classes)
    .filter(([type]) => type !== 'terraform_data')
    .flatMap(([type, { rows = [], oneWay = [] }]) => {
      const block = blocks.get(type);
      if (block === undefined) return [type];
      const paths = new Set([...rows, ...oneWay].map(({ path }) => path));
      return [...paths].filter((path) => !leads(block, path.split('.'))).map((path) => `${type} ${path}`);
    });
}

/** What comes after an attribute that is a value is the value's own. */
function leads(block: Block, [step = '', ...rest]: readonly string[]): boolean {
  if (/^(\d+|\*)$/.test(step)) return leads(block, rest);
  const attribute = block.attributes?.[step];
  const inner = attribute?.nested_type ?? block.block_types?.[step]?.block;
  if (inner === undefined) return attribute !== undefined;
  return rest.length === 0 || leads(inner, rest);
}
