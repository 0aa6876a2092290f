import { expect, test } from 'vitest';
import { azureSteps } from '../../../../../../src/core/clouds/azure/steps/index.ts';
import { kubelogin } from '../../../../../../src/core/clouds/azure/steps/kubelogin.ts';
import { azureConfig, stepContext } from '../../../../../helpers/azure-arm.ts';

const quiet = () => {};

async function contextWith(program: string, config = azureConfig) {
  const context = stepContext({ vars: { PATH: '/elsewhere:/programs' }, config });
  await context.env.fs.makeDirectory('/programs');
  await context.env.fs.write(`/programs/${program}`, '', { mode: 0o755 });
  return context;
}

test('who can sign in to the cluster is not told of it', async () => {
  expect(await kubelogin.isDone(await contextWith('kubelogin'))).toBe(true);
});

test('a missing kubelogin stops the run before anything is made', async () => {
  const context = await contextWith('kubectl');
  expect(azureSteps[0]).toBe(kubelogin);
  expect(kubelogin).toMatchObject({ when: 'before', stack: 'infra' });
  expect(await kubelogin.isDone(context)).toBe(false);
  await expect(kubelogin.run(context, quiet)).rejects.toMatchObject({
    kind: 'access',
    code: 'kubelogin-missing',
    hint: expect.stringContaining('az aks install-cli'),
  });
});

test('it is not asked for where nothing is installed in a cluster', async () => {
  const { workload, ...rest } = azureConfig;
  if (workload === undefined) throw new Error('a workload is expected');
  const config = { ...rest, workload: { ...workload, enabled: false } };
  expect(await kubelogin.isDone(await contextWith('kubectl', config))).toBe(true);
});
