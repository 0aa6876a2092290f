/** What can be wrong with the files that a configuration builds on. */
import type { Finding, Place } from '../../findings/finding.ts';

const about = { severity: 'error', path: 'extends' } as const;

export function baseNotFound(place: Place, file: string): Finding {
  return {
    ...about,
    rule: 'config/base-not-found',
    message: `there is no file ${file}`,
    place,
    fix: { text: 'correct the path; it is relative to the file that it stands in' },
  };
}

export function baseUnreadable(place: Place, reason: string): Finding {
  return {
    ...about,
    rule: 'config/base-not-found',
    message: reason,
    place,
    fix: { text: 'check that it is a file and that you may read it' },
  };
}

export function baseCycle(place: Place, files: readonly string[]): Finding {
  return {
    ...about,
    rule: 'config/base-cycle',
    message: `files build on each other: ${files.join(' builds on ')}`,
    place,
    fix: { text: 'remove `extends` from one of them' },
  };
}

export function baseTooDeep(place: Place, limit: number): Finding {
  return {
    ...about,
    rule: 'config/base-too-deep',
    message: `a file builds on another, and so on, more than ${limit} deep`,
    place,
    required: `at most ${limit} levels`,
    fix: { text: 'list the files in one `extends` instead' },
  };
}

/** Every deployment that builds on it would have that name, unless it writes its own. */
export function baseName(place: Place): Finding {
  return {
    rule: 'config/base-name',
    severity: 'warning',
    message: 'this file is one that others build on, and each deployment needs a name of its own',
    path: 'name',
    place,
    fix: { text: 'write `name` in the files of the deployments instead' },
  };
}

/** What is wrong with any file, but `init` writes none of these. */
export function inBase(finding: Finding): Finding {
  if (finding.rule !== 'config/empty' && finding.rule !== 'config/not-a-mapping') return finding;
  const fix = { text: 'write keys of a configuration into it, or take it out of `extends`' };
  return { ...finding, message: 'this file, which others build on, holds no keys', fix };
}
