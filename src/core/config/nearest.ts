/** The known word that a person most likely meant, if any is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const wanted = plain(word);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: { readonly word: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const other = plain(candidate);
    const isStart = wanted.length >= 3 && wanted !== other && other.startsWith(wanted);
    if (!isStart && Math.abs(wanted.length - other.length) > limit) continue;
    // The start of a word, such as `prod`, counts as one edit.
    const distance = isStart ? 1 : editDistance(wanted, other);
    if (distance <= limit && (best === undefined || distance < best.distance)) {
      best = { word: candidate, distance };
    }
  }
  return best?.word;
}

/** `instance_type`, `instance-type` and `InstanceType` are one word. */
function plain(word: string): string {
  return word.slice(0, longestWord).toLowerCase().replace(/[-_ ]/g, '');
}

const longestWord = 64;

/** Insertions, deletions, replacements and swaps of neighbours: the optimal string alignment distance. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
