/** Programs for the front of `PATH`, so that a deployment on stand-ins waits for nothing and signs in to a cluster. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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
  program(join(folder, plugin), `echo '${JSON.stringify(credential)}'`);
  return folder;
}

function program(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}
