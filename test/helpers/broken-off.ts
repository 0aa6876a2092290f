/** Journals of applies that were broken off. */
import type { Journal } from '../../src/core/terraform/journal.ts';

export function event(
  type: 'apply_start' | 'apply_complete' | 'apply_errored',
  address: string,
  { action = 'create', id }: { readonly action?: string; readonly id?: string } = {},
): string {
  const hook = {
    resource: { addr: address },
    action,
    ...(id === undefined ? {} : { id_key: 'id', id_value: id }),
  };
  return JSON.stringify({ '@message': '', hook, type });
}

export function refusal(address: string, summary: string): string {
  return JSON.stringify({ diagnostic: { severity: 'error', summary, address }, type: 'diagnostic' });
}

export function brokenOff(lines: readonly string[], changes: Partial<Journal> = {}): Journal {
  return {
    file: '/state/acme/journal/run.data-plane-apply.jsonl',
    begin: {
      type: 'begin',
      formatVersion: 1,
      run: 'run',
      stack: 'data-plane',
      label: 'apply data-plane',
      workspace: '/copy',
      started: '2026-06-01T12:00:00.000Z',
      host: 'here',
      stream: '/state/acme/runs/run/data-plane-apply.out',
      terraformVersion: '1.11.4',
      serial: 0,
    },
    child: { pid: 4711 },
    lockId: undefined,
    lines,
    hasGaps: false,
    ended: false,
    ...changes,
  };
}
