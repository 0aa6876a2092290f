/** Collects the answers: what was given is checked, what is missing is asked, and what cannot be asked is listed at once. */
import type { Context } from '../../context.ts';
import {
  type AnswerName,
  type Answers,
  type InitQuestion,
  initQuestions,
  type OptionalAnswer,
  toHostQuestion,
} from './answers.ts';
import { initErrors } from './errors.ts';
import { namesIn } from './template.ts';

export type GivenAnswers = { readonly [K in AnswerName]?: string | undefined };

type Known = { [K in AnswerName]?: string };

export interface Answered {
  readonly answers: Omit<Answers, OptionalAnswer> & Partial<Pick<Answers, OptionalAnswer>>;
  /** The text of the chosen template. */
  readonly template: string;
}

export async function collectAnswers(context: Context, given: GivenAnswers): Promise<Answered> {
  const { interactive } = context.host;
  const questions = initQuestions(context);
  const known = { ...(interactive ? {} : defaultsOf(questions)), ...givenOf(questions, given) };
  const wrong = questions.flatMap((question) => problemOf(question, known));
  const certain = withoutWrong(known, questions);
  const missing: InitQuestion[] = [];
  for (const question of questions) {
    if (known[question.name] === undefined && (await isNeeded(question, certain, context)))
      missing.push(question);
  }
  if (wrong.length > 0 || (missing.length > 0 && !interactive)) {
    throw initErrors.answers(interactive ? [] : missing, wrong);
  }
  for (const question of questions) {
    if (known[question.name] !== undefined) continue;
    if (!(await isNeeded(question, known, context))) continue;
    known[question.name] = await context.host.ask(toHostQuestion(question));
    const problem = problemOf(question, known);
    if (problem.length > 0) throw initErrors.answers([], problem);
  }
  const template = await templateOf(context, known);
  const idle = questions.flatMap((question) => uselessAnswer(question, known, context, template));
  if (idle.length > 0) throw initErrors.answers([], idle);
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

/** Of a question that only some clouds or templates have, it shows when these are known. */
async function isNeeded(
  { name, clouds, byTemplate }: InitQuestion,
  known: Known,
  context: Context,
): Promise<boolean> {
  if (clouds !== undefined) return known.cloud !== undefined && clouds.includes(known.cloud);
  if (!byTemplate) return true;
  if (known.cloud === undefined || known.profile === undefined) return false;
  return namesIn(await templateOf(context, known)).has(name);
}

function withoutWrong(known: Known, questions: readonly InitQuestion[]): Known {
  return givenOf(
    questions.filter((question) => problemOf(question, known).length === 0),
    known,
  );
}

/** An answer that the template has no place for would be lost. */
function uselessAnswer(
  question: InitQuestion,
  known: Known,
  { clouds }: Context,
  template: string,
): { flag: string; problem: string }[] {
  const { name, flag, byTemplate } = question;
  const everywhere = question.clouds === undefined && !byTemplate;
  if (known[name] === undefined || everywhere || namesIn(template).has(name)) return [];
  const cloud = [...clouds.values()].find(({ id }) => id === known.cloud)?.title ?? known.cloud;
  const problem = byTemplate
    ? `profile ${known.profile} keeps its state in a file; set \`state\` in the configuration instead`
    : `a deployment on ${cloud} has no such key`;
  return [{ flag, problem }];
}

function problemOf(question: InitQuestion, known: Known): { flag: string; problem: string }[] {
  const answer = known[question.name];
  const problem = answer === undefined ? undefined : question.check(answer);
  return problem === undefined ? [] : [{ flag: question.flag, problem }];
}

function templateOf({ env }: Context, { cloud, profile }: Known): Promise<string> {
  return env.fs.readText(`${env.packageRoot}/templates/config/${cloud}-${profile}.yaml`);
}
