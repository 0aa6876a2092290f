/** A program of its own that applies one slow stack: `node --import tsx apply-alone.ts FOLDER`. Tests kill it. */
import { apply } from '../../src/core/actions/apply/index.ts';
import { nodeEnv } from '../../src/env/node.ts';
import { contextOf, dataStack, drivingHost, testCloud } from './drive.ts';

const folder = process.argv[2] ?? '';
const { PATH = '', HOME = '' } = process.env;
const env = {
  ...nodeEnv(),
  cwd: folder,
  vars: { PATH, HOME, BT_DATAPLANE_STATE_DIR: `${folder}/runs`, LICENSE: 'licence-of-a-test' },
};
const slow = { input: '1', provisioner: [{ 'local-exec': { command: 'sleep 2' } }] };
const cloud = testCloud(
  dataStack({ first: slow, second: { ...slow, depends_on: ['terraform_data.first'] } }),
);
await apply(contextOf(env, drivingHost(), cloud), { yes: true });
