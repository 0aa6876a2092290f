/** Everything that makes a data plane healthy, as a list. Paths: the public ones of the vendor's API. */
import { isBtError } from '../../errors.ts';
import type { Rollout } from '../clouds/cloud.ts';
import { described, isGood, isRefusal, noAddress, notYet, tellsNoStrangers } from './answers.ts';
import type { Check, CheckAnswer, CheckId, Look } from './check.ts';
import { migrationVerdict, statusVerdict } from './verdicts.ts';
import { versionIn } from './version.ts';

export const checks: readonly Check[] = [
  {
    id: 'rollout',
    title: 'every node runs what was applied, and is healthy',
    advice: 'look at the events of the group or of the chart that is named',
    look: rollout,
  },
  {
    id: 'api',
    title: 'the API answers',
    advice:
      'look at the logs of the API; where this machine cannot reach its address, name another: --api-url URL',
    look: async (look) => {
      const answer = await look.get('/ping');
      if (answer === undefined) return noAddress;
      return isGood(answer) || isRefusal(answer)
        ? { state: 'good', text: 'answers' }
        : notYet('/ping', answer);
    },
  },
  versionCheck('api-version', 'the API is of the release', '/version', ({ version }) => version),
  {
    id: 'brainstore',
    title: 'Brainstore answers the API',
    advice: 'look at the logs of the Brainstore nodes',
    look: (look) => asked(look, '/brainstore/status', statusVerdict),
  },
  versionCheck(
    'brainstore-version',
    'Brainstore is of the release',
    '/brainstore/version',
    ({ brainstoreTag, version }) => versionIn(brainstoreTag) ?? version,
  ),
  {
    id: 'migration',
    title: 'the database is migrated',
    advice: 'look at the logs of the migration; it goes on by itself',
    look: (look) => asked(look, '/migration-status', migrationVerdict),
  },
];

function versionCheck(
  id: CheckId,
  title: string,
  path: string,
  expected: (release: Look['release']) => string,
): Check {
  const judge = (body: string, wanted: string): CheckAnswer => {
    const found = versionIn(body);
    if (found === undefined) return { state: 'unknown', text: `${path} answers, but names no version` };
    return found === wanted
      ? { state: 'good', text: found }
      : { state: 'waiting', text: `${path} says ${found}, and not ${wanted}` };
  };
  return {
    id,
    title,
    advice: 'an old version that stays means an old node or a cache before the API; see the check rollout',
    look: (look) => asked(look, path, (body) => judge(body, expected(look.release))),
  };
}

/** A refusal that still names a version is judged by it, and so is a path that is not there by whether others are. */
async function asked(look: Look, path: string, judge: (body: string) => CheckAnswer): Promise<CheckAnswer> {
  const answer = await look.get(path);
  if (answer === undefined) return noAddress;
  if (answer.status === undefined) return notYet(path, answer);
  if (isGood(answer)) return judge(answer.body);
  if (isRefusal(answer)) {
    const told = path.endsWith('/version') ? judge(answer.body) : tellsNoStrangers;
    return told.state === 'unknown'
      ? { ...tellsNoStrangers, text: `${path} ${tellsNoStrangers.text}` }
      : told;
  }
  if (answer.status === 404) return { state: 'unknown', text: `${path}: ${described(answer)}` };
  return notYet(path, answer);
}

const answers: Readonly<Record<Rollout['state'], CheckAnswer['state']>> = {
  done: 'good',
  running: 'waiting',
  failed: 'broken',
  unseen: 'unknown',
};

async function rollout(look: Look): Promise<CheckAnswer> {
  try {
    const { state, text } = await look.rollout();
    return { state: answers[state], text };
  } catch (error) {
    if (!isBtError(error)) throw error;
    // A right that is missing does not come by waiting; an answer that is missing may.
    const state = /permission/.test(`${error.code} ${error.hint}`) ? 'broken' : 'waiting';
    return { state, text: [error.message, error.hint].filter((part) => part !== undefined).join('; ') };
  }
}
