import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * What was seen on disk while the program ran: by path, every file in the folders with its latest text. Plan files are
 * zip archives; they are kept unpacked, under `path!entry`, and stay in here after the program has removed them.
 */
export class FileWitness {
  readonly seen = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;

  private readonly folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  /** Looks again every half second: a plan file lies there for as long as its apply takes. */
  watch(): void {
    this.timer = setInterval(() => this.look(), 500);
  }

  stop(): void {
    clearInterval(this.timer);
    this.look();
  }

  /** Paths, among those seen, that hold one of the texts; also as base64 and JSON would write it. */
  holding(text: string): readonly string[] {
    const forms = [
      text,
      JSON.stringify(text).slice(1, -1),
      Buffer.from(text).toString('base64').replace(/=+$/, ''),
    ];
    return [...this.seen]
      .filter(([, content]) => forms.some((form) => content.includes(form)))
      .map(([path]) => path);
  }

  get planFiles(): readonly string[] {
    return [...this.seen.keys()].filter((path) => path.endsWith('!tfplan'));
  }

  private look(): void {
    for (const folder of this.folders) for (const path of filesIn(folder)) this.remember(path);
  }

  private remember(path: string): void {
    const bytes = read(path);
    if (bytes === undefined) return;
    this.seen.set(path, bytes.toString('latin1'));
    if (bytes.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') return;
    try {
      for (const [entry, content] of Object.entries(unzipSync(bytes)))
        this.seen.set(`${path}!${entry}`, Buffer.from(content).toString('latin1'));
    } catch {
      // Half written; the next look sees it whole.
    }
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    // Something was removed while it was read.
    return [];
  }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
