/** The whole program on the rig's stack: everything is real but the cloud's constructs. Bundled before it is run. */
import { run } from '../../src/cli/run.ts';
import type { Output } from '../../src/cli/streams.ts';
import { nodeEnv } from '../../src/env/node.ts';
import { testCloud } from '../helpers/drive.ts';
import { type RigSetup, rigStack } from './stack.ts';

process.umask(0o077);
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
const setup = JSON.parse(process.env.RIG_SETUP ?? '{}') as RigSetup;
/** What a person types who agrees; nobody is there when it is not set. */
const typed = process.env.RIG_TYPES;
const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTTY: typed !== undefined,
  width: undefined,
});
const streams = {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  canType: typed !== undefined,
  prompt: () => (typed === undefined ? Promise.reject(new Error('nobody is here')) : Promise.resolve(typed)),
  liveBlock: async () => ({ show: () => {}, clear: () => {} }),
};
const clouds = new Map([['aws', testCloud(rigStack(setup))] as const]);
process.exitCode = await run(process.argv.slice(2), nodeEnv(), streams, { clouds });
