/** Releases are three numbers; text would put 2.10.0 before 2.9.0. */

export function compareVersions(one: string, other: string): number {
  const [a, b] = [one.split('.'), other.split('.')];
  for (const [index, part] of a.entries()) {
    const difference = Number(part) - Number(b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
