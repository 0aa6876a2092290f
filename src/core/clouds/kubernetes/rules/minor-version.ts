import type { Rule } from '../../../rules/rule.ts';

/** The managed databases of these clouds choose the minor version themselves. */
export function minorVersionRule(service: string, source: string): Rule {
  const path = 'postgres.version';
  const rule: Rule = {
    id: 'postgres/version-minor',
    states: `The version of PostgreSQL is a major version: ${service} chooses the minor one.`,
    check: ({ config }) => {
      const { version } = config.postgres;
      // Until 9.6 a major version had two numbers.
      const [major = version] = /^(9\.[0-9]+|[0-9]+)/.exec(version) ?? [];
      // What is too old is told by the requirements, with a version to take.
      if (major === version || Number(major) < 15) return [];
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${service} takes no minor version, such as PostgreSQL ${version}; it keeps the newest of ${major} itself`,
          path,
          required: major,
          found: version,
          nearest: major,
          fix: { text: `set ${path}: "${major}"`, set: [{ path, value: major }] },
          source,
        },
      ];
    },
  };
  return rule;
}
