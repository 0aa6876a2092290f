import * as z from 'zod';
import type { UpgradeCheck } from '../../core/actions/upgrade-check/index.ts';
import { defineCommand, type Step } from '../command.ts';
import { toggle, value } from '../flag.ts';
import { runOnAll } from '../fleet.ts';
import { driveFlags, driveOptions, fleetFlags } from '../globals.ts';
import { upgradeCheckText } from '../render/upgrade.ts';

/** Of every command of an upgrade. */
export const releaseText = z
  .string()
  .regex(/^(latest|\d+\.\d+\.\d+)$/, 'must be a release such as 2.12.0, or latest');

export const upgradeCheck = defineCommand({
  name: 'upgrade check',
  summary: 'say which release is deployed, how late that is, and which applies lead to a newer one',
  access: 'read',
  flags: {
    ...driveFlags,
    ...fleetFlags,
    to: value('RELEASE', 'the release to look for a way to', releaseText.optional(), { fallback: 'latest' }),
    detailedExitcode: toggle('exit with 2 when there is something to upgrade'),
  },
  examples: [
    { command: 'upgrade check', does: 'what there is' },
    {
      command: 'upgrade check',
      does: 'in a pipeline, by schedule',
      flags: { json: true, detailedExitcode: true },
    },
    {
      command: 'upgrade check',
      does: 'of many deployments',
      flags: { config: 'deployments/*.yaml', all: true },
    },
  ],
  async run(options, session) {
    const action = await import('../../core/actions/upgrade-check/index.ts');
    const { to, detailedExitcode } = options;
    if (options.all) {
      return runOnAll<UpgradeCheck>(session, {
        command: 'upgrade check',
        parallel: options.parallel,
        run: (context, config) =>
          action.upgradeCheck(context, { ...driveOptions(options, session), config, to }),
        columns: ['deployed', 'latest', 'behind'],
        cells: ({ deployed, latest, overdue }) => [
          deployed?.release ?? 'nothing',
          latest ?? '-',
          overdue === undefined ? '-' : `${overdue.days} days`,
        ],
        ending: ({ available }) => (available && detailedExitcode ? 'changes' : 'ok'),
        json: (upgrade) => ({ upgrade }),
        findings: () => [],
      });
    }
    const result = await action.upgradeCheck(session.context, { ...driveOptions(options, session), to });
    return {
      ending: result.available && detailedExitcode ? 'changes' : 'ok',
      text: upgradeCheckText(result, session.paint),
      json: { upgrade: result },
      next: nextOf(result, to),
    };
  },
});

function nextOf(
  { deployed, hops, target }: { deployed: unknown; hops: readonly unknown[]; target: string | undefined },
  to: string | undefined,
): readonly Step[] {
  if (deployed === undefined) return [{ command: 'apply' }];
  if (hops.length === 0 || target === undefined) return [{ command: 'status' }];
  return [{ command: 'upgrade plan', flags: { to: to ?? target } }];
}
