import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { argument, value } from '../flag.ts';
import { releaseListText, releaseText } from '../render/releases.ts';

export const releasesList = defineCommand({
  name: 'releases list',
  summary: 'list the releases of the data plane that this program knows',
  access: 'offline',
  flags: {
    cloud: value(
      'CLOUD',
      'only those that can be deployed there',
      z.enum(['aws', 'gcp', 'azure']).optional(),
    ),
  },
  examples: [{ command: 'releases list', does: 'what there is for Google Cloud', flags: { cloud: 'gcp' } }],
  async run({ cloud }, { context, globals, paint }) {
    const { listReleases } = await import('../../core/actions/releases/list.ts');
    const list = await listReleases(context, { config: globals.config, cloud });
    return {
      ending: 'ok',
      text: releaseListText(list, paint),
      json: { ...list },
      next: [{ command: 'upgrade check' }],
    };
  },
});

export const releasesShow = defineCommand({
  name: 'releases show',
  summary: 'tell everything about one release: images, charts, defaults, and why it may not be chosen',
  access: 'offline',
  flags: {
    release: argument(
      'RELEASE',
      'such as 2.12.0',
      z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a release such as 2.12.0'),
    ),
  },
  examples: [{ command: 'releases show', does: 'one of them', flags: { release: '2.1.1' } }],
  async run({ release }, { context, globals, paint }) {
    const { showRelease } = await import('../../core/actions/releases/list.ts');
    const found = await showRelease(context, { config: globals.config, release });
    return {
      ending: 'ok',
      text: releaseText(found, paint),
      json: { release: found },
      next: [{ command: 'releases list' }],
    };
  },
});

export const releasesUpdate = defineCommand({
  name: 'releases update',
  summary: 'take a newer catalogue of releases from a file or an address, beside the configuration',
  access: 'read',
  flags: {
    source: argument('SOURCE', 'a file, or an address that begins with https://', z.string().min(1)),
    sha256: value(
      'HEX',
      'its SHA-256',
      z
        .string('must be given: only a catalogue with the right checksum is taken')
        .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits'),
    ),
  },
  examples: [
    {
      command: 'releases update',
      does: 'from a file that you trust',
      flags: { source: 'releases.json', sha256: '0'.repeat(64) },
    },
  ],
  async run({ source, sha256 }, { context, globals, paint }) {
    const { updateReleases } = await import('../../core/actions/releases/update.ts');
    const result = await updateReleases(context, { config: globals.config, source, sha256 });
    return {
      ending: 'ok',
      text: `${paint.good('written')}  ${result.file}   ${result.releases} releases, ${result.added.length} of them new, the newest that may be chosen ${result.newest}; commit it`,
      json: { ...result },
      next: [{ command: 'releases list' }, { command: 'upgrade check' }],
    };
  },
});
