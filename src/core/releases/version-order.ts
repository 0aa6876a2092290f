/** Releases are three numbers; text would put 2.10.0 before 2.9.0. */

export function compareVersions(one: string, other: string): number {
  const [a = [], b = []] = [one, other].map((version) => version.split('.').map(Number));
  return a.map((part, index) => part - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
