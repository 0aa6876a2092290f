/** What a field may hold, in words; used by findings, the reference table and `config show`. */
import * as z from 'zod';
import { metaOf } from './field.ts';
import { allTellingKeys, alternatives, inner } from './schema-walk.ts';

export function describe(schema: z.ZodType): string {
  const type = inner(schema);
  if (type instanceof z.ZodLiteral) return [...type.values].map((value) => String(value)).join(' or ');
  if (type instanceof z.ZodEnum) return `one of ${type.options.join(', ')}`;
  if (type instanceof z.ZodBoolean) return 'true or false';
  if (type instanceof z.ZodNumber) return describeNumber(type, metaOf(schema)?.unit);
  if (type instanceof z.ZodArray) return describeArray(type);
  if (type instanceof z.ZodRecord) return 'a mapping of names to text';
  if (type instanceof z.ZodObject) return describeObject(type);
  if (type instanceof z.ZodUnion) return describeAlternatives(type);
  return describeText(type);
}

/** Each alternative by what tells it apart: `env`, `file` or `secretRef`; or the value of the key that decides. */
function describeAlternatives(type: z.ZodType): string {
  const others = alternatives(type).filter((option) => !(inner(option) instanceof z.ZodObject));
  if (others.length > 0) return others.map(describe).join(', or ');
  const deciding = decidingValues(type);
  if (deciding) return `a mapping with ${deciding.key} ${deciding.values.join(' or ')}`;
  return `a mapping with one of the keys ${allTellingKeys(type).join(', ')}`;
}

/** Key and values that tell the alternatives of a union apart, if it has such a key. */
export function decidingValues(
  type: z.ZodType,
): { readonly key: string; readonly values: readonly string[] } | undefined {
  if (!(type instanceof z.ZodDiscriminatedUnion)) return undefined;
  const key = String(type.def.discriminator);
  const values = alternatives(type).flatMap((option) => {
    const field = option instanceof z.ZodObject ? option.shape[key] : undefined;
    return field instanceof z.ZodLiteral ? [...field.values].map(String) : [];
  });
  return { key, values };
}

function describeNumber(type: z.ZodNumber, unit: string | undefined): string {
  const suffix = unit === undefined ? '' : ` ${unit}`;
  const { minValue: low, maxValue: high } = type;
  const what = type.isInt ? 'a whole number' : 'a number';
  if (low === null || low <= Number.MIN_SAFE_INTEGER) return `${what}${suffix}`;
  if (high === null || high >= Number.MAX_SAFE_INTEGER) return `${what} from ${low}${suffix}`;
  return `${what} from ${low} to ${high}${suffix}`;
}

function describeArray(type: z.ZodArray): string {
  const item = describe(type.element as z.ZodType);
  const most = checksOf(type).find((check) => check.check === 'max_length')?.maximum;
  return `a list${most === undefined ? '' : ` of at most ${most}`}, each ${item}`;
}

function describeObject(type: z.ZodObject): string {
  const keys = Object.keys(type.shape);
  return `a mapping with the ${keys.length === 1 ? 'key' : 'keys'} ${keys.join(', ')}`;
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  date: 'a date such as 2026-12-31',
};

/** The message of the pattern says what the text looks like; without a pattern it is any text. */
function describeText(type: z.ZodType): string {
  const definition = type._zod.def as object as CheckFacts;
  const named = formats[definition.format ?? ''];
  if (named) return named;
  const checks = checksOf(type);
  const pattern = checks.map((check) => check.error?.({})).find((message) => typeof message === 'string');
  const most = checks.find((check) => check.check === 'max_length')?.maximum;
  const limit = most === undefined ? '' : `, at most ${most} characters`;
  return `${pattern ?? 'text'}${limit}`;
}

interface CheckFacts {
  readonly check?: string;
  readonly format?: string;
  readonly maximum?: number;
  readonly error?: (issue: object) => unknown;
}

function checksOf(type: z.ZodType): readonly CheckFacts[] {
  const checks = (
    type._zod.def as { readonly checks?: readonly { readonly _zod: { readonly def: object } }[] }
  ).checks;
  return (checks ?? []).map((check) => check._zod.def as CheckFacts);
}
