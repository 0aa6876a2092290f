/** Waits until what was applied is healthy, and says so only when it is so twice in a row. */
import type { Context } from '../context.ts';
import { ticking } from '../plan/ticking.ts';
import { checks } from './checks.ts';
import { unhealthy } from './errors.ts';
import { isFine, lookOnce, type Round, remembering, type SeenAnswer } from './look.ts';
import type { HealthReport, HealthRequest } from './report.ts';
import { tellResult, tellWhatIsSpecial } from './told.ts';

export type { HealthReport, HealthRequest } from './report.ts';

/** Between two looks: nodes take minutes, and a load balancer looks as often. */
const pollMilliseconds = 10_000;
/** Also after a look that took as long as that. */
const leastMilliseconds = 1_000;
/** So many good ones in a row: while nodes change, good and bad ones answer by turns. */
const enough = 2;

/** Throws kind `unhealthy` with what each check saw last; the signal of the rollout's context ends it as well. */
export async function waitUntilHealthy(context: Context, request: HealthRequest): Promise<HealthReport> {
  const { release, cloud } = request;
  const rollout = remembering(request.rollout);
  const apiUrl = request.apiUrl?.replace(/\/+$/, '') ?? (await cloud.apiUrl(rollout));
  tellWhatIsSpecial(context, request);
  const { env, host } = context;
  const label = `health of ${release.version}`;
  const waiting = { ...request, apiUrl, rollout };
  const seen = await ticking({ env, host, label, signal: rollout.signal }, (progress) =>
    waitForTwo(waiting, progress),
  );
  const report: HealthReport = {
    release: release.version,
    apiUrl,
    seconds: seen.seconds,
    checks: checks.map(({ id }) => {
      const answer = seen.answers.find(({ check }) => check.id === id)?.answer;
      if (answer === undefined) return { id, state: 'left-out', text: 'not asked' };
      return { id, state: answer.state === 'good' ? 'good' : 'unknown', text: answer.text };
    }),
  };
  tellResult(context, label, report);
  return report;
}

interface Seen {
  readonly answers: readonly SeenAnswer[];
  readonly seconds: number;
}

async function waitForTwo(round: Round, progress: (text: string) => void): Promise<Seen> {
  const { rollout, timeoutMilliseconds, again, release } = round;
  const { clock } = rollout.env;
  const began = clock.elapsed();
  const wanted = checks.filter(({ id }) => !round.without.includes(id));
  progress('first look');
  for (let good = 0, broken = 0, late = false; ; ) {
    const asked = clock.elapsed();
    const answers = await lookOnce(wanted, round);
    rollout.signal.throwIfAborted();
    const seconds = Math.round((clock.elapsed() - began) / 1000);
    const bad = answers.filter(({ answer }) => !isFine(answer));
    good = bad.length === 0 ? good + 1 : 0;
    broken = bad.some(({ answer }) => answer.state === 'broken') ? broken + 1 : 0;
    if (good === enough) return { answers, seconds };
    const left = began + timeoutMilliseconds - clock.elapsed();
    // One that has just become good gets a last look.
    const over = left <= 0 && (good === 0 || late);
    const hopeless = broken === enough;
    if (over || hopeless) throw unhealthy({ release: release.version, answers, hopeless, seconds, again });
    late = left <= 0;
    progress(
      bad.length === 0
        ? 'once more'
        : bad.map(({ check, answer }) => `${check.id} (${answer.text})`).join(', '),
    );
    const pause = Math.max(pollMilliseconds - (clock.elapsed() - asked), leastMilliseconds);
    await clock.sleep(left > 0 ? Math.min(pause, left) : pause, rollout.signal);
    rollout.signal.throwIfAborted();
  }
}
