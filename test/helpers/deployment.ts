/** A deployment and a cloud of a test's own making, for what sits above configuration and below the clouds. */
import type { RenderedStack } from '../../modules/core/render.ts';
import type { Cloud } from '../../src/core/clouds/cloud.ts';
import type { Deployment } from '../../src/core/config/deployment.ts';
import type { Config } from '../../src/core/config/schema.ts';

export function fakeCloud(stacks: readonly Partial<RenderedStack>[], changes: Partial<Cloud> = {}): Cloud {
  return {
    id: 'aws',
    title: 'AWS',
    defaults: () => ({}),
    rules: [],
    catalogue: {
      source: 'none',
      nodes: [],
      databases: [],
      caches: [],
      networks: () => [],
      addressSpace: { alsoPrivate: [], reserved: [] },
      stateBackend: 's3',
      spellings: { nodes: anySpelling, databases: anySpelling, caches: anySpelling },
      nodeFromName: () => undefined,
      notOffered: {},
      services: {
        postgres: { name: 'none', versions: [], source: 'none' },
        redis: { name: 'none', versions: [], source: 'none' },
      },
      volumes: { kinds: ['gp3'], settable: true, iops: (volume) => volume.iops, nearest: (volume) => volume },
    },
    render: async () =>
      stacks.map((stack) => ({
        name: 'data-plane',
        json: '{}\n',
        addresses: [],
        components: {},
        assets: [],
        ...stack,
      })),
    identify: async () => ({ account: '123456789012', principal: 'arn:aws:iam::123456789012:user/test' }),
    expectedAccount: (config) => config.account.id,
    endpointVariables: () => [],
    resourceClasses: {},
    liftProtection: {},
    rollout: async () => ({ state: 'done', text: 'nothing rolls' }),
    apiUrl: async () => undefined,
    ...changes,
  };
}

export interface DeploymentFacts {
  readonly cloud: Cloud;
  readonly overrides?: readonly string[];
  readonly release?: string;
}

/** Only the keys that synthesis reads; the rest of the configuration is the cloud's business. */
export function deploymentOf({ cloud, overrides = [], release = '2.12.0' }: DeploymentFacts): Deployment {
  const config = {
    apiVersion: 'bt-dataplane/v1',
    name: 'acme',
    cloud: 'aws',
    region: 'us-east-1',
    profile: 'staging',
    account: {},
    release,
    terraform: { overrides, providers: {} },
  } as unknown as Config;
  return {
    file: '/project/bt-dataplane.yaml',
    text: '',
    written: {},
    config,
    origins: {},
    cloud,
    placeOf: () => ({ file: '/project/bt-dataplane.yaml', line: 1, column: 1 }),
  } as unknown as Deployment;
}

const anySpelling = { pattern: /./, example: 'any' };
