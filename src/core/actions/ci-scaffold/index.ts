/** `ci scaffold`: writes the pipeline of a deployment. Touches no file that is there and different, unless told to. */
import { dirname, join, relative, resolve } from 'node:path';
import type { Deployment } from '../../config/deployment.ts';
import { loadDeployment } from '../../config/load.ts';
import type { Context } from '../../context.ts';
import { ciErrors } from './errors.ts';
import { type PipelineFile, pipelineFiles } from './files.ts';
import { harmlessOnly } from './fill.ts';
import { type Place, type ProviderId, providers } from './provider.ts';
import { repositoryOf } from './repository.ts';

export interface CiScaffoldOptions {
  readonly provider: ProviderId;
  /** Root of the repository, relative to the working folder. Default: the working folder. */
  readonly dir?: string | undefined;
  readonly config?: string | undefined;
  /** The branch that is applied. */
  readonly branch: string;
  /** Default: what git calls `origin`. */
  readonly repository?: string | undefined;
  readonly organizationId?: string | undefined;
  /** What npm installs. */
  readonly package: string;
  /** Replaces files that are there. */
  readonly force: boolean;
}

export interface CiScaffolded {
  readonly provider: ProviderId;
  readonly name: string;
  /** Relative to the root of the repository. */
  readonly written: readonly string[];
  /** There already, and just so. */
  readonly unchanged: readonly string[];
  /** What only a person can do, in order. */
  readonly todo: readonly string[];
}

export async function ciScaffold(context: Context, options: CiScaffoldOptions): Promise<CiScaffolded> {
  const { env } = context;
  const { config } = options;
  const loaded = await loadDeployment(context, config === undefined ? {} : { config });
  if (!loaded.ok) throw ciErrors.badConfig(loaded.findings);
  const { deployment } = loaded;
  const root = resolve(env.cwd, options.dir ?? '.');
  const [file = '', ...bases] = [deployment.file, ...deployment.bases].map((path) =>
    inRepository(root, path),
  );
  const { secret } = refuseUnfit(deployment);
  const provider = providers[options.provider];
  const { host, path } = await repositoryOf(env, root, provider, options.repository);
  const { name } = deployment.config;
  const place: Place = { name, branch: options.branch, host, path, organizationId: options.organizationId };
  harmlessOnly('path of the configuration', file);
  for (const [key, value] of Object.entries(place)) if (value !== undefined) harmlessOnly(key, value);
  if (!branchName.test(options.branch)) throw ciErrors.noBranch(options.branch);
  const files = await pipelineFiles(context, {
    deployment,
    file,
    bases,
    provider,
    place,
    secret,
    package: options.package,
  });
  const { written, unchanged, unaware } = await writeAll(context, root, files, options.force);
  const todo = todoOf({ provider, name, secret, written: files, unaware });
  return { provider: provider.id, name, written, unchanged, todo };
}

/** One branch, never a pattern: the trust would be in every branch that it fits. https://git-scm.com/docs/git-check-ref-format */
const branchName = /^[A-Za-z0-9_@](?:[A-Za-z0-9_@+=-]|[./](?![./]|$))*$/;

function inRepository(root: string, path: string): string {
  const inside = relative(root, path).replaceAll('\\', '/');
  if (inside === '..' || inside.startsWith('../')) throw ciErrors.outside(path, root);
  return inside;
}

/** What cannot work on a machine that is thrown away after each run. */
function refuseUnfit({ config, file, lock, lockFile }: Deployment): { readonly secret: string | undefined } {
  if (config.state.backend === 'local') throw ciErrors.localState(file);
  if (lock === undefined) throw ciErrors.noLock(lockFile);
  if ('file' in config.licenseKey) throw ciErrors.licenseFile(config.licenseKey.file);
  return { secret: 'env' in config.licenseKey ? config.licenseKey.env : undefined };
}

/** All or none: every file is looked at before the first is written. */
async function writeAll({ env }: Context, root: string, files: readonly PipelineFile[], force: boolean) {
  const there = new Map<string, string | undefined>();
  for (const { path } of files)
    there.set(path, await env.fs.readText(join(root, path)).catch(() => undefined));
  const differing = files.filter(
    ({ path, text }) => there.get(path) !== undefined && there.get(path) !== text,
  );
  // One that belongs to the user is left alone in any case.
  const blocking = differing.filter(({ ours }) => ours).map(({ path }) => path);
  if (blocking.length > 0 && !force) throw ciErrors.there(blocking);
  const written: string[] = [];
  const unchanged: string[] = [];
  for (const { path, text, mode, ours } of files) {
    const before = there.get(path);
    if (before === text || (before !== undefined && !ours)) {
      unchanged.push(path);
      continue;
    }
    try {
      await env.fs.makeDirectory(dirname(join(root, path)));
      await env.fs.write(join(root, path), text, { mode: mode ?? 0o644 });
    } catch (error) {
      throw ciErrors.notWritable(root, error);
    }
    written.push(path);
  }
  const unaware = files.filter(
    ({ path, includes }) => includes !== undefined && there.get(path)?.includes(includes) === false,
  );
  return { written, unchanged, unaware };
}

interface Todo {
  readonly provider: (typeof providers)[ProviderId];
  readonly name: string;
  readonly secret: string | undefined;
  readonly written: readonly PipelineFile[];
  /** Files of the user that do not include ours. */
  readonly unaware: readonly PipelineFile[];
}

function todoOf({ provider, name, secret, written, unaware }: Todo): readonly string[] {
  const setup = written.find(({ path }) => path.endsWith('setup.sh'))?.path;
  return [
    ...unaware.map(
      ({ path, includes }) =>
        `add \`- local: ${includes}\` to \`include\` in ${path}, which is yours: without it nothing starts`,
    ),
    ...(setup === undefined
      ? []
      : [`read ${setup}, then run it once: it lets the pipeline sign in without a key`]),
    ...(secret === undefined ? [] : [`set the secret ${secret} (${provider.settings.secret})`]),
    ...(provider.id === 'gitlab'
      ? [
          `set BT_DATAPLANE_GITLAB_TOKEN to a project access token with the scope api (${provider.settings.secret}): a job's own token cannot write comments`,
        ]
      : []),
    `protect the environment ${name} (${provider.settings.gate})`,
    'commit these files, and open a pull request',
  ];
}
