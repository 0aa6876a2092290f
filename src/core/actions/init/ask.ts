/** Collects the answers: what was given is checked, what is missing is asked, and what cannot be asked is listed at once. */
import type { Context } from '../../context.ts';
import {
  type AnswerName,
  type Answers,
  type InitQuestion,
  initQuestions,
  toHostQuestion,
} from './answers.ts';
import { initErrors } from './errors.ts';
import { namesIn } from './template.ts';

export type GivenAnswers = { readonly [K in AnswerName]?: string | undefined };

type Known = { [K in AnswerName]?: string };

export interface Answered {
  readonly answers: Omit<Answers, 'stateBucket'> & { readonly stateBucket?: string };
  /** The text of the chosen template. */
  readonly template: string;
}

export async function collectAnswers(context: Context, given: GivenAnswers): Promise<Answered> {
  const { interactive } = context.host;
  const questions = initQuestions(context);
  const known = { ...(interactive ? {} : defaultsOf(questions)), ...givenOf(questions, given) };
  const wrong = questions.flatMap((question) => problemOf(question, known));
  const missing = (await neededOf(questions, known, context, wrong)).filter(
    ({ name }) => known[name] === undefined,
  );
  if (wrong.length > 0 || (missing.length > 0 && !interactive)) {
    throw initErrors.answers(interactive ? [] : missing, wrong);
  }
  for (const question of questions) {
    if (known[question.name] !== undefined) continue;
    if (question.name === 'stateBucket' && !namesIn(await templateOf(context, known)).has('stateBucket'))
      continue;
    known[question.name] = await context.host.ask(toHostQuestion(question));
    const problem = problemOf(question, known);
    if (problem.length > 0) throw initErrors.answers([], problem);
  }
  const template = await templateOf(context, known);
  if (known.stateBucket !== undefined && !namesIn(template).has('stateBucket')) {
    const problem = `profile ${known.profile} keeps its state in a file; set \`state\` in the configuration instead`;
    throw initErrors.answers([], [{ flag: '--state-bucket', problem }]);
  }
  return { answers: inOrder(questions, known) as Answered['answers'], template };
}

/** As a person is asked, so that the command that repeats them reads the same way. */
function inOrder(questions: readonly InitQuestion[], known: Known): Known {
  return givenOf(questions, known);
}

/** Only answers, whatever else the object carries. */
function givenOf(questions: readonly InitQuestion[], given: GivenAnswers): Known {
  return Object.fromEntries(
    questions.flatMap(({ name }) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
}

function defaultsOf(questions: readonly InitQuestion[]): Known {
  return Object.fromEntries(
    questions.flatMap(({ name, optional, initial }) => (optional ? [[name, initial]] : [])),
  );
}

/** Whether a bucket is needed shows only when the template is known. */
async function neededOf(
  questions: readonly InitQuestion[],
  known: Known,
  context: Context,
  wrong: readonly { readonly flag: string }[],
): Promise<readonly InitQuestion[]> {
  const basics = questions.filter(({ name }) => name !== 'stateBucket');
  if (known.cloud === undefined || known.profile === undefined) return basics;
  if (wrong.some(({ flag }) => flag === '--cloud' || flag === '--profile')) return basics;
  return namesIn(await templateOf(context, known)).has('stateBucket') ? questions : basics;
}

function problemOf(question: InitQuestion, known: Known): { flag: string; problem: string }[] {
  const answer = known[question.name];
  const problem = answer === undefined ? undefined : question.check(answer);
  return problem === undefined ? [] : [{ flag: question.flag, problem }];
}

function templateOf({ env }: Context, { cloud, profile }: Known): Promise<string> {
  return env.fs.readText(`${env.packageRoot}/templates/config/${cloud}-${profile}.yaml`);
}
