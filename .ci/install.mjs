// Makes `npm test` and `npm run quickstart` work on a fresh clone: installs the locked packages when they are missing or
// older than the lock file. Plain Node on purpose, since nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const installed = 'node_modules/.package-lock.json';
const wanted = 'package-lock.json';

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  process.stderr.write('installing the locked packages (npm ci)\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write(
      'npm ci failed; next: check the network or the registry in your npm configuration\n',
    );
    process.exit(1);
  }
}
