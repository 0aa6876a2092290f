/** A program of its own that applies two slow stages: `node --import tsx apply-stages-alone.ts FOLDER`. Tests kill it. */
import { apply } from '../../src/core/actions/apply/index.ts';
import { nodeEnv } from '../../src/env/node.ts';
import { contextOf, drivingHost } from './drive.ts';
import { infraStack, stagesCloud, workloadStack } from './stages.ts';

const folder = process.argv[2] ?? '';
const { PATH = '', HOME = '' } = process.env;
const env = {
  ...nodeEnv(),
  cwd: folder,
  vars: { PATH, HOME, BT_DATAPLANE_STATE_DIR: `${folder}/runs`, LICENSE: 'licence-of-a-test' },
};
const slow = { provisioner: [{ 'local-exec': { command: 'sleep 2' } }] };
const cloud = stagesCloud([
  infraStack({ cluster: { input: 'one', ...slow } }),
  workloadStack({ app: { input: '${var.cluster_endpoint}', ...slow } }),
]);
await apply(contextOf(env, drivingHost(), cloud), { yes: true });
