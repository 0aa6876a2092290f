/** What the schema knows about a field besides its type. Editors, docs, `init` and `config show` all read it from here. */
import * as z from 'zod';

export interface FieldMeta {
  /** What the field is, one or two sentences. */
  readonly description: string;
  readonly unit?: string;
  /** What a change does to a running deployment, such as `replaces the cache`. */
  readonly change?: string;
  /** True when the file must name it, on the clouds that have it. */
  readonly required?: true;
  /** The clouds that have it; left out, all. */
  readonly clouds?: readonly string[];
  /** The allowed values by cloud, where each has its own; a cloud that is left out has all of them. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Where the allowed values or the default come from. */
  readonly source?: string;
  /** Makes `init` ask for it; `order` is the order a person knows the answers in. */
  readonly question?: { readonly order: number; readonly text: string; readonly flag: string };
}

declare module 'zod' {
  interface GlobalMeta extends FieldMeta {}
}

/**
 * A field that only some clouds have: absent on the others, where writing it is a mistake. On the clouds that have it, it has
 * a value in every configuration, unless it is `optional()` itself.
 */
export function only<T extends z.ZodType>(clouds: readonly string[], field: T): z.ZodOptional<T> {
  return field.optional().meta({ ...(metaOf(field) as FieldMeta), clouds });
}

/** Every object of the configuration, with its keys optional unless a field's metadata says `required`; lists as they are. */
export function asWritten(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return writtenObject(schema);
  if (schema instanceof z.ZodOptional) {
    return keepMeta(schema, asWritten(schema.unwrap() as z.ZodType).optional());
  }
  return schema;
}

function writtenObject(schema: z.ZodObject): z.ZodType {
  const shape = Object.entries(schema.shape).map(([key, field]) => {
    const inner = field as z.ZodType;
    if (inner instanceof z.ZodOptional) return [key, asWritten(inner)];
    const written = asWritten(inner);
    return [key, inner.meta()?.required ? written : written.optional()];
  });
  return keepMeta(schema, z.strictObject(Object.fromEntries(shape)));
}

export function keepMeta(from: z.ZodType, to: z.ZodType): z.ZodType {
  const meta = from.meta();
  return meta ? to.meta(meta) : to;
}

/** The metadata of a field, whether it was given before or after `optional()`. */
export function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const own = schema.meta();
  if (own) return own as FieldMeta;
  return schema instanceof z.ZodOptional ? metaOf(schema.unwrap() as z.ZodType) : undefined;
}
