/** What the hosts have in common. */
import type { Clock } from '../../env.ts';
import type { Paint } from '../render/paint.ts';
import type { Streams } from '../streams.ts';
import type { Speaker } from './speaker.ts';

/** How progress is shown; the only thing in which hosts differ. */
export interface ProgressView {
  show(label: string, line: string): void;
  /** Called before anything else is printed, so that no message is written into a live block. */
  pause(): void;
  /** Called when the work has ended. */
  end(): void;
}

export interface HostOptions {
  readonly streams: Streams;
  readonly speaker: Speaker;
  readonly clock: Clock;
  readonly paint: Paint;
  readonly interactive: boolean;
  /** True when talk goes to a terminal that can be redrawn. */
  readonly live: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}
