/** What the screen says of the health, beside what it waits for. */
import type { Context } from '../context.ts';
import type { HealthReport, HealthRequest } from './report.ts';

export function tellWhatIsSpecial({ host }: Context, { apiUrl, without }: HealthRequest): void {
  if (apiUrl !== undefined)
    host.notify({
      kind: 'note',
      code: 'health-address',
      level: 'info',
      text: `the API is asked at ${apiUrl}`,
    });
  if (without.length > 0)
    host.notify({
      kind: 'note',
      code: 'health-left-out',
      level: 'warning',
      text: `left out of the health checks: ${without.join(', ')}`,
    });
}

export function tellResult({ host }: Context, label: string, { checks: seen }: HealthReport): void {
  const good = seen.filter(({ state }) => state === 'good').map(({ id }) => id);
  host.notify({
    kind: 'done',
    code: 'health',
    text: `${label}: good (${good.join(', ') || 'nothing could be told'})`,
  });
  const unknown = seen.filter(({ state }) => state === 'unknown');
  if (unknown.length === 0) return;
  host.notify({
    kind: 'note',
    code: 'health-unknown',
    level: 'warning',
    text: `not known: ${grouped(unknown)}`,
    data: unknown,
  });
}

/** Checks that say the same are named together. */
function grouped(unknown: HealthReport['checks']): string {
  const texts = [...new Set(unknown.map(({ text }) => text))];
  return texts
    .map((text) => {
      const ids = unknown.filter((each) => each.text === text).map(({ id }) => id);
      return `${ids.join(', ')} (${text})`;
    })
    .join('; ');
}
