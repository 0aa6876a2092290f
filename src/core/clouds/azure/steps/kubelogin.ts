/** Half an hour of infrastructure is a long wait for hearing that nobody can sign in to the cluster. */
import { BtError } from '../../../../errors.ts';
import { findOnPath } from '../../../terraform/executables.ts';
import type { StageStep, StepContext } from '../../cloud.ts';
import { infraStack } from '../infra-props.ts';

export const kubelogin: StageStep = {
  id: 'kubelogin',
  stack: infraStack,
  when: 'before',
  text: 'looks for kubelogin, which signs in to the cluster later on',
  isDone: isThere,
  async run(context) {
    if (await isThere(context)) return;
    throw new BtError({
      kind: 'access',
      code: 'kubelogin-missing',
      message: 'kubelogin is not on the PATH, and without it the workload cannot be installed',
      hint: 'install it: az aks install-cli, or https://azure.github.io/kubelogin/install.html',
    });
  },
};

async function isThere({ config, env }: StepContext): Promise<boolean> {
  return config.workload?.enabled !== true || (await findOnPath(env, 'kubelogin')) !== undefined;
}
