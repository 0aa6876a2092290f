/** What the three forges differ in: where files go, and whom a run is signed in as. */
import type { CloudId } from '../../config/schema.ts';

export const providerIds = ['github', 'gitlab', 'azure-devops'] as const;
export type ProviderId = (typeof providerIds)[number];

export interface Place {
  readonly name: string;
  readonly branch: string;
  /** Of the repository. */
  readonly host: string;
  readonly path: string;
  /** The organization's id, where the provider's tokens name it. */
  readonly organizationId: string | undefined;
}

/** Whom the token of a run names. */
export interface Subjects {
  /** Runs that plan; with `*` where the branch is part of the name. */
  readonly plan: readonly string[];
  readonly apply: string;
  /** The same two for Google's language of expressions, where a subject alone does not tell them apart. */
  readonly planExpression?: string;
  readonly applyExpression?: string;
  /** What every token of this repository says. */
  readonly condition: string;
}

export interface Provider {
  readonly id: ProviderId;
  readonly title: string;
  /** Its own host, where no other one is named. */
  readonly host: string;
  isHost(host: string): boolean;
  readonly path: RegExp;
  readonly example: string;
  /** Where the script goes, and the folder with what sets up the trust. */
  readonly home: string;
  /** Template and path of each pipeline file. */
  readonly files: readonly (readonly [template: string, path: (name: string) => string])[];
  /** Stands for every file below a folder. */
  readonly everything: string;
  /** A path as its filters of paths take it. */
  pattern(path: string): string;
  /** Without `https://`; undefined while something of it is not known. */
  issuer(place: Place): string | undefined;
  /** Of its tokens, by cloud. */
  readonly audience: Readonly<Record<CloudId, string>>;
  subjects(place: Place): Subjects;
  /** The same on Azure, where runs sign in by connections that the provider keeps. */
  connections?(place: Place): Pick<Subjects, 'plan' | 'apply'>;
  /** The variables and secrets, said for a person. */
  readonly settings: { readonly secret: string; readonly variable: string; readonly gate: string };
}

const entra = 'api://AzureADTokenExchange';

/** https://docs.github.com/actions/reference/security/oidc */
const github: Provider = {
  id: 'github',
  title: 'GitHub Actions',
  host: 'github.com',
  isHost: (host) => host.includes('github'),
  path: /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/,
  example: 'acme/infrastructure',
  home: '.github/bt-dataplane',
  files: (['plan', 'apply', 'watch'] as const).map((part) => [
    `${part}.yml`,
    (name) => `.github/workflows/bt-dataplane-${name}-${part}.yml`,
  ]),
  everything: '**',
  pattern: (path) => path,
  issuer: () => 'token.actions.githubusercontent.com',
  // The official action of Google asks for the provider's own name, which is what it expects by default.
  audience: { aws: 'sts.amazonaws.com', gcp: 'default', azure: entra },
  subjects: ({ path, branch, name }) => ({
    plan: [`repo:${path}:pull_request`, `repo:${path}:ref:refs/heads/${branch}`],
    apply: `repo:${path}:environment:${name}`,
    condition: `assertion.repository == '${path}'`,
  }),
  settings: {
    secret: 'Settings, Secrets and variables, Actions, Secrets',
    variable: 'Settings, Secrets and variables, Actions, Variables',
    gate: 'Settings, Environments: give it required reviewers, and let only the branch deploy to it',
  },
};

/** https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
const gitlab: Provider = {
  id: 'gitlab',
  title: 'GitLab CI',
  host: 'gitlab.com',
  isHost: (host) => !/github|azure/.test(host),
  path: /^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)+$/,
  example: 'acme/infrastructure',
  home: '.gitlab/bt-dataplane',
  files: [['pipeline.yml', (name) => `.gitlab/bt-dataplane-${name}.gitlab-ci.yml`]],
  everything: '**',
  pattern: (path) => path,
  issuer: ({ host }) => host,
  audience: { aws: 'sts.amazonaws.com', gcp: 'bt-dataplane', azure: entra },
  subjects: ({ path, branch, name }) => {
    const project = `project_path:${path}:ref_type:branch:ref:`;
    const gated = `has(assertion.environment) && assertion.environment == "${name}"`;
    return {
      plan: [`${project}*`],
      apply: `${project}${branch}`,
      planExpression: `assertion.sub.startsWith("${project}")`,
      applyExpression: `assertion.sub == "${project}${branch}" && ${gated}`,
      condition: `assertion.project_path == '${path}'`,
    };
  },
  settings: {
    secret: 'Settings, CI/CD, Variables, masked',
    variable: 'Settings, CI/CD, Variables',
    gate: 'Settings, CI/CD, Protected environments (and a protected branch): say who may deploy to it',
  },
};

/** https://learn.microsoft.com/azure/devops/pipelines/release/configure-workload-identity */
const azureDevOps: Provider = {
  id: 'azure-devops',
  title: 'Azure Pipelines',
  host: 'dev.azure.com',
  isHost: (host) => host.includes('azure') || host.endsWith('visualstudio.com'),
  path: /^[A-Za-z0-9-]+\/[A-Za-z0-9 ._-]+\/[A-Za-z0-9 ._-]+$/,
  example: 'acme/platform/infrastructure (organization, project, repository)',
  home: '.azure-pipelines/bt-dataplane',
  files: (['plan', 'apply', 'watch'] as const).map((part) => [
    `${part}.yml`,
    (name) => `.azure-pipelines/bt-dataplane-${name}-${part}.yml`,
  ]),
  everything: '*',
  // A space is in none of them, and a question mark stands for any character: https://github.com/microsoft/azure-pipelines-vscode
  pattern: (path) => path.replaceAll(' ', '?'),
  issuer: ({ organizationId }) => organizationId && `vstoken.dev.azure.com/${organizationId}`,
  audience: { aws: entra, gcp: entra, azure: entra },
  // Of pipelines that are named as their files are. https://github.com/sigstore/fulcio/issues/1803 shows such a token.
  subjects: ({ path, name }) => {
    const project = `p://${path.split('/').slice(0, 2).join('/')}/`;
    return {
      plan: [`${project}bt-dataplane-${name}-plan`, `${project}bt-dataplane-${name}-watch`],
      apply: `${project}bt-dataplane-${name}-apply`,
      condition: `assertion.sub.startsWith('${project}')`,
    };
  },
  connections: ({ path, name }) => {
    const connection = `sc://${path.split('/').slice(0, 2).join('/')}/bt-dataplane-${name}`;
    return { plan: [`${connection}-plan`], apply: `${connection}-apply` };
  },
  settings: {
    secret: 'Pipelines, each pipeline, Variables, secret',
    variable: 'Pipelines, each pipeline, Variables',
    gate: 'Pipelines, Environments: give it approvals and an exclusive lock',
  },
};

export const providers: Readonly<Record<ProviderId, Provider>> = {
  github,
  gitlab,
  'azure-devops': azureDevOps,
};
