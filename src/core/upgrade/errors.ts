import { BtError } from '../../errors.ts';
import type { Gate, Hop, Refusal } from './path.ts';

export function deployedUnclear(apply: string): BtError {
  return new BtError({
    kind: 'refused',
    code: 'release-not-deployed',
    message:
      'something is deployed, but no stack tells which release: the first apply of it did not come to its end',
    hint: `bring it to its end first: ${apply}`,
  });
}

export function nothingDeployed(apply: string): BtError {
  return new BtError({
    kind: 'refused',
    code: 'nothing-deployed',
    message: 'nothing is deployed yet, so there is nothing to upgrade',
    hint: `deploy it: ${apply}`,
  });
}

export function nothingToUpgradeTo(cloud: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'release-none',
    message: `the catalogue has no release for ${cloud}`,
    hint: 'see what it has: bt-dataplane releases list',
  });
}

export function releaseNotFound(release: string, newest: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'release-unknown',
    message: `the catalogue has no release ${release}`,
    hint: `the newest is ${newest}; see all of them: bt-dataplane releases list`,
  });
}

/** No path leads there. */
export function upgradeRefused(from: string, to: string, refusals: readonly Refusal[]): BtError {
  return new BtError({
    kind: 'refused',
    code: 'upgrade-refused',
    message: `no upgrade leads from ${from} to ${to}; nothing was changed`,
    detail: refusals.map(refusalText).join('\n\n'),
    hint:
      refusals.find(({ instead }) => instead !== undefined)?.instead ??
      'see what is allowed: bt-dataplane upgrade check',
  });
}

function refusalText({ rule, message, source, instead }: Refusal): string {
  return [
    `${rule}  ${message}`,
    `  source: ${source}`,
    ...(instead === undefined ? [] : [`  instead: ${instead}`]),
  ].join('\n');
}

/** Said before anything is done: half-way would be the worst moment to learn of it. */
export function oneWayAhead(hops: readonly Hop[], missing: readonly string[], again: string): BtError {
  const lines = hops
    .filter(({ oneWay }) => oneWay.some((name) => missing.includes(name)))
    .map(({ title, oneWay, rollback }) => `${title}: ${oneWay.join(', ')}\n  ${rollback.recipe}`);
  return new BtError({
    kind: 'refused',
    code: 'one-way-blocked',
    message: `on this way is what cannot be taken back: ${missing.join(', ')}; nothing was changed`,
    detail: lines.join('\n\n'),
    hint: `when that is what you want: ${again} ${missing.map((name) => `--accept-one-way ${name}`).join(' ')}`,
  });
}

export function hopRepeated({ title }: Hop, status: string, again: string): BtError {
  return new BtError({
    kind: 'internal',
    code: 'hop-repeated',
    message: `the hop "${title}" was applied, and what is deployed still asks for it`,
    hint: `look at what is deployed: ${status}; then go on: ${again}`,
  });
}

/** Waiting would not help: what others install is not seen from here. */
export function gateUnseen(gates: readonly Gate[], why: string): BtError {
  return new BtError({
    kind: 'refused',
    code: 'gate-unseen',
    message: `whether the next hop may begin cannot be told: ${why}; nothing more was changed`,
    detail: gates.map(({ id, text }) => `${id}: ${text}`).join('\n'),
    hint: `look yourself, and answer for it with the same command and ${gates.map(({ id }) => `--pass-gate ${id}`).join(' ')}`,
  });
}
