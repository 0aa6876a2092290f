import * as z from 'zod';
import type { UpgradeApplied } from '../../core/actions/upgrade-apply/index.ts';
import { checkIds } from '../../core/health/check.ts';
import { defineCommand, type Session, type Step } from '../command.ts';
import { texts, toggle, value, values } from '../flag.ts';
import { consentFlags, driveFlags, driveOptions, effectDigest, guardFlags, time } from '../globals.ts';
import { upgradedText } from '../render/upgrade.ts';
import { review } from './apply.ts';
import { releaseText } from './upgrade-check.ts';

export const upgradeApply = defineCommand({
  name: 'upgrade apply',
  summary: 'upgrade hop by hop: plan, guards, snapshot, apply, rollout, health',
  access: 'write',
  flags: {
    to: value(
      'RELEASE',
      'the release to upgrade to, or latest; the configuration is changed along, with a copy beside it',
      releaseText.optional(),
      { fallback: 'the release of the configuration' },
    ),
    through: toggle('go on until the release is reached, waiting at gates; without it one hop is done'),
    ...driveFlags,
    ...guardFlags,
    ...consentFlags,
    passGate: texts('GATE', 'answer for a gate yourself instead of waiting for it'),
    expectPlanDigest: effectDigest(
      'refuse when the first apply does something else than the plan with this digest',
    ),
    healthTimeout: value('TIME', 'how long the data plane may take to be healthy', time.optional(), {
      fallback: '30m',
    }),
    apiUrl: value(
      'URL',
      'where the API is reached from here, for instance through a tunnel',
      z
        .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' })
        .optional(),
      { fallback: 'its own address' },
    ),
    withoutCheck: values(
      'CHECK',
      `leave a check of health out: ${checkIds.join(', ')}`,
      z.enum(checkIds, `must be one of ${checkIds.join(', ')}`),
    ),
  },
  examples: [
    { command: 'upgrade apply', does: 'one hop to the release of the configuration' },
    {
      command: 'upgrade apply',
      does: 'in a pipeline, all the way to the newest',
      flags: { to: 'latest', through: true, yes: true, noInput: true },
    },
  ],
  async run(options, session) {
    const action = await import('../../core/actions/upgrade-apply/index.ts');
    const { planDocumentOf } = await import('../../core/plan/report/document.ts');
    const { to, through, passGate, expectPlanDigest, healthTimeout, apiUrl, withoutCheck } = options;
    const { allowReplace, allowDestroy, acceptOneWay, yes } = options;
    const result = await action.upgradeApply(session.context, {
      ...driveOptions(options, session),
      ...{ to, through, passGate, expectPlanDigest, healthTimeout, apiUrl, withoutCheck },
      ...{ allowReplace, allowDestroy, acceptOneWay, yes },
      onHop: (hop, left) => announce(session, hop?.title, left),
      onReview: review(session),
    });
    const done = result.done.map(({ plan, ...each }) => ({ ...each, plan: planDocumentOf(plan) }));
    return {
      ending: 'ok',
      text: upgradedText(result, session.paint),
      json: { upgrade: { ...result, done } },
      findings: result.done.at(-1)?.plan.findings ?? [],
      next: nextOf(result, { ...(to === undefined ? {} : { to }), ...(through ? { through } : {}) }),
    };
  },
});

/** Talk: what gets applied next. */
function announce({ globals, say, talkPaint }: Session, title: string | undefined, left: number): void {
  if (globals.json) return;
  const more = left === 0 ? '' : talkPaint.faint(`   ${left} more after it`);
  say(
    `${talkPaint.strong(title ?? 'first: what is deployed is brought in line with the configuration')}${more}\n`,
  );
}

function nextOf({ status, config, target }: UpgradeApplied, same: Step['flags']): readonly Step[] {
  if (status === 'stopped' || status === 'paused')
    return [{ command: 'upgrade apply', ...(same === undefined ? {} : { flags: same }) }];
  if (config !== undefined && !config.written)
    return [{ command: 'upgrade check', flags: { to: target.release } }];
  return [{ command: 'upgrade check' }, { command: 'status' }];
}
