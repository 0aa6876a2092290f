import { findType } from '../../../requirements/machines.ts';
import { nodePools } from '../../../requirements/rules/brainstore.ts';
import type { Rule } from '../../../rules/rule.ts';

export const imageArchitecture: Rule = {
  id: 'brainstore/image-architecture',
  states: 'With a machine image of your own all nodes have one architecture, since an image has one.',
  check: (subject) => {
    if (subject.config.brainstore.machineImage === undefined) return [];
    const types = [...new Set(nodePools.flatMap((pool) => findType(pool, subject) ?? []))];
    const architectures = [...new Set(types.map((type) => type.architecture))];
    if (architectures.length < 2) return [];
    return [
      {
        rule: imageArchitecture.id,
        severity: 'error',
        message: `one machine image cannot start ${types.map((type) => `${type.name} (${type.architecture})`).join(' and ')}`,
        path: 'brainstore.machineImage',
        required: 'one architecture',
        found: architectures.join(', '),
        fix: { text: 'choose machines of one architecture, or remove brainstore.machineImage' },
      },
    ];
  },
};
