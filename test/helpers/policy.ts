/** How a stack stands before the numbered rules of a security team: each is asserted, or waived with a reason. */
import { expect, it } from 'vitest';
import type { Block, Synthesized } from './synth.ts';

type Found = readonly (readonly [address: string, block: Block])[];

export interface PolicyStack {
  all(type: string): Found;
  /** Addresses of a type whose arguments are not like `wanted`; the type itself where there is none. */
  unlike(type: string, wanted: object): readonly string[];
}

export function unlikeIn(stack: Synthesized): PolicyStack {
  const all = (type: string): Found => {
    const byName = (stack.tree.resource?.[type] ?? {}) as Readonly<Record<string, Block>>;
    return Object.entries(byName).map(([name, block]) => [`${type}.${name}`, block]);
  };
  const unlike = (type: string, wanted: object): readonly string[] => {
    const found = all(type);
    if (found.length === 0) return [type];
    return found.flatMap(([address, block]) => {
      try {
        expect(block).toMatchObject(wanted);
        return [];
      } catch {
        return [address];
      }
    });
  };
  return { all, unlike };
}

export type PolicyRule = readonly [ids: string, meaning: string, breaches: () => readonly unknown[]];

export function rulesOf(rules: readonly PolicyRule[], waived: Readonly<Record<string, string>>): void {
  it.each(rules)('%s: %s', (_, __, breaches) => {
    expect(breaches()).toEqual([]);
  });

  it('names each rule once: asserted or waived', () => {
    const asserted = rules.flatMap(([ids]) => ids.split(' '));
    const named = [...asserted, ...Object.keys(waived)];
    expect(named.filter((id, index) => named.indexOf(id) !== index)).toEqual([]);
  });

  it('gives a reason for each waiver', () => {
    for (const [id, reason] of Object.entries(waived)) expect(reason.length, id).toBeGreaterThan(7);
  });
}
