// Sums up what the runners reported: one line per suite, then the total, which is the last line. Exit code 1 when
// anything failed, also when a runner stopped before it could report.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = '.cache/reports'] = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.status'))
  .map((file) => file.slice(0, -'.status'.length));
const suites = names.sort().map((name) => ({ name, ...count(name) }));

for (const { name, passed, failed, skipped } of suites)
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);

const total = (key) => suites.reduce((sum, suite) => sum + suite[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = total('failed') > 0 || suites.length === 0 ? 1 : 0;

function count(name) {
  const broken = readFileSync(join(folder, `${name}.status`), 'utf8').trim() !== '0';
  const report = join(folder, `${name}.json`);
  // No report: the packages, the build or the checks failed before any test ran.
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that could not be loaded has no tests of its own to fail.
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = numFailedTests + unloaded.length;
  return {
    passed: numPassedTests,
    failed: failed === 0 && broken ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  };
}
