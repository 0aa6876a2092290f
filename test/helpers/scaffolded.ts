/** The files of a pipeline as `ci scaffold` writes them, in memory. */
import type { CloudId } from '../../src/core/config/schema.ts';
import { type CliRun, runCli } from './run-cli.ts';

export const clouds = ['aws', 'gcp', 'azure'] as const satisfies readonly CloudId[];
export const forges = ['github', 'gitlab', 'azure-devops'] as const;
export type Forge = (typeof forges)[number];

export const repositories: Readonly<Record<Forge, string>> = {
  github: 'acme/infrastructure',
  gitlab: 'acme/platform/infrastructure',
  'azure-devops': 'acme/Data Platform/infrastructure',
};

const of = '00000000-1111-2222-3333-444444444444';
const config = (cloud: CloudId, more: string) => `apiVersion: bt-dataplane/v1
name: acme-prod
cloud: ${cloud}
profile: staging
organization: { name: Acme }
licenseKey: { env: BRAINTRUST_LICENSE_KEY }
${more}`;

export const configs: Readonly<Record<CloudId, string>> = {
  aws: config(
    'aws',
    'region: us-east-1\naccount: { id: "123456789012" }\nstate: { backend: s3, bucket: acme-terraform-state }\n',
  ),
  gcp: config(
    'gcp',
    'region: us-central1\naccount: { project: acme-data-plane }\nstate: { backend: gcs, bucket: acme-terraform-state }\n',
  ),
  azure: config(
    'azure',
    `region: eastus2\naccount: { subscription: ${of}, tenant: ${of} }\nstate: { backend: azurerm, storageAccount: acmeterraform, container: tfstate }\n`,
  ),
};

const lock = (cloud: CloudId) =>
  `lockVersion: 1\nname: acme-prod\ncloud: ${cloud}\nprofile: staging\nvalues: {}\n`;

export interface Scaffolded extends CliRun {
  /** By path, relative to the root of the repository. */
  readonly files: Readonly<Record<string, string>>;
}

export async function scaffold(
  forge: Forge,
  cloud: CloudId,
  {
    flags = [],
    files = {},
    folder = '',
  }: { flags?: readonly string[]; files?: Readonly<Record<string, string>>; folder?: string } = {},
): Promise<Scaffolded> {
  const base = `/project/${folder}`;
  const given = [
    ...(folder === '' ? [] : ['--config', `${folder}bt-dataplane.yaml`]),
    ...(flags.includes('--repository') ? [] : ['--repository', repositories[forge]]),
    ...(forge === 'azure-devops' && !flags.includes('--organization-id') ? ['--organization-id', of] : []),
  ];
  const before = {
    [`${base}bt-dataplane.yaml`]: configs[cloud],
    [`${base}bt-dataplane.lock.yaml`]: lock(cloud),
    ...files,
  };
  const run = await runCli(['ci', 'scaffold', '--provider', forge, ...given, ...flags], { files: before });
  const written = [...run.env.files.keys()]
    .filter((path) => path.startsWith('/project/') && !(path in before))
    .map((path) => [path.slice('/project/'.length), run.env.text(path) ?? ''] as const);
  return { ...run, files: Object.fromEntries(written) };
}
