/** A deployment of two stacks that need no provider: `workload` takes the endpoint of what `infra` makes. */
import type { RenderedStack } from '../../modules/core/render.ts';
import type { Cloud } from '../../src/core/clouds/cloud.ts';
import { dataStack, testCloud } from './drive.ts';

type Resources = Parameters<typeof dataStack>[0];

/** The endpoint is the id of `cluster`: unknown until that is applied, and after a replacement. */
export function infraStack(resources: Resources = { cluster: { input: 'one' } }): RenderedStack {
  return named('infra', resources, {
    output: { cluster_endpoint: { value: '${terraform_data.cluster.id}' }, release: { value: '2.12.0' } },
  });
}

export function workloadStack(
  resources: Resources = { app: { input: '${var.cluster_endpoint}' } },
): RenderedStack {
  const stack = named('workload', resources, {
    output: { app: { value: 'app' }, release: { value: '2.12.0' } },
    variable: { cluster_endpoint: { type: 'string', nullable: false } },
  });
  return { ...stack, inputs: { cluster_endpoint: { stack: 'infra', output: 'cluster_endpoint' } } };
}

function named(name: string, resources: Resources, extra: Readonly<Record<string, unknown>>): RenderedStack {
  const terraform = {
    backend: { local: { path: `../state/${name}.tfstate` } },
    required_version: '>= 1.11.0, < 2.0.0',
  };
  return { ...dataStack(resources, { ...extra, terraform }), name };
}

export interface StagesCloud extends Cloud {
  /** What the next render gives. */
  stacks: readonly RenderedStack[];
}

export function stagesCloud(
  stacks: readonly RenderedStack[] = [infraStack(), workloadStack()],
  changes: Partial<Cloud> = {},
): StagesCloud {
  const [first = infraStack()] = stacks;
  const cloud: StagesCloud = { ...testCloud(first, changes), stacks, render: async () => cloud.stacks };
  return cloud;
}
