/** What the lives of deployments on the stand-ins of clouds have in common: steps that build on each other, and the program. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ProgramEnd, runProgram } from './emulator-program.ts';
import type { StoreWorkspace } from './store-workspace.ts';

interface State {
  readonly resources?: readonly { readonly mode: string; readonly type: string }[];
}

/** What a stand-in tells when something went wrong. */
export interface Told {
  readonly complaints: readonly string[];
  readonly log: readonly string[];
}

export class DeploymentLife {
  /** All that the program wrote. */
  readonly outputs: string[] = [];
  /** Title of the step that failed. */
  failed: string | undefined;
  private readonly workspace: () => StoreWorkspace;
  private readonly store: () => Told;

  constructor(workspace: () => StoreWorkspace, store: () => Told) {
    this.workspace = workspace;
    this.store = store;
  }

  /** After a failure the rest says so instead of failing in ways of its own. */
  step(title: string, body: () => Promise<void>): () => Promise<void> {
    return async () => {
      if (this.failed !== undefined) throw new Error(`not run, because "${this.failed}" failed`);
      this.failed = title;
      await body();
      this.failed = undefined;
    };
  }

  async run(exitCode: number, ...args: readonly string[]): Promise<ProgramEnd> {
    const end = await runProgram(this.workspace(), args);
    this.outputs.push(end.stdout, end.stderr);
    const { complaints, log } = this.store();
    const refused = end.exitCode === exitCode ? [] : log.filter((line) => !line.startsWith('20')).slice(-5);
    const told = [end.stdout, end.stderr, ...complaints, ...refused].join('\n').slice(-6_000);
    expect(end.exitCode, `${args.join(' ')} (${end.seconds.toFixed(0)} s)\n${told}`).toBe(exitCode);
    return end;
  }

  /** Kills the program, and not what it started, as soon as something is the case; waits until terraform has ended, too. */
  async killed(when: () => boolean, ...args: readonly string[]): Promise<void> {
    const end = await runProgram(this.workspace(), args, when);
    this.outputs.push(end.stdout, end.stderr);
    expect(end.signal, `ended by itself with ${end.exitCode}\n${end.stdout}\n${end.stderr}`).toBe('SIGKILL');
    while (this.files('.lock.info').length > 0) await new Promise((later) => setTimeout(later, 200));
  }

  get configuration(): string {
    return join(this.workspace().directory, 'bt-dataplane.yaml');
  }

  /** Changes the configuration; gives back what was written before. */
  edit(what: RegExp, by: string): string {
    const written = readFileSync(this.configuration, 'utf8');
    expect(written).toMatch(what);
    writeFileSync(this.configuration, written.replace(what, by));
    return written;
  }

  /** By the states of all stages, against all that the infrastructure can be made of. */
  types(possible: readonly string[]): { readonly carried: string[]; readonly notCarried: string[] } {
    const states = this.files('.tfstate').map((path) => JSON.parse(readFileSync(path, 'utf8')) as State);
    const carried = new Set(
      states
        .flatMap(({ resources = [] }) => resources)
        .map(({ mode, type }) => (mode === 'data' ? `data ${type}` : type)),
    );
    const types = new Set(possible.map((address) => address.split('.')[0] ?? ''));
    return {
      carried: [...carried].sort(),
      notCarried: [...types].filter((type) => !carried.has(type)).sort(),
    };
  }

  private files(ending: string): readonly string[] {
    const { directory } = this.workspace();
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith(ending))
      .map((path) => join(directory, path));
  }
}
