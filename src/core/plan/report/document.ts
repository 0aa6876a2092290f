/**
 * The plan as a document with a contract: what `plan --format json` prints, and `plan` of every `--json`. This schema is its
 * only source; `docs/plan.schema.json` is generated from it. A new key raises the minor version, everything else the major.
 */
import * as z from 'zod';
import { changeKinds, concernKinds } from '../model.ts';
import type { PlanResult } from '../result.ts';

export const planFormatVersion = '1.1';

const change = z.enum(changeKinds).meta({
  description:
    'What is done. `replace` destroys and makes anew; `forget` leaves the object and drops it from the state.',
});
const counts = z
  .object({
    create: z.int().min(0),
    update: z.int().min(0),
    replace: z.int().min(0),
    destroy: z.int().min(0),
    import: z.int().min(0),
    move: z.int().min(0),
    forget: z.int().min(0),
  })
  .meta({ description: 'How many resources. One that is moved or imported and changed counts for both.' });
const text = (description: string) => z.string().meta({ description });
const texts = (description: string) => z.array(z.string()).readonly().meta({ description });
const optionalText = (description: string) => z.string().exactOptional().meta({ description });
const address = text('Address of the resource in its stack.');
const stackName = text('Stack that it belongs to.');
const component = text('Part of the data plane, such as `database`.');

const attributes = z
  .array(
    z.object({
      path: text('Dotted path, such as `settings.0.value`.'),
      before: z.string().optional().meta({ description: 'Shortened text; absent for nothing.' }),
      after: z.string().optional().meta({
        description:
          'Shortened text; absent for nothing. `(sensitive)` and `(known after apply)` stand for themselves.',
      }),
      forces: z.boolean().meta({ description: 'True when this attribute is why the resource is replaced.' }),
    }),
  )
  .readonly()
  .meta({ description: 'Attributes that differ; sensitive values are masked.' });

const resourceChange = z.object({
  address,
  type: text('Type of the resource in its provider.'),
  stack: stackName,
  component,
  kind: change,
  movedFrom: optionalText('Former address.'),
  importedId: optionalText('Id of what is taken over.'),
  reason: optionalText("Terraform's reason, such as `replace_because_tainted`."),
  forcedBy: texts('Attributes that force the replacement.'),
  attributes,
  unknown: texts('Paths of attributes that are known only after apply.'),
});

const concern = z
  .object({
    kind: z.enum(concernKinds).meta({ description: 'What there is to worry about.' }),
    severity: z.enum(['blocking', 'attention', 'notice']).meta({
      description:
        '`blocking` needs a flag of its own, where there is one: of kind `upgrade` there is none. `attention` should be looked at, `notice` is worth a line.',
    }),
    address,
    stack: stackName,
    component,
    change,
    noun: text('The resource in plain words.'),
    because: text("The attribute that forces or causes it, or terraform's reason."),
    attribute: optionalText('Path of that attribute.'),
    consequence: text('What happens, in plain words.'),
    flag: optionalText('The flag that consents, with its value; only where it is blocking.'),
    allowed: z.boolean().meta({ description: 'False for what is blocking and has not been consented to.' }),
  })
  .meta({ description: 'Something about a change that a reviewer has to know.' });

const release = z.object({
  address,
  chart: text('Reference of the Helm chart.'),
  version: text('Version of the chart.'),
  namespace: text('Kubernetes namespace.'),
  objects: z
    .record(z.string(), z.int().min(0))
    .readonly()
    .exactOptional()
    .meta({ description: 'Rendered objects by kind; absent when the chart could not be rendered.' }),
  note: optionalText('Why the chart could not be rendered.'),
});

const stack = z.object({
  stack: text('Name of the stack.'),
  counts,
  components: z
    .record(z.string(), counts)
    .readonly()
    .meta({ description: 'Counts per part of the data plane.' }),
  changes: z.array(resourceChange).readonly(),
  outputs: z
    .array(
      z.object({
        name: text('Name of the output.'),
        stack: stackName,
        kind: z.enum(['create', 'update', 'destroy']),
        sensitive: z.boolean(),
      }),
    )
    .readonly(),
  drift: z
    .array(z.object({ address, stack: stackName, kind: z.enum(['update', 'destroy']), attributes }))
    .readonly()
    .meta({
      description:
        'What changed outside of terraform and has to do with this plan; with `refreshOnly` all of it.',
    }),
  hasChanges: z
    .boolean()
    .meta({ description: 'True when applying it would do anything, be it only a step.' }),
  steps: z
    .array(
      z.object({
        id: text('Stable name of the step.'),
        text: text('What it does.'),
        when: z.enum(['before', 'after']).meta({ description: 'Before or after the stack is applied.' }),
      }),
    )
    .readonly()
    .exactOptional()
    .meta({ description: 'What is done besides terraform and has not been done yet.' }),
  stepsOnly: z.literal(true).exactOptional().meta({ description: 'Terraform has nothing to do here.' }),
  predicted: z.literal(true).exactOptional().meta({
    description: 'The stack cannot be planned yet: its changes are foretold from what is rendered.',
  }),
  waitsFor: z
    .array(z.string())
    .readonly()
    .exactOptional()
    .meta({ description: 'Of a prediction: what has to be there first.' }),
  afterStage: z
    .int()
    .min(0)
    .exactOptional()
    .meta({ description: 'Of a prediction: the stage after which it is planned, from 1.' }),
  because: optionalText('Of a prediction: why terraform could not plan it now.'),
  releases: z
    .array(release)
    .readonly()
    .exactOptional()
    .meta({ description: 'Of a prediction: the Helm releases that it will install.' }),
});

export const planDocument = z
  .object({
    formatVersion: z
      .literal(planFormatVersion)
      .meta({ description: 'Major and minor; a reader refuses a major that it does not know.' }),
    subject: z.object({
      name: text('Name of the deployment.'),
      cloud: text('`aws`, `gcp` or `azure`.'),
      region: text('Region of the cloud.'),
      profile: text('`testing` or `production`.'),
      release: text('Release of the data plane that the configuration asks for.'),
      deployedRelease: z
        .string()
        .optional()
        .meta({ description: 'Release that is deployed, as far as the outputs tell.' }),
      config: text('The configuration file, absolute.'),
      folder: text('The rendered folder, absolute.'),
      digest: text('Digest of what is rendered.'),
    }),
    identity: z.object({
      account: text('Account, project or subscription.'),
      principal: text('The user or role.'),
      variable: optionalText('The variable that names the account, where one does.'),
    }),
    terraformVersion: text('Version of terraform that planned.'),
    hasChanges: z.boolean(),
    counts,
    stacks: z.array(stack).readonly().meta({ description: 'In the order in which they are applied.' }),
    concerns: z.array(concern).readonly(),
    blocked: z.boolean().meta({ description: 'True when `apply` refuses because consent is missing.' }),
    endpoints: z
      .array(z.object({ name: text('Variable.'), value: text('Where calls go.') }))
      .readonly()
      .meta({ description: "Variables that send the provider's calls elsewhere." }),
    overrides: texts("The person's own override files."),
    effect: text('Digest of what the plan does; equal for every plan that does the same.'),
    refreshOnly: z
      .object({
        drifted: z.boolean().meta({ description: 'True when `drift` of a stack has something.' }),
        notDeployed: texts('Stacks that have nothing to look at yet.'),
        unsaid: texts(
          'Resources that differ only in what the configuration says nothing about, as after every apply.',
        ),
      })
      .exactOptional()
      .meta({
        description: 'Set when it was only looked at what there is: nothing of it can be applied.',
      }),
    logs: text("Folder with terraform's own words."),
    bundle: z
      .object({
        file: text('Path of the bundle, absolute.'),
        digest: text('Digest of the file.'),
        bytes: z.int().min(0),
        planned: texts('Stacks that are in it as a plan.'),
        foretold: texts('Stacks that are planned when their time comes.'),
      })
      .exactOptional()
      .meta({ description: 'The file that the plan was written into; it holds secrets.' }),
  })
  .meta({
    title: 'Plan of bt-dataplane',
    description: 'What a plan would do and what there is to worry about. Sensitive values are masked.',
  });

export type PlanDocument = z.infer<typeof planDocument>;
export type Bundle = NonNullable<PlanDocument['bundle']>;
/** What every report is made from. */
export type Reported = PlanResult & { readonly bundle?: Bundle };

/** Findings stand beside it in `--json`, as for every command. */
export function planDocumentOf({ findings: _, ...plan }: Reported): PlanDocument {
  return { formatVersion: planFormatVersion, ...plan };
}

/** JSON Schema 2020-12 with a final newline, as `docs/plan.schema.json` has it. Minor versions add keys, so others are fine. */
export function planSchemaText(): string {
  const schema = z.toJSONSchema(planDocument, { target: 'draft-2020-12', io: 'input', override: bound });
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function bound({ jsonSchema }: { readonly jsonSchema: { maximum?: number } }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}
