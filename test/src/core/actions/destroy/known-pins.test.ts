import { expect, it } from 'vitest';
import { destroy } from '../../../../../src/core/actions/destroy/index.ts';
import type { PinSource } from '../../../../../src/core/clouds/cloud.ts';
import { contextOf, dataStack, drivingHost, testCloud } from '../../../../helpers/drive.ts';
import { planOf, recorded, scriptedEnv, stateOf } from '../../../../helpers/scripted-terraform.ts';

const pins: PinSource = {
  noun: 'packages',
  names: ['web'],
  lookUp: () => Promise.reject(new Error('the network is not needed')),
  deployed: (_, resources) => ({ web: `deployed ${resources.map(({ address }) => address).join()}` }),
};
const lock = (release: string) => `lockVersion: 1
name: acme
cloud: aws
profile: staging
values: {release: ${release}}
pins: {release: 2.11.0, region: us-east-1, artefacts: {web: pinned}}
`;

/** What terraform found in its folder when it planned to destroy, and what the rendered folder has. */
async function destroyed(lockText?: string) {
  const inputs: unknown[] = [];
  const env = await scriptedEnv({
    script: {
      state: { stdout: stateOf('terraform_data.web') },
      show: { stdout: planOf({ actions: ['delete'] }) },
      apply: { stdout: recorded('apply') },
      plan: {
        meanwhile: (memory, { cwd }) =>
          inputs.push(JSON.parse(memory.text(`${cwd}/main.tf.json`) ?? '').resource.terraform_data.web.input),
      },
    },
  });
  if (lockText !== undefined) await env.fs.write('/project/bt-dataplane.lock.yaml', lockText);
  const cloud = testCloud(dataStack({}), {
    pins,
    render: async (_, context) => [dataStack({ web: { input: context.pins?.web ?? 'a look-up' } })],
  });
  await destroy(contextOf(env, drivingHost(), cloud), { yes: true });
  const rendered = env.text('/project/.bt-dataplane/acme/data-plane/main.tf.json') ?? '';
  return { inputs, rendered: JSON.parse(rendered).resource.terraform_data.web.input };
}

it('what is pinned is used as it is', async () => {
  expect(await destroyed(lock('2.11.0'))).toEqual({ inputs: ['pinned', 'pinned'], rendered: 'pinned' });
});

it.each([
  ['nothing is pinned', undefined],
  ['another release is pinned', lock('2.12.0')],
])('where %s, terraform is given what is deployed and looks nothing up', async (_, lockText) => {
  const deployed = 'deployed terraform_data.web';
  expect(await destroyed(lockText)).toEqual({ inputs: [deployed, deployed], rendered: 'a look-up' });
});
