/** Names what hangs: a resource that takes far longer than its like, and a terraform that says nothing more. */
import type { Env } from '../../env.ts';
import type { Host } from '../io/host.ts';
import type { ProgressCounter } from './progress.ts';
import { minutesOf } from './typical-times.ts';

/** Twice its usual time, and never before this: first calls of a fresh account are slow. */
const patienceMinutes = 10;

/** Terraform tells of every resource in work each ten seconds. https://developer.hashicorp.com/terraform/internals/machine-readable-ui */
const silenceMilliseconds = 120_000;

export function watchProgress({ clock }: Pick<Env, 'clock'>, host: Pick<Host, 'notify'>, label: string) {
  const told = new Set<string>();
  let lastWord = clock.elapsed();
  let silent = false;
  const warn = (code: string, text: string) =>
    host.notify({ kind: 'note', code, level: 'warning', text: `${label}: ${text}` });
  return {
    /** Called at each look; `spoke` when terraform has said something since the last. */
    look({ runningSince }: ProgressCounter, spoke: boolean): void {
      const now = clock.elapsed();
      if (spoke) {
        lastWord = now;
        silent = false;
      }
      for (const [address, since] of runningSince) {
        const minutes = (now - since) / 60_000;
        if (told.has(address) || minutes < Math.max(patienceMinutes, 2 * minutesOf(address))) continue;
        told.add(address);
        warn(
          'resource-slow',
          `${address} has been in work for ${Math.floor(minutes)} minutes, where about ${minutesOf(address)} are usual; look at it in the cloud's console. Ctrl-C stops in order, --apply-timeout does so by itself`,
        );
      }
      if (silent || runningSince.size === 0 || now - lastWord < silenceMilliseconds) return;
      silent = true;
      const names = [...runningSince.keys()].join(', ');
      warn(
        'terraform-silent',
        `terraform has said nothing for ${Math.floor((now - lastWord) / 60_000)} minutes while it works on ${names}; terraform itself or a provider may hang`,
      );
    },
  };
}
