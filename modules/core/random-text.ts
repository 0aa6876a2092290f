import type { Construct } from './cdktf.ts';
import { EphemeralResource } from './ephemeral.ts';

/** An ephemeral random text of letters and digits: an expression without `${}`. Different in each run, one within a run. */
export function randomText(scope: Construct, id: string, length: number): string {
  const random = new EphemeralResource(scope, id, {
    type: 'random_password',
    arguments: { length, special: false },
  });
  return random.expression('result');
}
