/** Signals to the program, and an output that nobody reads any more. */
import { type Fault, losingReader, signalling } from '../fault.ts';

const section = '2 Signals and pipes';

const signals = [
  { title: 'SIGINT', sent: ['SIGINT'], exit: 130 },
  { title: 'SIGTERM', sent: ['SIGTERM'], exit: 143 },
  { title: 'SIGINT, and again when it was answered', sent: ['SIGINT', 'SIGINT'], exit: 130 },
  { title: 'SIGHUP', sent: ['SIGHUP'], exit: 0 },
] as const;

export const signalFaults: readonly Fault[] = [
  ...signals.map(({ title, sent, exit }) => ({
    section,
    title: `${title}, after 3 of 12`,
    extent: 'sampled' as const,
    bareExtent: 'all' as const,
    exit,
    ours: signalling(3, ...sent),
    bare: signalling(3, ...sent),
  })),
  {
    section,
    title: 'closed pipe, after 3 of 12',
    extent: 'sampled',
    bareExtent: 'all',
    exit: 0,
    ours: losingReader(3),
    bare: losingReader(3),
  },
  ...[1, 8].map((creations) => ({
    section,
    title: `SIGINT, after ${creations} of 12`,
    extent: 'all' as const,
    exit: 130,
    ours: signalling(creations, 'SIGINT'),
    bare: signalling(creations, 'SIGINT'),
  })),
];
