/** What `init` has to know, and how each answer is given: by a flag, by its variable, or by a person who is asked. */

import type * as z from 'zod';
import { describe } from '../../config/describe.ts';
import { metaOf } from '../../config/field.ts';
import { type Config, configSchema, profiles } from '../../config/schema.ts';
import { leavesOf, schemaAt } from '../../config/schema-walk.ts';
import type { Context } from '../../context.ts';
import type { Question } from '../../io/host.ts';
import { parseLicenseSource } from './license-source.ts';

export interface Answers {
  readonly name: string;
  readonly cloud: string;
  readonly region: string;
  /** Only on Google Cloud. */
  readonly project: string;
  /** Only on Azure. */
  readonly subscription: string;
  /** Only on Azure. */
  readonly tenant: string;
  readonly profile: string;
  readonly organization: string;
  /** `env:NAME`, `file:PATH` or `secret:ID`. */
  readonly licenseSource: string;
  /** Only where the template keeps state in a bucket. */
  readonly stateBucket: string;
  /** Only where the template keeps state in a storage account of Azure. */
  readonly stateAccount: string;
  readonly stateContainer: string;
}

export type AnswerName = keyof Answers;

/** Answers that not every template has a place for. */
export const optionalAnswers = [
  'project',
  'subscription',
  'tenant',
  'stateBucket',
  'stateAccount',
  'stateContainer',
] as const satisfies readonly AnswerName[];
export type OptionalAnswer = (typeof optionalAnswers)[number];

export interface InitQuestion {
  readonly name: AnswerName;
  /** With its dashes. */
  readonly flag: string;
  readonly text: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly initial?: string;
  /** The clouds that need the answer; left out, all. */
  readonly clouds?: readonly string[];
  /** True when only some templates of a cloud have a place for the answer. */
  readonly byTemplate?: true;
  /** True when `initial` is also taken where nobody can be asked. */
  readonly optional?: true;
  /** What is wrong with an answer, or nothing. Never repeats the answer: somebody may have pasted a secret. */
  readonly check: (answer: string) => string | undefined;
}

/** In the order in which a person knows the answers. */
export function initQuestions(context: Context): readonly InitQuestion[] {
  return [...schemaQuestions(context), licenseQuestion, ...stateQuestions];
}

export function toHostQuestion(question: InitQuestion): Question {
  const { flag, text, choices, initial, check, name } = question;
  const common = { code: `init-${name}`, text, flag, ...(initial === undefined ? {} : { initial }) };
  return choices ? { kind: 'choice', ...common, choices } : { kind: 'text', ...common, check };
}

/** The fields of the configuration that carry a question. */
function schemaQuestions(context: Context): readonly InitQuestion[] {
  return leavesOf(configSchema)
    .flatMap(({ schema, clouds }) => {
      const question = metaOf(schema)?.question;
      return question === undefined ? [] : [{ ...question, schema, clouds }];
    })
    .sort((a, b) => a.order - b.order)
    .map(({ flag, text, schema, clouds }) => ({
      name: flag as AnswerName,
      flag: `--${flag}`,
      text,
      ...(clouds === undefined ? {} : { clouds }),
      ...choicesOf(flag, context),
      check: (answer: string) => checkField(flag, schema, answer, context),
    }));
}

function choicesOf(flag: string, context: Context): Pick<InitQuestion, 'choices' | 'initial'> {
  if (flag === 'cloud') {
    const choices = [...context.clouds.values()].map(({ id, title }) => ({ value: id, label: title }));
    return { choices };
  }
  if (flag === 'profile') return { choices: profileChoices, initial: profiles[0] };
  return {};
}

const profileChoices: readonly { readonly value: Config['profile']; readonly label: string }[] = [
  { value: 'staging', label: 'staging: small, warns where production refuses' },
  { value: 'production', label: 'production: sized and guarded for production' },
];

function checkField(flag: string, schema: z.ZodType, answer: string, context: Context): string | undefined {
  if (flag === 'cloud' && !context.clouds.has(answer as Config['cloud'])) {
    return `must be ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(context.clouds.keys())}`;
  }
  return schema.safeParse(answer).success ? undefined : `must be ${describe(schema)}`;
}

const licenseQuestion: InitQuestion = {
  name: 'licenseSource',
  flag: '--license-source',
  text: 'Licence key, by reference: env:NAME, file:PATH or secret:ID',
  initial: 'env:BRAINTRUST_LICENSE_KEY',
  optional: true,
  check: (answer) =>
    parseLicenseSource(answer) === undefined
      ? 'must be env:NAME, file:PATH or secret:ID, and never the key itself'
      : undefined,
};

const stateQuestions: readonly InitQuestion[] = [
  {
    name: 'stateBucket',
    flag: '--state-bucket',
    text: 'Name of an existing bucket for the terraform state',
    byTemplate: true,
    check: (answer) =>
      schemaAt(configSchema, ['state', 'bucket'])?.safeParse(answer).success === true &&
      /^[a-z0-9][a-z0-9._-]*$/.test(answer)
        ? undefined
        : 'must be the name of a bucket: 3 to 63 lower-case letters, digits, dots and dashes',
  },
  {
    name: 'stateAccount',
    flag: '--state-account',
    text: 'Name of an existing storage account for the terraform state',
    byTemplate: true,
    check: (answer) => checkState('storageAccount', answer),
  },
  {
    name: 'stateContainer',
    flag: '--state-container',
    text: 'Name of its container for the terraform state',
    byTemplate: true,
    check: (answer) => checkState('container', answer),
  },
];

function checkState(key: string, answer: string): string | undefined {
  const schema = schemaAt(configSchema, ['state', key]);
  if (schema === undefined || schema.safeParse(answer).success) return undefined;
  return `must be ${describe(schema)}`;
}
