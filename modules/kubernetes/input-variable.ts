import type { Construct } from '../core/cdktf.ts';
import { NamedVariable } from '../core/named-variable.ts';

/** A text that an output of another stack gives. */
export class InputVariable extends NamedVariable {
  constructor(scope: Construct, id: string, name: string, description: string) {
    super(scope, id, name, description, { nullable: false });
  }
}
