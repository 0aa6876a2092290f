/** kill -9 of us, of terraform and of both, at each of twelve points of an apply of twelve resources. */
import { type Fault, killing, losingReader } from '../fault.ts';
import type { Lab } from '../lab.ts';
import { isSave } from './backend.ts';

const subjects = ['both', 'terraform', 'us'] as const;

const points = Array.from({ length: 12 }, (_, index) => index + 1);

/** Terraform is killed before its last save, also when all is made. */
const holdSaves = (lab: Lab) => {
  lab.backend.fault = { matches: isSave, spoiling: 'hold' };
};

export const kills: readonly Fault[] = subjects.flatMap((subject, place) =>
  points.map((point) => ({
    section: `1 kill -9 of ${subject === 'us' ? 'the program' : subject}`,
    title: `after ${point} of 12`,
    extent: point % 3 === place ? ('sampled' as const) : ('all' as const),
    ours: killing(subject, point),
    // Of bare terraform, the program that reads its output is what we are.
    bare: subject === 'us' ? losingReader(point) : killing('terraform', point),
    bareExtent: point === 4 || point === 8 ? ('sampled' as const) : ('all' as const),
    prepare: holdSaves,
  })),
);
