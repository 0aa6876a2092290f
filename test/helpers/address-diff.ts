/** Addresses of both profiles in the form of a diff, so that one look tells what production has beyond staging. */
export function addressDiff(staging: readonly string[], production: readonly string[]): string {
  const inStaging = new Set(staging);
  const inProduction = new Set(production);
  const sign = (address: string) => {
    if (!inProduction.has(address)) return '-';
    return inStaging.has(address) ? ' ' : '+';
  };
  const lines = [...new Set([...staging, ...production])]
    .sort()
    .map((address) => `${sign(address)} ${address}`);
  return [`--- staging: ${inStaging.size}`, `+++ production: ${inProduction.size}`, ...lines, ''].join('\n');
}
