/** Releases at which the way from one major to the next is narrow. */
import { majorGuide } from './sources.ts';

export interface Milestone {
  /** The major that is entered. */
  readonly major: number;
  /** The only release of the major before from which it is entered. */
  readonly from: string;
  /** The first and the last release that may be entered at. */
  readonly first: string;
  readonly last: string;
  /** Where it is entered when the target is a newer one. */
  readonly recommended: string;
  readonly source: string;
}

export const milestones: readonly Milestone[] = [
  { major: 2, from: '1.1.32', first: '2.0.0', last: '2.1.1', recommended: '2.1.1', source: majorGuide },
];

/** The first release whose log has a footer to choose; the first that reads v2 and v3, and that can do without PostgreSQL. */
export const footerSince = '1.1.32';
export const secondMajorSince = '2.0.0';
