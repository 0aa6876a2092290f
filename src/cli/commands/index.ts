/** Every command, in the order of the help. The work of each is loaded only when it runs. */
import type { Command } from '../command.ts';
import { init } from './init.ts';
import { synth } from './synth.ts';
import { version } from './version.ts';

export const commands = [init, synth, version] as readonly unknown[] as readonly Command[];
