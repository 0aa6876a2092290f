/** The terminal as the program sees it; `main.ts` hands in the real one, tests one in memory. */
import type { Question } from '../core/io/host.ts';

export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Columns, above 0; undefined when it is not a terminal or its size is not known. */
  readonly width: number | undefined;
}

/** The block of a terminal that is redrawn in place. */
export interface LiveBlock {
  show(text: string): void;
  /** Removes the block; what is printed next takes its place. */
  clear(): void;
}

export interface Streams {
  /** Data. */
  readonly stdout: Output;
  /** Talk. */
  readonly stderr: Output;
  /** True when a person can type. */
  readonly canType: boolean;
  /** Puts a question to that person; throws kind `interrupted` when they leave. The signal takes the question back. */
  prompt(question: Question, signal?: AbortSignal): Promise<string>;
  liveBlock(): Promise<LiveBlock>;
}
