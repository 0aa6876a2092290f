/** A deployment whose cloud is made of `terraform_data` resources: they need no provider and no network. */
import type { RenderedStack } from '../../modules/core/render.ts';
import { aws } from '../../src/core/clouds/aws/cloud.ts';
import type { Cloud } from '../../src/core/clouds/cloud.ts';
import type { Context } from '../../src/core/context.ts';
import type { Host, Message, Question } from '../../src/core/io/host.ts';
import type { Env } from '../../src/env.ts';

export const configText = `apiVersion: bt-dataplane/v1
name: acme
cloud: aws
region: us-east-1
profile: staging
organization:
  name: Acme
licenseKey:
  env: LICENSE
state:
  backend: local
`;

export interface DrivingHost extends Host {
  readonly messages: Message[];
  readonly questions: Question[];
  readonly concealed: string[];
}

export function drivingHost(answer?: string): DrivingHost {
  const messages: Message[] = [];
  const questions: Question[] = [];
  const concealed: string[] = [];
  return {
    interactive: answer !== undefined,
    messages,
    questions,
    concealed,
    notify: (message) => void messages.push(message),
    ask: async (question) => {
      questions.push(question);
      return answer ?? '';
    },
    conceal: (secret) => void concealed.push(secret),
  };
}

export function notes(host: DrivingHost): readonly string[] {
  return host.messages.flatMap((message) => (message.kind === 'note' ? [message.code] : []));
}

/** One stack, `data-plane`, with the resources given; outputs and the licence variable as the real stacks have them. */
export function dataStack(
  resources: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  extra: Readonly<Record<string, unknown>> = {},
): RenderedStack {
  const tree = {
    output: { release: { value: '2.12.0' }, token: { value: 'tok-4711-secret', sensitive: true } },
    resource: { terraform_data: resources },
    terraform: {
      backend: { local: { path: '../state/data-plane.tfstate' } },
      required_version: '>= 1.11.0, < 2.0.0',
    },
    variable: { license_key: { ephemeral: true, nullable: false, sensitive: true, type: 'string' } },
    ...extra,
  };
  const addresses = Object.keys(resources).map((name) => `terraform_data.${name}`);
  return {
    name: 'data-plane',
    json: `${JSON.stringify(tree, null, 2)}\n`,
    addresses,
    components: Object.fromEntries(addresses.map((address) => [address, 'database'])),
    assets: [],
  };
}

export interface TestCloud extends Cloud {
  /** What the next render gives. */
  stack: RenderedStack;
}

export function testCloud(stack: RenderedStack, overrides: Partial<Cloud> = {}): TestCloud {
  const cloud: TestCloud = {
    ...aws,
    stack,
    render: async () => [cloud.stack],
    pins: undefined,
    identify: async () => ({ account: '123456789012', principal: 'arn:aws:iam::123456789012:user/test' }),
    resourceClasses: {},
    liftProtection: {},
    ...overrides,
  };
  return cloud;
}

export function contextOf(env: Env, host: Host, cloud: Cloud): Context {
  return { env, host, clouds: new Map([['aws', cloud]]) };
}
