/** The configuration as JSON Schema 2020-12, for editors and other checkers. */
import * as z from 'zod';
import type { Cloud } from '../../clouds/cloud.ts';
import { cloudNames, defaultsOf, sharedDefault } from '../../config/default-values.ts';
import { leaves } from '../../config/resolve.ts';
import { writtenSchema } from '../../config/schema.ts';
import type { Leaf } from '../../config/schema-walk.ts';

interface JsonSchema {
  title?: string;
  description?: string;
  default?: unknown;
  required?: unknown;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  [keyword: string]: unknown;
}

/** The text of the schema with a final newline; defaults are those of the given clouds. */
export function jsonSchemaText(clouds: readonly Cloud[]): string {
  const schema = z.toJSONSchema(writtenSchema, {
    target: 'draft-2020-12',
    io: 'input',
    override: clean,
  }) as JsonSchema;
  for (const leaf of leaves) {
    const property = propertyAt(schema, leaf);
    if (property) annotate(property, leaf, clouds);
  }
  // What a file that builds on others leaves out may stand there.
  const { required, ...open } = schema;
  const whole = {
    title: 'bt-dataplane configuration',
    ...open,
    if: { required: ['extends'] },
    else: { required },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** Our metadata would stand beside the keywords, and `required: true` in place of the keyword of that name. */
const ours = ['unit', 'change', 'required', 'source', 'question', 'clouds', 'values'] as const;

function clean(context: { readonly zodSchema: z.core.$ZodType; readonly jsonSchema: object }): void {
  const { zodSchema } = context;
  const json = context.jsonSchema as JsonSchema;
  for (const key of ours) delete json[key];
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
  if (zodSchema instanceof z.ZodObject) {
    const required = Object.entries(zodSchema.shape).flatMap(([key, field]) =>
      field instanceof z.ZodOptional ? [] : [key],
    );
    if (required.length > 0) json.required = required;
  }
}

function propertyAt(schema: JsonSchema, leaf: Leaf): JsonSchema | undefined {
  return leaf.path.reduce<JsonSchema | undefined>((inside, key) => inside?.properties?.[key], schema);
}

function annotate(property: JsonSchema, leaf: Leaf, clouds: readonly Cloud[]): void {
  const { meta } = leaf;
  const defaults = defaultsOf(leaf, clouds);
  const shared = sharedDefault(defaults);
  const differing = defaults
    .filter(({ value }) => value !== undefined)
    .map(({ cloud, profile, value }) => `${cloud.id} ${profile} ${JSON.stringify(value)}`);
  const notes = [
    meta?.description,
    leaf.clouds && `Only on ${cloudNames(leaf.clouds)}.`,
    meta?.unit && `Unit: ${meta.unit}.`,
    shared === undefined && differing.length > 0 && `Default: ${differing.join(', ')}.`,
    meta?.change && `A change: ${meta.change}.`,
  ];
  property.description = notes.filter((note) => typeof note === 'string' && note !== '').join(' ');
  if (shared !== undefined) property.default = shared;
}
