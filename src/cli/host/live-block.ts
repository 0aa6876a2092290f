/** The redrawn block, by ora. Loaded only when there is a terminal and something takes long. */
import type { LiveBlock } from '../streams.ts';

export async function oraBlock(stream: NodeJS.WritableStream): Promise<LiveBlock> {
  const { default: ora } = await import('ora');
  // ora would put the keyboard into raw mode, where Ctrl-C is a key and no longer a signal.
  const spinner = ora({ stream, discardStdin: false, color: false });
  return {
    show(text) {
      spinner.text = text;
      if (!spinner.isSpinning) spinner.start();
    },
    clear: () => void spinner.stop(),
  };
}
