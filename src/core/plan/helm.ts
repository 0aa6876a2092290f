/** What a Helm release would install, told by helm itself without a cluster. Never a reason to fail: a prediction does without. */
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { RenderedRelease } from '../../../modules/core/render.ts';
import type { Env } from '../../env.ts';
import { findOnPath, isExecutable } from '../terraform/executables.ts';
import { interruptedBefore } from '../terraform/failure.ts';
import { runCommand } from '../terraform/runner.ts';
import type { Session } from '../terraform/session.ts';
import type { Workspace } from '../terraform/workspace.ts';
import type { PredictedRelease } from './model.ts';

/** A chart of a registry has to be loaded first: a few hundred kilobytes. */
const limitMilliseconds = 30_000;

/** In the order of the stack; the objects of each where they can be had, else a note that says why not. */
export async function foretellReleases(
  session: Session,
  workspace: Workspace,
): Promise<readonly PredictedRelease[]> {
  const releases = workspace.stack.releases ?? [];
  if (releases.length === 0) return [];
  const helm = await findHelm(session.context.env);
  const found: PredictedRelease[] = [];
  for (const release of releases) {
    const { address, chart, version, namespace } = release;
    const rest = 'file' in helm ? await render(session, workspace, helm.file, release) : helm;
    found.push({ address, chart, version, namespace, ...rest });
  }
  return found;
}

async function findHelm(env: Env): Promise<{ readonly file: string } | { readonly note: string }> {
  const named = env.vars.BT_DATAPLANE_HELM;
  if (named) {
    const file = resolve(env.cwd, named);
    if (await isExecutable(env, file)) return { file };
    return { note: `not rendered: ${named}, which BT_DATAPLANE_HELM names, is not an executable file` };
  }
  const file = await findOnPath(env, 'helm');
  return file === undefined
    ? { note: 'not rendered: helm is not on the PATH (BT_DATAPLANE_HELM names one elsewhere)' }
    : { file };
}

type Told = Pick<PredictedRelease, 'objects' | 'note'>;

async function render(
  session: Session,
  workspace: Workspace,
  file: string,
  release: RenderedRelease,
): Promise<Told> {
  const { context, runFolder } = session;
  const { env, host } = context;
  const name = nameOf(release);
  const values = join(runFolder, `${name}-values.json`);
  await env.fs.write(values, JSON.stringify(release.values));
  const label = `render the chart of ${name}`;
  const end = await runCommand(
    // Beside the rendered stack: a chart may be one of its files.
    { env, host, file, vars: helmVars(env), cwd: workspace.folder, runFolder },
    {
      args: argsOf(release, name, values),
      label,
      log: `${name}-helm`,
      onInterrupt: 'kill',
      limitMilliseconds,
    },
  );
  try {
    interruptedBefore(end, label);
    if (end.startError !== undefined) return { note: `not rendered: ${end.startError.message}` };
    if (end.timedOut) return { note: `not rendered: helm did not end within ${limitMilliseconds / 1000} s` };
    if (end.exitCode !== 0) return { note: `not rendered: ${await firstLine(env, end.stderr)}` };
    return { objects: countObjects(await env.fs.readText(end.stdout)) };
  } finally {
    for (const path of [values, end.stdout, end.stderr]) await env.fs.remove(path);
  }
}

/** https://helm.sh/docs/helm/helm_template/ */
function argsOf(
  { chart, version, namespace }: RenderedRelease,
  name: string,
  values: string,
): readonly string[] {
  const source = isPath(chart) ? [chart] : [chart, '--version', version];
  return ['template', name, ...source, '--namespace', namespace, '--values', values];
}

function isPath(chart: string): boolean {
  return /^\.{0,2}\//.test(chart);
}

/** Release names are DNS labels; this one is for the rendering alone. */
function nameOf({ address }: RenderedRelease): string {
  return (
    address
      .split('.')
      .at(-1)
      ?.toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-') || 'release'
  );
}

const passed =
  /^(PATH|HOME|USER|TMPDIR|HELM_.*|XDG_.*|SSL_CERT_(FILE|DIR)|(HTTPS?|NO)_PROXY|(https?|no)_proxy)$/;

/** Less than terraform gets: rendering needs no credentials of the cloud. */
function helmVars({ vars }: Env): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(vars).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && passed.test(entry[0]),
    ),
  );
}

async function firstLine(env: Env, path: string): Promise<string> {
  const text = await env.fs.readText(path).catch(() => '');
  return text.trim().split('\n')[0] || 'helm failed without a word';
}

function countObjects(manifests: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const document of [parseAllDocuments(manifests)].flat()) {
    const kind: unknown = 'get' in document ? document.get('kind') : undefined;
    if (typeof kind === 'string') counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
