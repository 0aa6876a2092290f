/** A service that fails: for a while, for ever, or after it has done what it was asked to. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Act, type Fault, killing, letRun, mendCalls } from '../fault.ts';
import { isCreate, type Spoiling } from '../fault-proxy.ts';
import type { Lab } from '../lab.ts';

const section = '3 A service that fails';

const spoil = (spoiling: Spoiling, after: number, times?: number) => (lab: Lab) => {
  lab.provider.fault = { matches: isCreate, spoiling, after, ...(times === undefined ? {} : { times }) };
};

/** As a pipeline does whose time is over; by default the provider tries each call 25 times, which takes half an hour. */
const killedAfterAMinute: Act = async (running, lab) => {
  await Promise.race([running.ended, sleep(60_000, undefined, { ref: false })]);
  await killing('terraform', 0)(running, lab);
};

const transient = [
  { title: 'three errors 500', spoiling: 'error' },
  { title: 'throttled three times', spoiling: 'throttle' },
] as const;

export const serviceFaults: readonly Fault[] = [
  ...transient.map(({ title, spoiling }) => ({
    section,
    title,
    extent: 'sampled' as const,
    bareExtent: 'all' as const,
    exit: 0,
    prepare: spoil(spoiling, 2, 3),
    ours: letRun,
    bare: letRun,
    mend: mendCalls,
  })),
  ...[2, 5, 9, 12].map((creation) => ({
    section,
    title: `the answer to creation ${creation} is lost`,
    extent: creation === 9 ? ('sampled' as const) : ('all' as const),
    exit: 1,
    prepare: spoil('lose-answer', creation - 1, 1),
    ours: letRun,
    bare: letRun,
    mend: mendCalls,
  })),
  {
    section,
    title: 'errors 500 for ever, `--apply-timeout 20s`',
    extent: 'sampled',
    exit: 1,
    args: ['--apply-timeout', '20s'],
    prepare: spoil('error', 4),
    ours: letRun,
    mend: mendCalls,
  },
  {
    section,
    title: 'errors 500 for ever',
    extent: 'all',
    exit: 1,
    prepare: spoil('error', 4),
    ours: letRun,
    bare: killedAfterAMinute,
    mend: mendCalls,
    note: 'bare terraform was still trying after a minute, and was killed then',
  },
];
