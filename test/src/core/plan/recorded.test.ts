import { expect, it } from 'vitest';
import { apply } from '../../../../src/core/actions/apply/index.ts';
import { contextOf, dataStack, drivingHost, notes, testCloud } from '../../../helpers/drive.ts';
import { planOf, recorded, scriptedEnv } from '../../../helpers/scripted-terraform.ts';

it('an apply that is done is not called failed because its record finds no room', async () => {
  const runs = '/home/a/.local/state/bt-dataplane/acme/runs';
  const env = await scriptedEnv({
    script: {
      show: { stdout: planOf({ actions: ['update'] }) },
      output: { stdout: '{}' },
      apply: { stdout: recorded('apply') },
    },
    readOnly: [`${runs}/20260601T120000000Z-apply-id0000/result.json`],
  });
  const host = drivingHost();
  const cloud = testCloud(dataStack({ web: { input: 'a' } }));
  expect(await apply(contextOf(env, host, cloud), { yes: true })).toMatchObject({ status: 'applied' });
  expect([...env.files.keys()].filter((file) => file.endsWith('result.json'))).toEqual([]);
  expect(notes(host)).toContain('record-not-written');
});
