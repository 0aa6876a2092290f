/** A rate for each part of a capacity, from this amount on. */
export type Brackets = readonly (readonly [from: number, rate: number])[];

/** What is kept of an amount, each part at the rate of its bracket. */
export function kept(amount: number, brackets: Brackets): number {
  return brackets.reduce((sum, [from, rate], index) => {
    const to = Math.min(amount, brackets[index + 1]?.[0] ?? amount);
    return sum + Math.max(0, to - from) * rate;
  }, 0);
}
