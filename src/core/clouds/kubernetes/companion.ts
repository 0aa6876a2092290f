import { join } from 'node:path';
import { companionAssets } from '../../../../modules/kubernetes/companion.ts';
import type { Env } from '../../../env.ts';

/** Our own chart, from the templates that come with this program. */
export function readCompanion({ fs, packageRoot }: Env) {
  return companionAssets((file) => fs.readText(join(packageRoot, 'templates', 'chart', 'companion', file)));
}
