/** Walks over the schema: what is at a path, which keys there are, which alternatives. */
import * as z from 'zod';
import { type FieldMeta, metaOf } from './field.ts';
import { formatPath, type Path } from './path.ts';

/** The schema without `optional`. */
export function inner(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional ? inner(schema.unwrap() as z.ZodType) : schema;
}

/** The schema at a path; of alternatives the first that has the key. */
export function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const next = childOf(inner(schema), key);
  return next && schemaAt(next, rest);
}

/** Keys of an object, or of all alternatives of a union. */
export function keysOf(schema: z.ZodType): readonly string[] {
  const type = inner(schema);
  if (type instanceof z.ZodObject) return Object.keys(type.shape);
  return [...new Set(alternatives(type).flatMap(keysOf))];
}

export function alternatives(schema: z.ZodType): readonly z.ZodType[] {
  const type = inner(schema);
  return type instanceof z.ZodUnion ? (type.options as readonly z.ZodType[]) : [];
}

/** Keys that only one alternative has; each tells which one was meant. */
export function tellingKeys(option: z.ZodType, union: z.ZodType): readonly string[] {
  const others = alternatives(union).filter((other) => other !== option);
  return keysOf(option).filter((key) => !others.some((other) => keysOf(other).includes(key)));
}

/** Of all alternatives together, such as `env`, `file`, `secretRef`. */
export function allTellingKeys(union: z.ZodType): readonly string[] {
  return alternatives(union).flatMap((option) => tellingKeys(option, union));
}

export interface Leaf {
  readonly path: Path;
  /** The path as text, such as `postgres.storage.sizeGb`. */
  readonly name: string;
  /** With `optional` where a configuration may go without, be it on another cloud. */
  readonly schema: z.ZodType;
  /** Whether a configuration on its clouds may go without. */
  readonly optional: boolean;
  readonly meta: FieldMeta | undefined;
  /** The optional object that it belongs to, such as `api.customDomain`; the leaf matters only when that is there. */
  readonly onlyWithin: string | undefined;
  /** The clouds that have it; undefined when all have. */
  readonly clouds: readonly string[] | undefined;
}

/** Everything below objects: scalars, lists, records and unions, each of which is replaced as a whole. */
export function leavesOf(
  schema: z.ZodType,
  path: Path = [],
  within: Partial<Pick<Leaf, 'onlyWithin' | 'clouds'>> = {},
): readonly Leaf[] {
  const type = inner(schema);
  const name = formatPath(path);
  const meta = metaOf(schema);
  const clouds = meta?.clouds ?? within.clouds;
  // What a cloud has is there; only what a person may leave out is optional.
  const optional = (isOfSomeClouds(schema) ? schema.unwrap() : schema) !== type;
  if (!(type instanceof z.ZodObject))
    return [{ path, name, schema, optional, meta, onlyWithin: within.onlyWithin, clouds }];
  return Object.entries(type.shape).flatMap(([key, field]) =>
    leavesOf(field as z.ZodType, [...path, key], {
      onlyWithin: optional ? name : within.onlyWithin,
      clouds,
    }),
  );
}

/** Made by `only`, whose `optional` speaks of the other clouds. */
function isOfSomeClouds(schema: z.ZodType): schema is z.ZodOptional {
  return schema instanceof z.ZodOptional && (schema.meta() as FieldMeta | undefined)?.clouds !== undefined;
}

function childOf(type: z.ZodType, key: string | number): z.ZodType | undefined {
  if (type instanceof z.ZodObject)
    return Object.hasOwn(type.shape, key) ? (type.shape[key] as z.ZodType) : undefined;
  if (type instanceof z.ZodArray) return type.element as z.ZodType;
  if (type instanceof z.ZodRecord) return type.valueType as z.ZodType;
  return alternatives(type)
    .map((option) => childOf(inner(option), key))
    .find((found) => found !== undefined);
}
