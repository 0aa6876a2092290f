/** From what a broken-off apply left to what can be imported, and by which id. Pure. */
import {
  fillTemplate,
  type ImportFacts,
  type ImportRules,
  nameAttributes,
} from '../../terraform/import-ids.ts';
import type { PlanDocument, RawResourceChange } from '../../terraform/plan-document.ts';
import type { Unfinished } from '../../terraform/unfinished.ts';

export interface Candidate {
  readonly address: string;
  readonly id: string;
  readonly evidence: Evidence;
}

/**
 * What the journal says of it: `made`, its creation `begun`, or a `gap` in which that may have been. What was not made for
 * sure may not exist, or may be somebody else's: terraform tells, and its tags do.
 */
export type Evidence = 'made' | 'begun' | 'gap';

/** What only a person can judge. */
export interface Doubt {
  readonly address: string;
  readonly why: string;
  /** How to find out. */
  readonly look: string;
}

export interface Sorted {
  readonly candidates: readonly Candidate[];
  readonly doubts: readonly Doubt[];
  /** Addresses that a gap of the journal may hide, and whose ids only the cloud knows. */
  readonly unseen: readonly string[];
}

/** `document` is the plan without any import: it has the attributes that are known, and who refers to whom. */
export function sortOut(
  unfinished: readonly Unfinished[],
  document: PlanDocument,
  rules: ImportRules,
): Sorted {
  const changes = new Map((document.resource_changes ?? []).map((change) => [change.address, change]));
  const made = new Map(
    unfinished.flatMap(({ lost }) => lost.map(({ address, id }) => [address, id] as const)),
  );
  const begun = new Set(
    unfinished.flatMap(({ halfMade, refused }) => [...halfMade, ...refused]).filter((one) => !made.has(one)),
  );
  const candidates: Candidate[] = [];
  const doubts: Doubt[] = unfinished.flatMap(({ superseded }) =>
    superseded.map(({ address, id, old }) => ({
      address,
      why: `${id} was made in its place, while the state still has ${old}`,
      look: `when ${old} is gone: terraform state rm '${address}' && terraform import '${address}' '${id}'`,
    })),
  );
  const facts = (address: string, id: string | undefined): ImportFacts => ({
    id,
    attribute: (name) => attributeOf(document, changes, made, address, name),
  });
  const put = (found: Candidate | Doubt) =>
    void ('id' in found ? candidates.push(found) : doubts.push(found));
  for (const [address, id] of made) {
    const change = changes.get(address);
    const { never, id: template = '{id}' } = rules[typeOf(address)] ?? {};
    const full = never === undefined ? fillTemplate(template, facts(address, id)) : undefined;
    const why = never ?? 'it was made, but its import id is not known';
    put(judged(address, change, { full, evidence: 'made', why, id }));
  }
  const byName = (address: string) => {
    const { named } = rules[typeOf(address)] ?? {};
    return named === undefined ? undefined : fillTemplate(named, facts(address, undefined));
  };
  for (const address of begun) {
    const full = byName(address);
    const why = 'its creation was begun, and it may exist half-made';
    put(judged(address, changes.get(address), { full, evidence: 'begun', why, id: undefined }));
  }
  const unseen: string[] = [];
  if (unfinished.some(({ journal }) => journal.hasGaps))
    for (const address of creationsOf(document)) {
      if (made.has(address) || begun.has(address)) continue;
      const id = byName(address);
      if (id !== undefined) candidates.push({ address, id, evidence: 'gap' });
      else if (rules[typeOf(address)]?.never === undefined) unseen.push(address);
    }
  return { candidates, doubts, unseen };
}

function creationsOf(document: PlanDocument): readonly string[] {
  return (document.resource_changes ?? [])
    .filter(({ change }) => change.actions.join() === 'create')
    .map(({ address }) => address);
}

interface Judgement {
  readonly full: string | undefined;
  readonly evidence: Evidence;
  readonly why: string;
  readonly id: string | undefined;
}

function judged(
  address: string,
  change: RawResourceChange | undefined,
  { full, evidence, why, id }: Judgement,
): Candidate | Doubt {
  if (change === undefined) return unconfigured(address, id);
  return full === undefined ? doubtOf(change, why, id) : { address, id: full, evidence };
}

export function doubtOf({ address, change }: RawResourceChange, why: string, id: string | undefined): Doubt {
  const after = (change.after ?? {}) as Readonly<Record<string, unknown>>;
  const key = nameAttributes.find((name) => typeof after[name] === 'string');
  const name = id ?? (key === undefined ? undefined : `${after[key]}`);
  const thing = `${typeOf(address)}${name === undefined ? '' : ` "${name}"`}`;
  return {
    address,
    why,
    look: `look for ${thing} in the cloud; what is there and is this deployment's: delete it, or terraform import '${address}' ID`,
  };
}

function unconfigured(address: string, id: string | undefined): Doubt {
  return {
    address,
    why: 'the configuration has it no more',
    look: `look for ${typeOf(address)}${id === undefined ? '' : ` "${id}"`} in the cloud, and delete it there`,
  };
}

/** Known in the plan; else the id of the one resource that the attribute refers to, where the journal has it. */
function attributeOf(
  document: PlanDocument,
  changes: ReadonlyMap<string, RawResourceChange>,
  made: ReadonlyMap<string, string | undefined>,
  address: string,
  name: string,
): string | undefined {
  const after = (changes.get(address)?.change.after ?? {}) as Readonly<Record<string, unknown>>;
  const known = after[name];
  if (typeof known === 'string' || typeof known === 'number') return String(known);
  if (known !== undefined && known !== null) return undefined;
  const bare = address.replace(/\[[^\]]*\]$/, '');
  const configured = document.configuration?.root_module?.resources?.find((one) => one.address === bare);
  const references = configured?.expressions?.[name]?.references ?? [];
  // Terraform lists `aws_lb.main.arn` and then `aws_lb.main`: an expression of more than one resource is not an id.
  const resources = references.filter((reference) => reference.split('.').length === 2);
  const [only] = resources;
  return only === undefined || resources.length > 1 ? undefined : made.get(only);
}

export function typeOf(address: string): string {
  return address.replace(/^(module\.[^.]+\.)*/, '').split('.')[0] ?? '';
}
