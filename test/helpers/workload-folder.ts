/** A rendered workload, and the real terraform on it, with a stand-in for the program that signs in to the cluster. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { companionChart } from '../helm/helm.ts';
import type { KubernetesApi } from './kubernetes-api.ts';
import type { ProviderParts } from './provider-mirror.ts';
import { standInPrograms, waysIn } from './stand-in-programs.ts';

const run = promisify(execFile);

/** What the program gives, and a cluster takes. */
export const clusterToken = 'short-lived-token';

export class WorkloadFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'bt-workload-'));
  private readonly programs = join(this.path, 'bin');
  private readonly parts: ProviderParts<string>;

  /** `plugin` is the program that the providers start to sign in. */
  constructor(parts: ProviderParts<string>, plugin: string) {
    this.parts = parts;
    const mirror = `filesystem_mirror {\n    path = ${JSON.stringify(parts.providerMirror)}\n  }`;
    this.write('cli.tfrc', `provider_installation {\n  ${mirror}\n}\n`);
    standInPrograms(this.programs, plugin, clusterToken);
    cpSync(companionChart, join(this.path, 'companion'), { recursive: true });
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.path, path), text);
  }

  /** The terraform file of a stack; nobody waits half an hour for a release. */
  render(json: string, change: (tree: Tree) => void = () => {}): void {
    const tree = JSON.parse(json) as Tree;
    for (const release of Object.values(tree.resource.helm_release ?? {})) {
      // The stand-in of a cluster has no schemas to judge by.
      release.disable_openapi_validation = true;
      release.timeout = 10;
    }
    change(tree);
    this.write('main.tf.json', JSON.stringify(tree, null, 2));
  }

  /** Words that the program which signs in was started with, each start once. */
  get signedInWith(): readonly string[] {
    return waysIn(this.programs);
  }

  async terraform(
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const given = Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value]);
    const { stdout } = await run(this.parts.terraform, args, {
      cwd: this.path,
      timeout: 60_000,
      env: {
        PATH: `${this.programs}:/usr/bin:/bin`,
        HOME: this.path,
        TF_CLI_CONFIG_FILE: join(this.path, 'cli.tfrc'),
        CHECKPOINT_DISABLE: '1',
        ...Object.fromEntries(given),
      },
    });
    return stdout;
  }

  /** Makes a plan and gives what it would do, by address. */
  async plan(variables: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
    await this.terraform(['plan', '-input=false', '-out=plan'], variables);
    const { resource_changes: changes } = JSON.parse(await this.terraform(['show', '-json', 'plan'])) as {
      resource_changes: { address: string; change: { actions: string[] } }[];
    };
    return Object.fromEntries(changes.map(({ address, change }) => [address, change.actions.join()]));
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

export interface Tree {
  readonly resource: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
}

export function deployments({ objects }: KubernetesApi): readonly string[] {
  return [...objects.values()]
    .filter(({ kind }) => kind === 'Deployment')
    .map(({ metadata }) => metadata.name);
}

export function podAnnotations({ objects }: KubernetesApi): readonly unknown[] {
  return [...objects.values()]
    .filter(({ kind }) => kind === 'Deployment')
    .map(
      ({ spec }) =>
        (spec as { template: { metadata: { annotations: unknown } } }).template.metadata.annotations,
    );
}
