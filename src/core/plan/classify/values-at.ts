/** The value of an attribute before and after, by a path of a table. */
import { gunzipSync } from 'node:zlib';
import type { RawChange } from '../../terraform/plan-document.ts';

export interface Values {
  /** As it is in the plan, such as `settings.0.tier`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** True when it is known only after apply. */
  readonly unknown: boolean;
}

/** One for each element that a `*` stands for. */
export function valuesAt(change: RawChange, path: string): readonly Values[] {
  const start: Values = { path: '', before: change.before, after: change.after, unknown: false };
  return follow([{ ...start, marks: change.after_unknown }], path.split('.'));
}

interface Here extends Values {
  readonly marks: unknown;
}

function follow(places: readonly Here[], steps: readonly string[]): readonly Values[] {
  const [step, ...rest] = steps;
  if (step === undefined)
    return places.map(({ marks, ...values }) => ({ ...values, unknown: values.unknown || isMarked(marks) }));
  return follow(
    places.flatMap((place) => take(place, step)),
    rest,
  );
}

function take(place: Here, step: string): readonly Here[] {
  if (step in readers) {
    const read = readers[step as keyof typeof readers];
    return [
      {
        ...place,
        before: read(place.before),
        after: read(place.after),
        unknown: place.unknown || place.marks === true,
        marks: undefined,
      },
    ];
  }
  const keys = step === '*' ? keysOf(place.before, place.after) : [step];
  return keys.map((key) => ({
    path: place.path === '' ? key : `${place.path}.${key}`,
    before: at(place.before, key),
    after: at(place.after, key),
    unknown: place.unknown || place.marks === true,
    marks: at(place.marks, key),
  }));
}

const readers = {
  '{json}': json,
  '{script}': (text: unknown) => json(settingsOf(text)),
} as const;

function json(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The start script of a node is base64 of gzip, its settings one line of JSON. Part of it can be a mask or a reference. */
function settingsOf(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const script = gunzipSync(Buffer.from(text, 'base64')).toString('utf8');
    return script.split('\n').find((line) => line.startsWith('{"'));
  } catch {
    return undefined;
  }
}

function isMarked(marks: unknown): boolean {
  return (
    marks === true || (typeof marks === 'object' && marks !== null && Object.values(marks).some(isMarked))
  );
}

function at(tree: unknown, key: string): unknown {
  return typeof tree === 'object' && tree !== null ? (tree as Record<string, unknown>)[key] : undefined;
}

function keysOf(...trees: readonly unknown[]): readonly string[] {
  return [
    ...new Set(trees.flatMap((tree) => (typeof tree === 'object' && tree !== null ? Object.keys(tree) : []))),
  ];
}
