/** Writes the plans of a run into one file, with everything that has to be the same when they are applied. */
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Env } from '../../../env.ts';
import { programVersion } from '../../../version.ts';
import type { Deployment } from '../../config/deployment.ts';
import { readIfThere } from '../../config/files.ts';
import { sha256 } from '../../synth/digest.ts';
import { isPrediction } from '../model.ts';
import type { Guarded } from '../prepare.ts';
import type { PlannedStacks } from '../stacks.ts';
import { packBundle, planMember } from './archive.ts';
import { bundleNotWritten } from './errors.ts';
import { type BundleManifest, type BundleStack, bundleFormat } from './manifest.ts';
import { providerLock } from './providers.ts';
import { stateMark } from './states.ts';

export interface WrittenBundle {
  /** Absolute. */
  readonly file: string;
  readonly digest: string;
  readonly bytes: number;
  /** Stacks that are in it as a plan. */
  readonly planned: readonly string[];
  /** Stacks that are planned when their time comes. */
  readonly foretold: readonly string[];
}

/** What git ignores in the folder of a deployment. */
export const bundleSuffix = '.btplan';

/** Where the latest plan of a deployment is kept when no file is named. `base` is its folder in the state directory. */
export function keptBundle(base: string): string {
  return join(base, 'plans', `latest${bundleSuffix}`);
}

/** Mode 0600, in one step: a file that is there is replaced whole or not at all. */
export async function writeBundle(
  prepared: Guarded,
  planned: PlannedStacks,
  named: string,
): Promise<WrittenBundle> {
  const { env, host } = prepared.context;
  const file = resolve(env.cwd, named);
  const plans = new Map<string, Uint8Array>();
  for (const [stack, path] of planned.files) plans.set(stack, await env.fs.readBytes(path));
  const manifest = await manifestOf(prepared, planned, plans);
  const { bytes, digest } = packBundle(manifest, plans);
  try {
    await env.fs.makeDirectory(dirname(file));
    await env.fs.write(file, bytes, { mode: 0o600 });
  } catch (error) {
    throw bundleNotWritten(file, error);
  }
  if (!file.endsWith(bundleSuffix)) {
    host.notify({
      kind: 'note',
      code: 'bundle-not-ignored',
      level: 'warning',
      text: `${file} holds secrets, and git ignores only names that end in ${bundleSuffix}: do not commit it`,
    });
  }
  const { stacks } = planned.result;
  return {
    file,
    digest,
    bytes: bytes.length,
    planned: stacks.filter((stack) => !isPrediction(stack)).map(({ stack }) => stack),
    foretold: stacks.filter(isPrediction).map(({ stack }) => stack),
  };
}

async function manifestOf(
  prepared: Guarded,
  { result }: PlannedStacks,
  plans: ReadonlyMap<string, Uint8Array>,
): Promise<BundleManifest> {
  const { deployment, rendered, session, identity, context } = prepared;
  const { env } = context;
  const { name, cloud, region, profile, release } = deployment.config;
  const config = await digestOfFile(env, deployment.file);
  return {
    formatVersion: bundleFormat,
    tool: programVersion,
    made: env.clock.now().toISOString(),
    deployment: name,
    cloud,
    region,
    profile,
    release,
    terraform: session.terraform.version,
    account: identity.account,
    endpoints: result.endpoints.map((endpoint) => ({ name: endpoint.name, value: endpoint.value })),
    config: config ?? '',
    bases: await basesOf(env, deployment),
    lock: await digestOfFile(env, deployment.lockFile),
    overrides: rendered.overrides.map(({ name: file, source, content }) => ({
      name: file,
      source,
      sha256: sha256(content),
    })),
    rendered: rendered.digest,
    effect: result.effect,
    stacks: await stacksOf(prepared, result.stacks, plans),
  };
}

async function basesOf(env: Env, { file, bases }: Deployment): Promise<BundleManifest['bases']> {
  return Promise.all(
    bases.map(async (base) => ({
      path: relative(dirname(file), base).split(sep).join('/'),
      sha256: (await digestOfFile(env, base)) ?? '',
    })),
  );
}

async function stacksOf(
  { workspaces, session, context }: Guarded,
  plans: PlannedStacks['result']['stacks'],
  files: ReadonlyMap<string, Uint8Array>,
): Promise<BundleStack[]> {
  const stacks: BundleStack[] = [];
  for (const workspace of workspaces) {
    const { name } = workspace.stack;
    const bytes = files.get(name);
    const plan = plans.find(({ stack }) => stack === name);
    const lock = await providerLock(context.env, workspace.folder);
    stacks.push({
      name,
      files: workspace.stack.files.map(({ path, sha256: digest }) => ({ path, sha256: digest })),
      providers: { ...lock.providers },
      providerLock: lock.digest,
      localState: workspace.localState ?? null,
      state: await stateMark(session, workspace),
      plan:
        bytes === undefined ? null : { member: planMember(name), sha256: sha256(bytes), bytes: bytes.length },
      prediction:
        plan !== undefined && isPrediction(plan)
          ? { waitsFor: [...plan.waitsFor], ...(plan.because === undefined ? {} : { because: plan.because }) }
          : null,
    });
  }
  return stacks;
}

/** Null where there is no file. */
export async function digestOfFile({ fs }: Env, path: string): Promise<string | null> {
  const bytes = await readIfThere(fs, path);
  return bytes === undefined ? null : sha256(bytes);
}
