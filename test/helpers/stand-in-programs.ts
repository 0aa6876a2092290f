/** Programs for the front of `PATH`, so that a deployment on stand-ins waits for nothing and signs in to a cluster. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const signedIn = 'signed-in.txt';

/**
 * A `sleep` that returns at once, since stacks wait for what a cloud takes its time to spread and a store spreads nothing;
 * and `plugin`, what signs in to a cluster, as far as a provider sees it. Gives the folder.
 */
export function standInPrograms(folder: string, plugin: string, clusterToken: string): string {
  const credential = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    kind: 'ExecCredential',
    status: { token: clusterToken },
  };
  mkdirSync(folder, { recursive: true });
  program(join(folder, 'sleep'), 'exit 0');
  const told = JSON.stringify(join(folder, signedIn));
  program(
    join(folder, plugin),
    `echo "$AAD_LOGIN_METHOD $*" >> ${told}\necho '${JSON.stringify(credential)}'`,
  );
  return folder;
}

/** How the plugin was told to sign in, and with which arguments; each way once. */
export function waysIn(folder: string): readonly string[] {
  const lines = readFileSync(join(folder, signedIn), 'utf8').trim().split('\n');
  return [...new Set(lines.map((line) => line.trim()))];
}

function program(path: string, lines: string): void {
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
}
