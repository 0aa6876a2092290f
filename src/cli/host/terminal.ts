/** Progress as one block that is redrawn in place. It never holds a message: those are printed above it, whole. */
import type { LiveBlock } from '../streams.ts';
import type { HostOptions, ProgressView } from './view.ts';

/** Work that ends sooner shows nothing at all. */
const quietMs = 500;

export function terminalProgress({
  streams,
  speaker,
  clock,
}: Pick<HostOptions, 'streams' | 'speaker' | 'clock'>): ProgressView {
  let started: number | undefined;
  let block: LiveBlock | undefined;
  let opening = false;
  let ended = false;

  const open = async () => {
    opening = true;
    const opened = await streams.liveBlock();
    if (ended) opened.clear();
    else block = opened;
    opening = false;
  };

  return {
    show(_label, line) {
      ended = false;
      started ??= clock.elapsed();
      if (clock.elapsed() - started < quietMs) return;
      if (block !== undefined) block.show(speaker.hide(line));
      else if (!opening) void open();
    },
    pause: () => block?.clear(),
    end() {
      ended = true;
      started = undefined;
      block?.clear();
      block = undefined;
    },
  };
}
