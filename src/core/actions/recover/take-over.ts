/** Plans the imports of one stack: what turns out not to exist, or not to be ours, is left out and told. */
import { join } from 'node:path';
import { isBtError } from '../../../errors.ts';
import type { StackPlan } from '../../plan/model.ts';
import type { Prepared } from '../../plan/prepare.ts';
import { readPlan } from '../../plan/read.ts';
import { makePlan } from '../../terraform/commands.ts';
import type { PlanDocument, RawResourceChange } from '../../terraform/plan-document.ts';
import type { Workspace } from '../../terraform/workspace.ts';
import { type Candidate, type Doubt, doubtOf } from './candidates.ts';
import { recoveryDestroys } from './errors.ts';

/** Of the working copy only; the next preparation of it would remove it as well. */
const importsName = 'zz_recover.tf.json';

export interface TakeOver {
  readonly imports: readonly Candidate[];
  readonly doubts: readonly Doubt[];
  /** Addresses that a gap of the journal may hide, and that could not be looked for. */
  readonly unseen: readonly string[];
  /** Undefined when nothing is left to import. */
  readonly plan: StackPlan | undefined;
  readonly file: string | undefined;
}

/** The caller removes the file, and calls `removeImports` when it is applied. */
export async function planTakeOver(
  prepared: Prepared,
  workspace: Workspace,
  candidates: readonly Candidate[],
): Promise<TakeOver> {
  const doubts: Doubt[] = [];
  const unseen: string[] = [];
  let imports = candidates;
  while (imports.length > 0) {
    const made = await attempt(prepared, workspace, imports);
    if ('left' in made) {
      const left = imports.filter(({ address }) => made.left.has(address));
      if (made.why === 'missing') doubts.push(...left.flatMap(doubtOfMissing));
      else unseen.push(...made.left);
      imports = imports.filter((one) => !left.includes(one));
      continue;
    }
    const { document, file } = made;
    const strangers = imports.filter(
      ({ address, evidence }) => evidence !== 'made' && ownerOf(document, address) !== 'ours',
    );
    if (strangers.length === 0) {
      const plan = readPlan(document, workspace.stack);
      const harm = plan.changes.filter(({ kind }) => kind === 'replace' || kind === 'destroy');
      if (harm.length === 0) return { imports, doubts, unseen, plan, file };
      await prepared.context.env.fs.remove(file);
      throw recoveryDestroys(harm.map(({ kind, address }) => `${kind} ${address}`));
    }
    await prepared.context.env.fs.remove(file);
    doubts.push(...strangers.flatMap((one) => doubtOfStranger(document, one)));
    imports = imports.filter((one) => !strangers.includes(one));
  }
  return { imports, doubts, unseen, plan: undefined, file: undefined };
}

/** Of what was not made for sure nobody wants to know that it is not there. */
function doubtOfMissing({ address, id, evidence }: Candidate): readonly Doubt[] {
  if (evidence !== 'made') return [];
  return [{ address, why: `${id} is there no more`, look: 'nothing to do: the next apply makes it' }];
}

export async function removeImports({ context }: Prepared, { folder }: Workspace): Promise<void> {
  await context.env.fs.remove(join(folder, importsName));
}

async function attempt(
  prepared: Prepared,
  workspace: Workspace,
  imports: readonly Candidate[],
): Promise<
  | { readonly document: PlanDocument; readonly file: string }
  | { readonly left: ReadonlySet<string>; readonly why: 'missing' | 'not-looked-for' }
> {
  const blocks = imports.map(({ address, id }) => ({ to: address, id: literal(id) }));
  const text = `${JSON.stringify({ import: blocks }, null, 2)}\n`;
  await prepared.context.env.fs.write(join(workspace.folder, importsName), text);
  const { name } = workspace.stack;
  try {
    return await makePlan(prepared.session, workspace, {
      name: `${name}-recover`,
      label: `plan to take over what ${name} has lost`,
      // What else differs is for the next apply to show.
      targets: imports.map(({ address }) => address),
    });
  } catch (error) {
    if (isBtError(error) && error.kind === 'interrupted') throw error;
    const detail = isBtError(error) ? (error.detail ?? '') : '';
    const missing = new Set(
      [...detail.matchAll(/import an existing object to\s+"([^\n]+?)",/g)].map(([, address = '']) => address),
    );
    if (imports.some(({ address }) => missing.has(address))) return { left: missing, why: 'missing' };
    // What a gap may hide is looked for, but is no reason to leave what is known.
    const hidden = imports.filter(({ evidence }) => evidence === 'gap').map(({ address }) => address);
    if (hidden.length === 0) throw error;
    return { left: new Set(hidden), why: 'not-looked-for' };
  }
}

/** An id is text, not an expression. */
function literal(id: string): string {
  return id.replaceAll('${', '$${').replaceAll('%{', '%%{');
}

/** What carries the tags or labels that the stack gives it is this deployment's. Without any, nobody can tell. */
function ownerOf(document: PlanDocument, address: string): 'ours' | 'another' | 'unknown' {
  const change = changeOf(document, address);
  const before = (change?.change.before ?? {}) as Readonly<Record<string, unknown>>;
  const after = (change?.change.after ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of ['tags_all', 'effective_labels', 'tags', 'labels']) {
    const wanted = Object.entries((after[name] ?? {}) as Readonly<Record<string, unknown>>);
    const found = (before[name] ?? {}) as Readonly<Record<string, unknown>>;
    if (wanted.length > 0) return wanted.every(([key, value]) => found[key] === value) ? 'ours' : 'another';
  }
  return 'unknown';
}

/** Settings of a bucket are there as soon as it is: of those that only a gap may hide the next apply takes care. */
function doubtOfStranger(document: PlanDocument, { address, id, evidence }: Candidate): readonly Doubt[] {
  if (evidence === 'gap' && ownerOf(document, address) === 'unknown') return [];
  const change = changeOf(document, address);
  const why = `there is one of that name (${id}), but it does not carry this deployment's tags`;
  return [change === undefined ? { address, why, look: '' } : doubtOf(change, why, id)];
}

function changeOf(document: PlanDocument, address: string): RawResourceChange | undefined {
  return document.resource_changes?.find((change) => change.address === address);
}
