/** Every command, in the order of the help. Kept apart from the records so that these can name each other. */
export const commandNames = [
  'init',
  'validate',
  'synth',
  'plan',
  'apply',
  'upgrade check',
  'upgrade plan',
  'upgrade apply',
  'status',
  'outputs',
  'destroy',
  'attach',
  'recover',
  'state unlock',
  'releases list',
  'releases show',
  'releases update',
  'requirements',
  'ci scaffold',
  'config show',
  'config migrate',
  'render helm-values',
  'schema',
  'version',
] as const;

export type CommandName = (typeof commandNames)[number];
