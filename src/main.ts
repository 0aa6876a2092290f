/** The only file that touches the process: builds the side effects, runs, and sets the exit code. */

import { oraBlock } from './cli/host/live-block.ts';
import { promptOnTerminal } from './cli/host/prompts.ts';
import { run } from './cli/run.ts';
import type { Output, Streams } from './cli/streams.ts';
import { nodeEnv } from './env/node.ts';

/** What is written tells much about a company: for its owner only, unless a file is given other permissions on purpose. */
process.umask(0o077);

/**
 * The construct library reads these, and would render something else than the configuration says.
 * https://github.com/open-constructs/cdk-terrain
 */
for (const name of [
  'CDKTF_OUTDIR',
  'CDKTF_CONTEXT_JSON',
  'CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS',
  'CDKTF_TARGET_STACK_ID',
  'SYNTH_HCL_OUTPUT',
  'TERRAFORM_BINARY_NAME',
]) {
  delete process.env[name];
}

/** Seven lines on every run about the age of Node, which the person cannot act on here. https://github.com/aws/aws-sdk-js-v3 */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/**
 * Warnings of Node and of libraries are for whoever develops them: that a metadata server does not answer, that NO_COLOR and
 * FORCE_COLOR are both set. Node's own listener prints them: https://nodejs.org/api/process.html#event-warning
 */
process.removeAllListeners('warning');

/**
 * Words that cannot be written never stop a run half-way: an apply goes on without its terminal. A reader that has seen
 * enough (`| head`) and a terminal that was closed are no failure; a result that did not fit on a disk is one.
 */
process.stderr.on('error', () => {});
// A terminal that is closed at a question cannot leave raw mode. readline takes that for fatal whoever listens, and the
// run would end before its SIGHUP can end it in order.
const emit = process.stdin.emit.bind(process.stdin);
process.stdin.emit = (event: string | symbol, ...rest: unknown[]) =>
  event !== 'error' && emit(event, ...rest);
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE' || code === 'EIO') return;
  process.stderr.write(`error: the result could not be written to standard output: ${code}\n`);
  process.on('exit', () => {
    process.exitCode ||= 1;
  });
});

const streams: Streams = {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  canType: process.stdin.isTTY === true,
  prompt: (question, signal) =>
    promptOnTerminal(question, { input: process.stdin, output: process.stderr, signal }),
  liveBlock: () => oraBlock(process.stderr),
};

process.exitCode = await run(process.argv.slice(2), nodeEnv(), streams);

function output(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY === true,
    // A pseudo-terminal that nobody gave a size says 0.
    width: stream.isTTY && stream.columns > 0 ? stream.columns : undefined,
  };
}
