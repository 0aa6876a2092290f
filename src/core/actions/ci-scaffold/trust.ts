/** What makes a cloud trust the runs of a pipeline: policies as files, and a script that a person reads and runs once. */
import type { Place, Provider } from './provider.ts';

export interface TrustFile {
  readonly template: string;
  /** Below the folder of the trust. */
  readonly name: string;
  /** What the template has in place of names, already in its language: JSON or an expression. Made of checked values. */
  readonly parts: Readonly<Record<string, string>>;
}

/** By cloud, since each has a language of its own for this. */
export const trustFiles = { aws: ofAws, gcp: ofGoogle, azure: ofAzure } as const;

type Trust = (place: Place, provider: Provider) => readonly TrustFile[];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif */
function ofAws(...[place, provider]: Parameters<Trust>): ReturnType<Trust> {
  const { plan, apply } = provider.subjects(place);
  return [
    { template: 'plan.json', name: 'plan.json', parts: { planSubjects: JSON.stringify(plan) } },
    { template: 'apply.json', name: 'apply.json', parts: { applySubjects: JSON.stringify(apply) } },
    { template: 'setup.sh', name: 'setup.sh', parts: {} },
  ];
}

/** https://cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines */
function ofGoogle(...[place, provider]: Parameters<Trust>): ReturnType<Trust> {
  const { name } = place;
  const {
    plan,
    apply,
    planExpression = plan.map((subject) => `assertion.sub == "${subject}"`).join(' || '),
    applyExpression = `assertion.sub == "${apply}"`,
    condition,
  } = provider.subjects(place);
  const partMapping = `(${applyExpression}) ? "${name}-apply" : (${planExpression}) ? "${name}-plan" : "none"`;
  const audience = provider.audience.gcp;
  const audienceFlag = audience === 'default' ? '' : `--allowed-audiences '${audience}'`;
  return [{ template: 'setup.sh', name: 'setup.sh', parts: { partMapping, condition, audienceFlag } }];
}

/** https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials */
function ofAzure(...[place, provider]: Parameters<Trust>): ReturnType<Trust> {
  const { name } = place;
  const { plan, apply } = (provider.connections ?? provider.subjects)(place);
  const files = plan.map((_, place) => `plan-${place + 1}.json`);
  const credential = (file: string, subject: string): TrustFile => ({
    template: 'credential.json',
    name: file,
    parts: { credential: `${name}-${file.replace('.json', '')}`, subject: subjectOf(subject) },
  });
  return [
    ...plan.map((subject, place) => credential(files[place] ?? '', subject)),
    credential('apply.json', apply),
    { template: 'setup.sh', name: 'setup.sh', parts: { planFiles: files.join(' ') } },
  ];
}

function subjectOf(subject: string): string {
  if (!subject.includes('*')) return `"subject": ${JSON.stringify(subject)}`;
  const value = `claims['sub'] matches '${subject}'`;
  return `"claimsMatchingExpression": ${JSON.stringify({ value, languageVersion: 1 })}`;
}
