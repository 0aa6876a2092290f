/**
 * How the id for an `import` block is formed. Templates: `{id}` is what terraform's stream told when the resource was made,
 * `{name}` an attribute of the plan; what stands in `[…]` is left out when an attribute in it has no value.
 */
export interface ImportRule {
  /** Of a resource whose creation was reported; the default is `{id}`. `never` says why it cannot be imported. */
  readonly id?: string;
  readonly never?: string;
  /** Of one whose creation was begun: its id is known before it exists. Absent where only the cloud gives it. */
  readonly named?: string;
}

export type ImportRules = Readonly<Record<string, ImportRule>>;

export interface ImportFacts {
  readonly id: string | undefined;
  /** Text of an attribute; undefined where it has none, or none that is known. */
  readonly attribute: (name: string) => string | undefined;
}

/** Undefined when a part of it is not known. */
export function fillTemplate(template: string, { id, attribute }: ImportFacts): string | undefined {
  const known = (name: string) => (name === 'id' ? id : attribute(name));
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const chosen = template.replaceAll(/\[([^\]]*)\]/g, (_, part: string) =>
    names(part).every((name) => known(name)) ? part : '',
  );
  if (!names(chosen).every((name) => known(name))) return undefined;
  return chosen.replaceAll(/\{(\w+)\}/g, (_, name: string) => known(name) ?? '');
}

/** The attributes by which a person finds a resource in the cloud. */
export const nameAttributes = [
  'name',
  'bucket',
  'identifier',
  'function_name',
  'replication_group_id',
  'cluster_id',
  'instance',
  'account_id',
  'secret_id',
  'repository_id',
  'key_ring_id',
  'alarm_name',
  'domain_name',
] as const;
