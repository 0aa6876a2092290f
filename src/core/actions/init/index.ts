/** `init`: writes the files of a new deployment. Never touches a file that is there, unless told to. */
import { basename, dirname, join, resolve } from 'node:path';
import { configNames, lockFileOf } from '../../config/files.ts';
import type { Context } from '../../context.ts';
import { type Answered, collectAnswers, type GivenAnswers } from './ask.ts';
import { initErrors } from './errors.ts';
import { deploymentFiles, lockText, type NewFile } from './files.ts';

export interface InitOptions extends GivenAnswers {
  /** Folder of the deployment, relative to the working folder; made when it is not there. Default: the working folder. */
  readonly dir?: string | undefined;
  /** The configuration file, relative to that folder; what belongs to it is written beside it. */
  readonly config: string;
  /** Writes configuration, lock file and schema anew. */
  readonly force: boolean;
}

export type InitResult =
  | { readonly status: 'already-initialized'; readonly config: string }
  | {
      readonly status: 'initialized';
      /** The configuration file, absolute. */
      readonly config: string;
      readonly answers: Answered['answers'];
      /** Absolute paths. */
      readonly written: readonly string[];
      /** Files that were there and were left as they are. */
      readonly kept: readonly string[];
    };

export async function init(context: Context, options: InitOptions): Promise<InitResult> {
  const { env } = context;
  const config = resolve(env.cwd, options.dir ?? '.', options.config);
  const folder = dirname(config);
  const configFile = basename(config);
  const [there, ...others] = await configsIn(context, folder, configFile);
  if (!options.force && there !== undefined) return { status: 'already-initialized', config: there };
  const rival = [there, ...others].find((file) => file !== undefined && file !== config);
  if (rival !== undefined) throw initErrors.otherConfig(rival, config);
  const { answers, template } = await collectAnswers(context, options);
  const files = await deploymentFiles(context, { configFile, answers, template });
  const { written, kept } = await writeAll(context, folder, files, options.force);
  const lock = lockFileOf(config);
  // An old lock file was frozen for another configuration, and would win over the profile of this one.
  await env.fs.remove(lock);
  await env.fs.write(lock, await lockText(context, config));
  written.push(lock);
  return { status: 'initialized', config, answers, written, kept };
}

/** A folder has one configuration under its usual names; one of another name stands for itself. */
async function configsIn({ env }: Context, folder: string, named: string): Promise<readonly string[]> {
  const names = configNames.includes(named) ? configNames : [named];
  const found: string[] = [];
  for (const name of names) {
    const file = resolve(folder, name);
    if ((await env.fs.stat(file)) !== undefined) found.push(file);
  }
  return found;
}

/** The configuration comes last: a run that is broken off before it can simply be repeated. */
async function writeAll(
  { env }: Context,
  folder: string,
  files: readonly NewFile[],
  force: boolean,
): Promise<{ written: string[]; kept: string[] }> {
  const written: string[] = [];
  const kept: string[] = [];
  try {
    await env.fs.makeDirectory(folder);
    for (const { name, text, ours } of files) {
      const path = join(folder, name);
      const there = (await env.fs.stat(path)) !== undefined;
      if (there && !(ours && force)) {
        kept.push(path);
        continue;
      }
      await env.fs.write(path, text, there ? {} : { exclusive: true });
      written.push(path);
    }
  } catch (error) {
    throw initErrors.notWritable(folder, error);
  }
  return { written, kept };
}
