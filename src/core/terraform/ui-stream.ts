/**
 * Terraform's `-json` stream. Lines that are not JSON are kept as text, and types we do not know pass through, so nothing
 * terraform says is lost. https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
import type { Diagnostic } from './diagnostics.ts';

export type StreamAction =
  | 'create'
  | 'read'
  | 'update'
  | 'delete'
  | 'replace'
  | 'move'
  | 'import'
  | (string & {});

export type UiEvent =
  | { readonly type: 'planned'; readonly address: string; readonly action: StreamAction }
  | { readonly type: 'refresh-started' | 'refreshed'; readonly address: string }
  | { readonly type: 'started' | 'failed'; readonly address: string; readonly action: StreamAction }
  | {
      readonly type: 'completed';
      readonly address: string;
      readonly action: StreamAction;
      readonly id: string | undefined;
    }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'other'; readonly name: string; readonly text: string };

interface RawLine {
  readonly type?: string;
  readonly '@message'?: string;
  readonly diagnostic?: Diagnostic;
  readonly change?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly hook?: {
    readonly resource?: { readonly addr?: string };
    readonly action?: string;
    readonly id_value?: string;
  };
}

/** Reads one whole line, without its newline. */
export function parseLine(line: string): UiEvent {
  const raw = parseJson(line);
  if (raw === undefined) return { type: 'text', text: line };
  const address = raw.hook?.resource?.addr ?? raw.change?.resource?.addr ?? '';
  const action = raw.hook?.action ?? raw.change?.action ?? '';
  switch (raw.type) {
    case 'planned_change':
      return { type: 'planned', address, action };
    case 'refresh_start':
      return { type: 'refresh-started', address };
    case 'refresh_complete':
      return { type: 'refreshed', address };
    case 'apply_start':
      return { type: 'started', address, action };
    case 'apply_errored':
      return { type: 'failed', address, action };
    case 'apply_complete':
      return { type: 'completed', address, action, id: raw.hook?.id_value };
    case 'diagnostic':
      if (raw.diagnostic !== undefined) return { type: 'diagnostic', diagnostic: raw.diagnostic };
  }
  return { type: 'other', name: raw.type ?? '', text: raw['@message'] ?? '' };
}

function parseJson(line: string): RawLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as RawLine;
  } catch {
    return undefined;
  }
}

/** Cuts bytes that arrive in pieces into whole lines; a line or a character may be torn anywhere. */
export class LineSplitter {
  private rest: Uint8Array = new Uint8Array();

  push(bytes: Uint8Array): readonly string[] {
    if (bytes.length === 0) return [];
    const all = Buffer.concat([this.rest, bytes]);
    const end = all.lastIndexOf(0x0a);
    this.rest = all.subarray(end + 1);
    return end < 0 ? [] : all.subarray(0, end).toString('utf8').split('\n');
  }

  /** What came after the last newline, when nothing more will come. */
  flush(): readonly string[] {
    const last = Buffer.from(this.rest).toString('utf8');
    this.rest = new Uint8Array();
    return last === '' ? [] : [last];
  }
}
