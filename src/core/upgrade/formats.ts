/** The two one-way values of Brainstore, compared. */

const footers: readonly string[] = ['none', 'v1', 'v2', 'v3'];

/** What is not known comes from a newer program. */
export function footerRank(version: string): number {
  return isKnownFooter(version) ? footers.indexOf(version) : footers.length;
}

export function isKnownFooter(version: string): boolean {
  return footers.includes(version);
}

/** Whether everything that `before` keeps without PostgreSQL is still kept so by `after`. */
export function keepsAll(before: string, after: string): boolean {
  if (before === 'none' || before === after || after === 'all') return true;
  const [one, other] = [kindsOf(before), kindsOf(after)];
  if (one === undefined || other === undefined) return false;
  if (one.without && other.without) return [...other.kinds].every((kind) => one.kinds.has(kind));
  if (one.without) return false;
  return other.without
    ? [...one.kinds].every((kind) => !other.kinds.has(kind))
    : [...one.kinds].every((kind) => other.kinds.has(kind));
}

interface Kinds {
  /** All but these, instead of these alone. */
  readonly without: boolean;
  readonly kinds: ReadonlySet<string>;
}

/** `all` is all but nothing, `none` is nothing. */
function kindsOf(written: string): Kinds | undefined {
  if (written === 'all') return { without: true, kinds: new Set() };
  if (written === 'none') return { without: false, kinds: new Set() };
  const [mode, list = ''] = [written.slice(0, written.indexOf(':')), written.slice(written.indexOf(':') + 1)];
  if (mode !== 'include' && mode !== 'exclude') return undefined;
  const kinds = list
    .split(',')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== '');
  return { without: mode === 'exclude', kinds: new Set(kinds) };
}
