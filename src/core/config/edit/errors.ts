import { BtError } from '../../../errors.ts';
import { formatPath, type Path } from '../path.ts';

export function notEditable(path: Path, reason: string): BtError {
  const name = formatPath(path);
  return new BtError({
    kind: 'config',
    code: 'config-not-editable',
    message: `${name} cannot be changed in the configuration without your help: ${reason}`,
    hint: `change ${name} by hand, then run the same command again`,
  });
}
