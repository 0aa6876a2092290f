/** What to do when a hop turns out badly. No more is promised than a public text, or the nature of the hop, shows. */
import type { CloudId } from '../config/schema.ts';
import type { Rollback } from './path.ts';

export function backwards(from: string): Rollback {
  return {
    kind: 'reversible',
    recipe: `go back with: bt-dataplane upgrade apply --to ${from}`,
  };
}

export function rollForward(to: string): Rollback {
  return {
    kind: 'roll-forward',
    recipe: `no public text says that ${to} can be followed by an older release: its migrations of the database have run. See what is wrong with bt-dataplane status, put that right, and run bt-dataplane upgrade apply again; or go on to a newer release with bt-dataplane upgrade apply --to RELEASE.`,
  };
}

export function forwardFromFooter(before: string): Rollback {
  return {
    kind: 'roll-forward',
    recipe: `what is written from then on is not readable as ${before}, and no copy of the database holds it. Where nodes do not start, put right what bt-dataplane status names, and run bt-dataplane upgrade apply again: the format stays.`,
  };
}

export const forwardFromPostgres: Rollback = {
  kind: 'roll-forward',
  recipe:
    'rows that were never written to PostgreSQL are in no snapshot of it, so restoring one would lose them. Where something does not work, put right what bt-dataplane status names, and run bt-dataplane upgrade apply again; going back takes downtime and the support of the vendor.',
};

/** The command that restores a database, by cloud; the snapshot's own words have it with every name filled in. */
const restoreCommands: Readonly<Record<CloudId, string>> = {
  aws: 'aws rds restore-db-instance-from-db-snapshot',
  gcp: 'gcloud sql backups restore',
  azure: 'az postgres flexible-server restore',
};

/** Plain terraform, because a plain apply of an older release is refused: that the data is old again, the tool cannot see. */
export function restore(from: string, to: string, cloud: CloudId): Rollback {
  return {
    kind: 'restore',
    recipe: [
      `the database is migrated to a new major, which ${from} cannot read: going back means the snapshot that is taken before this hop, and what was written since is lost.`,
      `1. Restore it: ${restoreCommands[cloud]}, with the names that upgrade apply prints beside the snapshot.`,
      `2. Set release: "${from}" and what else this hop changed back in the configuration: bt-dataplane synth.`,
      '3. In the folder that it names, stack by stack: terraform init, terraform plan, terraform apply. A plain bt-dataplane apply refuses an older release.',
      `Without need of the old data: see what is wrong with bt-dataplane status, and run bt-dataplane upgrade apply again to stay on ${to}.`,
    ].join('\n'),
  };
}
