/** kill -9 of us, of terraform and of both, at each of twelve points of an apply of twelve resources. */
import { afterAll, beforeAll, it } from 'vitest';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type Bench, openBench } from './bench.ts';
import { killing, losingReader, strike } from './strike.ts';

/** Every third point for each; `RIG_POINTS=all` strikes each at every point. */
const points = Array.from({ length: 12 }, (_, index) => index + 1);
const everyPoint = process.env.RIG_POINTS === 'all';

describeWithRealParts('killed', ['terraform', 'providerMirror', 'python'], (parts) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(parts, 'k');
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  const subjects = ['both', 'terraform', 'us'] as const;
  const rows = points.flatMap((point) =>
    subjects
      .filter((_, place) => everyPoint || point % 3 === place)
      .map((subject) => [subject, point] as const),
  );
  it.each(rows)('%s, after %i creations', async (subject, point) => {
    // Bare terraform is struck as often as it takes to see what that does.
    const beside = point % 6 === 2 || point % 6 === 4;
    await strike(bench, {
      section: `1 kill -9 of ${subject === 'us' ? 'the program' : subject}`,
      fault: `after ${point} of 12`,
      ours: killing(subject, point),
      bare: beside ? (subject === 'us' ? losingReader(point) : killing('terraform', point)) : undefined,
    });
  });
});
