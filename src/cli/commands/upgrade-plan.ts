import { defineCommand } from '../command.ts';
import { toggle, value } from '../flag.ts';
import { driveFlags, driveOptions, guardFlags } from '../globals.ts';
import { planText } from '../render/plan.ts';
import { upgradePlanText } from '../render/upgrade.ts';
import { releaseText } from './upgrade-check.ts';

export const upgradePlan = defineCommand({
  name: 'upgrade plan',
  summary: 'show every apply of an upgrade, and what the first of them would do',
  access: 'read',
  flags: {
    to: value('RELEASE', 'the release to upgrade to, or latest', releaseText.optional(), {
      fallback: 'the release of the configuration',
    }),
    ...driveFlags,
    ...guardFlags,
    full: toggle('every attribute of every change'),
    detailedExitcode: toggle('exit with 2 when there is something to do'),
  },
  examples: [
    { command: 'upgrade plan', does: 'the way to the release that the configuration asks for' },
    { command: 'upgrade plan', does: 'the way to the newest', flags: { to: 'latest' } },
  ],
  async run(options, session) {
    const action = await import('../../core/actions/upgrade-plan/index.ts');
    const { planDocumentOf } = await import('../../core/plan/report/document.ts');
    const { to, allowReplace, allowDestroy, acceptOneWay, full, detailedExitcode } = options;
    const { first, ...way } = await action.upgradePlan(session.context, {
      ...driveOptions(options, session),
      to,
      allowReplace,
      allowDestroy,
      acceptOneWay,
    });
    const text = upgradePlanText({ ...way, first }, session.paint);
    const carry = to === undefined ? {} : { to };
    const none = way.hops.length === 0;
    return {
      ending: !none && detailedExitcode ? 'changes' : 'ok',
      text: first === undefined ? text : `${planText(first, { paint: session.paint, full })}\n\n${text}`,
      json: { upgrade: way, plan: first === undefined ? null : planDocumentOf(first) },
      findings: first?.findings ?? [],
      next: [none ? { command: 'upgrade check' } : { command: 'upgrade apply', flags: carry }],
    };
  },
});
