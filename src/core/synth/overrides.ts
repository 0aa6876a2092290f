/**
 * A person's own terraform override files, laid beside the rendered ones. Terraform merges files whose name ends in
 * `_override`, in the order of their names: https://developer.hashicorp.com/terraform/language/files/override
 */
import { basename, dirname, resolve } from 'node:path';
import type { Env } from '../../env.ts';
import { reasonOf } from '../../errors.ts';
import type { Deployment } from '../config/deployment.ts';
import { overrideMissing, overrideOfBackend, overrideUnreadable } from './errors.ts';

export interface OverrideFile {
  /** As the person named it. */
  readonly source: string;
  /** Name in the rendered folder. */
  readonly name: string;
  readonly content: string;
}

/** The override files of the configuration, then those of the command line; later ones win. */
export async function readOverrides(
  env: Env,
  deployment: Deployment,
  fromCommandLine: readonly string[],
): Promise<readonly OverrideFile[]> {
  const configured = deployment.config.terraform.overrides.map((path) =>
    resolve(dirname(deployment.file), path),
  );
  const given = fromCommandLine.map((path) => resolve(env.cwd, path));
  return Promise.all(
    [...new Set([...configured, ...given])].map((path, index) => readOverride(env, path, index)),
  );
}

async function readOverride(env: Env, path: string, index: number): Promise<OverrideFile> {
  const content = await env.fs.readText(path).catch((cause: unknown) => {
    throw overrideMissing(path, cause);
  });
  const json = path.endsWith('.json');
  if (!json && !path.endsWith('.tf'))
    throw overrideUnreadable(path, 'its name ends in neither .tf nor .json');
  if (json ? jsonSetsBackend(path, content) : hclSetsBackend(content)) throw overrideOfBackend(path);
  const stem = basename(path)
    .replace(/(_override)?(\.tf)?(\.json)?$/, '')
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_');
  const order = String(index + 1).padStart(2, '0');
  return { source: path, name: `user_${order}_${stem}_override.tf${json ? '.json' : ''}`, content };
}

function jsonSetsBackend(path: string, content: string): boolean {
  const parsed = parse(path, content);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw overrideUnreadable(path, 'it is not a JSON object');
  }
  const blocks = [(parsed as { terraform?: unknown }).terraform].flat();
  return blocks.some(
    (block) => typeof block === 'object' && block !== null && ('backend' in block || 'cloud' in block),
  );
}

function parse(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw overrideUnreadable(path, reasonOf(error));
  }
}

/** Comments and strings are left out first, so that neither hides nor fakes a block. */
function hclSetsBackend(content: string): boolean {
  const code = content
    .replaceAll(/\/\*[\s\S]*?\*\//g, ' ')
    .replaceAll(/(#|\/\/).*$/gm, ' ')
    .replaceAll(/"(?:[^"\\\n]|\\.)*"/g, '""');
  return /\b(backend\s*""|cloud)\s*\{/.test(code);
}
