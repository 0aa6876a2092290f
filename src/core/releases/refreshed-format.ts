/** The text of a refreshed catalogue. Strict: what a newer program would understand differently is refused, not guessed at. */
import * as z from 'zod';
import { reasonOf } from '../../errors.ts';
import { type CloudId, clouds } from '../config/schema.ts';
import type { Release } from './release.ts';

export const refreshedVersion = 1;

/** What `env.http` reads of an answer; a hundred and more releases fit. */
export const largestRefreshed = 64 * 1024;

const version = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,4})(\.(0|[1-9][0-9]{0,4})){2}$/, 'three numbers such as 2.12.0');

/** Becomes part of the names of objects and images: nothing that terraform, a shell or a path would read as its own. */
const tag = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, 'a tag such as v2.12.0');

/** Shown on screens and in documents: one line without anything that steers a terminal. */
const line = z
  .string()
  .min(1)
  .max(400)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'one line of plain text');

const day = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/, 'a day such as 2026-08-21')
  .refine(isOfTheCalendar, 'a day of the calendar');

const source = z
  .string()
  .max(400)
  .regex(/^https:\/\/[A-Za-z0-9.-]+(\/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?$/, 'an https address');

/** Where nothing is installed by Helm. */
const withoutChart: readonly CloudId[] = ['aws'];

const row = z.strictObject({
  version,
  date: day,
  functionTag: tag,
  brainstoreTag: tag,
  chart: version.exactOptional(),
  clouds: z.array(z.enum(clouds)).max(clouds.length),
  defaults: z.strictObject({
    walFooterVersion: z.enum(['none', 'v1', 'v2', 'v3']),
    noPostgres: z.enum(['none', 'all']),
    codeExecution: z.boolean(),
    locksBackend: z.enum(['redis', 'objectStorage']),
  }),
  notes: z.array(line).max(20).default([]),
  stop: line.exactOptional(),
  reversibleTo: z.array(version).max(50).exactOptional(),
  unusable: line.exactOptional(),
  source,
});

const release = row.refine(
  ({ chart, clouds: where }) => chart !== undefined || where.every((cloud) => withoutChart.includes(cloud)),
  { path: ['chart'], message: `only ${withoutChart.join(', ')} can do without a chart` },
);

const schema = z.strictObject({
  formatVersion: z.literal(
    refreshedVersion,
    `it is ${refreshedVersion} in a catalogue for this version of bt-dataplane`,
  ),
  releases: z.array(release).min(1).max(500),
});

export type RefreshedRead =
  | { readonly ok: true; readonly releases: readonly Release[] }
  /** `at` is the dotted path of what is wrong; empty for the whole. */
  | { readonly ok: false; readonly at: string; readonly why: string };

export function parseRefreshed(bytes: Uint8Array): RefreshedRead {
  if (bytes.length > largestRefreshed) return wrong('', `it is larger than ${largestRefreshed / 1024} KiB`);
  const data = dataOf(bytes);
  if (!data.ok) return wrong('', data.why);
  const read = schema.safeParse(data.value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return wrong(issue?.path.join('.') ?? '', issue?.message ?? 'it is not a catalogue');
  }
  const { releases } = read.data;
  const twice = releases.findIndex((one, index) =>
    releases.slice(0, index).some((before) => before.version === one.version),
  );
  if (twice !== -1) return wrong(`releases.${twice}.version`, `${releases[twice]?.version} is there twice`);
  return { ok: true, releases };
}

/** `Date` takes 30 February for a day of March. */
function isOfTheCalendar(text: string): boolean {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function dataOf(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false; why: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, why: `it is not JSON: ${reasonOf(error)}` };
  }
}

function wrong(at: string, why: string): RefreshedRead {
  return { ok: false, at, why };
}
