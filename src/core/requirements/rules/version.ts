import type { Config } from '../../config/schema.ts';
import type { Rule } from '../../rules/rule.ts';
import type { Catalogue } from '../catalogue.ts';
import { least, type Requirement } from '../tables.ts';

export interface Versioned {
  readonly component: string;
  readonly title: string;
  readonly path: string;
  readonly requirement: Requirement;
  readonly found: (config: Config) => string;
  /** Oldest first. */
  readonly offered: (catalogue: Catalogue) => readonly string[];
}

/** A version is an error in staging too: software below the minimum does not work, however small the load. */
export function versionRule(versioned: Versioned): Rule {
  const { component, title, path, requirement } = versioned;
  const rule: Rule = {
    id: `requirements/${component}-version`,
    states: `${title} is recent enough.`,
    waivable: true,
    check: ({ config, cloud }) => {
      const needed = least(requirement, config.profile) ?? 0;
      const found = versioned.found(config);
      if (majorOf(found) >= needed) return [];
      const nearest = versioned.offered(cloud.catalogue).find((version) => majorOf(version) >= needed);
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${title} ${found} is too old, ${config.profile} needs ${needed} or newer`,
          path,
          required: `${needed} or newer`,
          found,
          ...(nearest !== undefined && {
            nearest,
            fix: { text: `set ${path}: "${nearest}"`, set: [{ path, value: nearest }] },
          }),
          source: requirement.source,
        },
      ];
    },
  };
  return rule;
}

export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
