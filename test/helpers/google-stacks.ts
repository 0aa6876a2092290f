/** The stacks of a Google Cloud configuration as the program renders them, and what the real providers plan for them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RenderedStack } from '../../modules/core/render.ts';
import { configText } from '../../src/core/actions/init/files.ts';
import { namesIn } from '../../src/core/actions/init/template.ts';
import { gcp } from '../../src/core/clouds/gcp/cloud.ts';
import { resolve } from '../../src/core/config/resolve.ts';
import type { Config, PartialConfig, Profile } from '../../src/core/config/schema.ts';
import { findRelease } from '../../src/core/releases/catalogue.ts';
import { nodeFiles } from '../../src/env/node-files.ts';
import { testChart } from '../helm/helm.ts';
import type { GoogleParts } from './google-mirror.ts';
import { memoryEnv } from './memory-env.ts';
import { checkout } from './real-parts-search.ts';
import { terraformFolder } from './terraform-folder.ts';

/** The chart of the tests in place of the official one, which no registry is asked for. */
export const localChart = { chart: testChart, chartVersion: '6.11.0' } as const;

/** What `init` writes, with our own chart. */
export function exampleConfig(profile: Profile): Config {
  const template = readFileSync(join(checkout, 'templates', 'config', `gcp-${profile}.yaml`), 'utf8');
  const text = configText({
    answers: {
      cloud: 'gcp',
      profile,
      name: 'acme',
      region: 'us-central1',
      project: 'acme-data-plane',
      organization: 'Acme',
      licenseSource: 'env:BRAINTRUST_LICENSE_KEY',
      ...(namesIn(template).has('stateBucket') ? { stateBucket: 'acme-state' } : {}),
    },
    template,
  });
  const written = parse(text) as PartialConfig;
  const workload = { ...written.workload, ...localChart };
  return resolve(gcp, {}, { ...written, workload } as never).config;
}

export async function renderedGcp(config: Config): Promise<readonly RenderedStack[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-render-'));
  try {
    const env = { ...memoryEnv(), fs: nodeFiles, packageRoot: checkout };
    return await gcp.render(config, { env, scratch, folder: checkout, release: findRelease(config.release) });
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

/** Values of variables that no plan may hold. */
export const secrets = {
  license_key: 'canary-license',
  pg_url: 'postgres://postgres:canary-password@10.0.0.3:5432/postgres',
  redis_url: 'rediss://:canary-auth@10.0.0.4:6378',
  brainstore_license_key: 'canary-brainstore-license',
  function_secret_key: 'canary-function-secret',
} as const;

const inputs = {
  ...secrets,
  cluster_endpoint: 'gke-1.us-central1.gke.goog',
  cluster_ca_certificate: '',
  secret_revision: '1',
};

/** Validates and plans a first deployment. Nothing is asked: no account is behind the token, and no state exists. */
export function plannedStack(parts: GoogleParts, stack: RenderedStack): PlannedStack {
  const tree = JSON.parse(stack.json) as { variable?: object; provider?: object };
  const wanted = Object.keys(tree.variable ?? {});
  const google = 'google' in (tree.provider ?? {});
  using folder = terraformFolder(parts, {
    'main.tf.json': stack.json,
    ...Object.fromEntries(stack.assets.map(({ path, bytes }) => [path, bytes])),
    'terraform.tfvars.json': JSON.stringify(
      Object.fromEntries(Object.entries(inputs).filter(([name]) => wanted.includes(name))),
    ),
    'alone_override.tf.json': JSON.stringify({
      terraform: { backend: { local: {} } },
      ...(google ? { provider: { google: { access_token: 'not-a-real-token' } } } : {}),
    }),
  });
  folder.terraform('init', '-input=false');
  const verdict = JSON.parse(folder.terraform('validate', '-json'));
  if (verdict.diagnostics.length > 0) throw new Error(JSON.stringify(verdict.diagnostics, null, 2));
  folder.terraform('plan', '-input=false', '-out=plan');
  const text = folder.terraform('show', '-json', 'plan');
  const { provider_selections: selections } = JSON.parse(folder.terraform('version', '-json'));
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
