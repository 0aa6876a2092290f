/** The stand-in of Google's management APIs (`test/google/`), as tests use it. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StoreServer, serveGoogle } from '../google/server.ts';

export interface GoogleStore extends StoreServer {
  readonly project: string;
  /** What Google's clients need to talk to it and to nothing else. */
  readonly variables: Readonly<Record<string, string>>;
}

export async function startGoogleStore(project = 'acme-project'): Promise<GoogleStore> {
  const server = await serveGoogle(project, '123456789012');
  return {
    ...server,
    project,
    variables: { GOOGLE_OAUTH_ACCESS_TOKEN: 'not-a-real-token', ...server.endpoints },
  };
}

/**
 * A folder for the front of `PATH` with a `sleep` that returns at once: stacks wait a minute for what Google takes its
 * time to spread, and the store spreads nothing.
 */
export function withoutWaits(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'sleep');
  writeFileSync(program, '#!/bin/sh\nexit 0\n');
  chmodSync(program, 0o755);
  return folder;
}
