/** The stacks of a configuration as the program renders them, and what the real providers plan for them, on whatever cloud. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RenderedStack } from '../../modules/core/render.ts';
import type { Answers } from '../../src/core/actions/init/answers.ts';
import { configText } from '../../src/core/actions/init/files.ts';
import { namesIn } from '../../src/core/actions/init/template.ts';
import type { Cloud } from '../../src/core/clouds/cloud.ts';
import { resolve } from '../../src/core/config/resolve.ts';
import type { Config, PartialConfig, Profile } from '../../src/core/config/schema.ts';
import { findRelease } from '../../src/core/releases/catalogue.ts';
import { nodeFiles } from '../../src/env/node-files.ts';
import { testChart } from '../helm/helm.ts';
import { memoryEnv } from './memory-env.ts';
import type { Found } from './real-parts.ts';
import { checkout } from './real-parts-search.ts';
import { terraformFolder } from './terraform-folder.ts';

/** The chart of the tests in place of the official one, which no registry is asked for. */
export const localChart = { chart: testChart, chartVersion: '6.11.0' } as const;

/** What `init` writes, with our own chart. Answers that the template has no place for are left out. */
export function exampleOf(cloud: Cloud, profile: Profile, answers: Partial<Answers>): Config {
  const file = join(checkout, 'templates', 'config', `${cloud.id}-${profile}.yaml`);
  const template = readFileSync(file, 'utf8');
  const places = namesIn(template) as ReadonlySet<string>;
  const asked = {
    cloud: cloud.id,
    profile,
    name: 'acme',
    organization: 'Acme',
    licenseSource: 'env:BRAINTRUST_LICENSE_KEY',
    ...Object.fromEntries(Object.entries(answers).filter(([name]) => places.has(name))),
  };
  const written = parse(configText({ answers: asked as never, template })) as PartialConfig;
  const workload = { ...written.workload, ...localChart };
  return resolve(cloud, {}, { ...written, workload } as never).config;
}

export async function renderedBy(cloud: Cloud, config: Config): Promise<readonly RenderedStack[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-render-'));
  try {
    const env = { ...memoryEnv(), fs: nodeFiles, packageRoot: checkout };
    return await cloud.render(config, {
      env,
      scratch,
      folder: checkout,
      release: findRelease(config.release),
    });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

export interface PlannedStack {
  /** Resources to be made. */
  readonly add: number;
  /** Anything else than making: changes, replacements, destructions. */
  readonly other: number;
  /** How many to be made of each type. */
  readonly types: Readonly<Record<string, number>>;
  /** The whole plan as JSON. */
  readonly text: string;
  /** Versions of the providers that planned. */
  readonly providers: Readonly<Record<string, string>>;
}

export interface PlanSetting {
  /** Values of variables; those that the stack does not have are left out. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What the provider of the cloud gets besides, where the stack has it. */
  readonly providers?: Readonly<Record<string, object>>;
  /** Environment of terraform. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Validates and plans a first deployment. No account is behind it, and no state exists. */
export async function planOf(
  parts: Found<'terraform'>,
  stack: RenderedStack,
  { inputs, providers = {}, variables = {} }: PlanSetting,
): Promise<PlannedStack> {
  const tree = JSON.parse(stack.json) as { variable?: object; provider?: object };
  const within = <Value>(values: Readonly<Record<string, Value>>, part: object = {}) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => name in part));
  const given = within(providers, tree.provider);
  using folder = terraformFolder(
    parts,
    {
      'main.tf.json': stack.json,
      ...Object.fromEntries(stack.assets.map(({ path, bytes }) => [path, bytes])),
      'terraform.tfvars.json': JSON.stringify(within(inputs, tree.variable)),
      'alone_override.tf.json': JSON.stringify({
        terraform: { backend: { local: {} } },
        // Terraform refuses an empty one.
        ...(Object.keys(given).length === 0 ? {} : { provider: given }),
      }),
    },
    variables,
  );
  await folder.terraformBeside('init', '-input=false');
  const verdict = JSON.parse(await folder.terraformBeside('validate', '-json'));
  if (verdict.diagnostics.length > 0) throw new Error(JSON.stringify(verdict.diagnostics, null, 2));
  await folder.terraformBeside('plan', '-input=false', '-out=plan');
  const text = await folder.terraformBeside('show', '-json', 'plan');
  const { provider_selections: selections } = JSON.parse(await folder.terraformBeside('version', '-json'));
  return { ...counted(text), text, providers: shortNames(selections) };
}

function counted(text: string): Pick<PlannedStack, 'add' | 'other' | 'types'> {
  const { resource_changes: changes } = JSON.parse(text) as {
    resource_changes: { mode: string; type: string; change: { actions: string[] } }[];
  };
  const managed = changes.filter(({ mode }) => mode === 'managed');
  const made = managed.filter(({ change }) => change.actions.join() === 'create');
  const types: Record<string, number> = {};
  for (const type of made.map((change) => change.type).sort()) types[type] = (types[type] ?? 0) + 1;
  return { add: made.length, other: managed.length - made.length, types };
}

function shortNames(selections: Readonly<Record<string, string>>): Record<string, string> {
  const names = Object.entries(selections).map(([name, version]) => [name.replace(/^.*\//, ''), version]);
  return Object.fromEntries(names.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}
