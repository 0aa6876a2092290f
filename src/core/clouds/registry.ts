/** The clouds that this program can deploy to: one row each. */
import type { CloudId } from '../config/schema.ts';
import { aws } from './aws/cloud.ts';
import { azure } from './azure/cloud.ts';
import type { Cloud } from './cloud.ts';
import { gcp } from './gcp/cloud.ts';

export const clouds: ReadonlyMap<CloudId, Cloud> = new Map<CloudId, Cloud>([
  ['aws', aws],
  ['gcp', gcp],
  ['azure', azure],
]);
