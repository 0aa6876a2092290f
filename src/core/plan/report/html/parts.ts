/** The parts of a data plane as the picture draws them, whatever the cloud. */

export interface Part {
  readonly id: string;
  readonly title: string;
  /** Parts of the rendered stacks that belong to it. */
  readonly components: readonly string[];
  /** Left, top, width and height in the picture. */
  readonly place: readonly [number, number, number, number];
  /** Drawn only when something of it changes. */
  readonly rare?: true;
}

const [wide, high] = [150, 62];
const rows = { upper: 64, lower: 190, base: 316 };

export const parts: readonly Part[] = [
  { id: 'network', title: 'Network', components: ['network', 'apis'], place: [200, 20, 560, 264] },
  {
    id: 'ingress',
    title: 'Ingress',
    components: ['ingress', 'front_door', 'support'],
    place: [20, rows.upper, wide, high],
  },
  {
    id: 'api',
    title: 'API',
    components: ['api', 'braintrust', 'companion'],
    place: [224, rows.upper, wide, high],
  },
  { id: 'database', title: 'Database', components: ['database'], place: [586, rows.upper, wide, high] },
  { id: 'cache', title: 'Cache', components: ['cache'], place: [405, rows.upper, wide, high] },
  {
    id: 'brainstore',
    title: 'Brainstore',
    components: ['brainstore', 'braintrust'],
    place: [405, rows.lower, wide, high],
  },
  {
    id: 'cluster',
    title: 'Cluster',
    components: ['cluster', 'namespace', 'pod_identity', 'accounts'],
    place: [224, rows.lower, wide, high],
    rare: true,
  },
  { id: 'storage', title: 'Storage', components: ['storage'], place: [790, rows.lower, wide, high] },
  { id: 'encryption', title: 'Encryption', components: ['encryption'], place: [200, rows.base, wide, high] },
  {
    id: 'secrets',
    title: 'Secrets',
    components: ['secrets', 'key_vault', 'secret', 'secrets_synced'],
    place: [405, rows.base, wide, high],
  },
  {
    id: 'observability',
    title: 'Observability',
    components: ['observability', 'logs'],
    place: [610, rows.base, wide, high],
  },
  {
    id: 'other',
    title: 'Other',
    components: [],
    place: [790, rows.base, wide, high],
    rare: true,
  },
];

/** What calls what, by id. */
export const flows: readonly (readonly [string, string])[] = [
  ['ingress', 'api'],
  ['api', 'cache'],
  ['api', 'database'],
  ['api', 'brainstore'],
  ['brainstore', 'database'],
  ['brainstore', 'storage'],
];

/** Ids of the parts that a component belongs to; never none. */
export function partsOf(component: string): readonly string[] {
  const ids = parts.filter(({ components }) => components.includes(component)).map(({ id }) => id);
  return ids.length === 0 ? ['other'] : ids;
}
