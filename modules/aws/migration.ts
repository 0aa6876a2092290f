import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation/index.js';
import { Construct } from '../core/cdktf.ts';
import { ServiceFunction, type ServiceFunctionHost } from './functions/service-function.ts';
import type { SecretReferences } from './lambda-secrets/references.ts';

export interface MigrationProps {
  readonly host: ServiceFunctionHost;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: SecretReferences;
  /** Addresses of what must be there first: the database's secrets, the role's rights. */
  readonly after: readonly string[];
}

/** Brings the database to the release's schema. Runs again whenever the function's code changes, and before all else. */
export class Migration extends Construct {
  readonly function: ServiceFunction;
  /** Address of the finished run, for those who must not start before it. */
  readonly done: string;

  constructor(scope: Construct, id: string, props: MigrationProps) {
    super(scope, id);
    this.function = new ServiceFunction(scope, 'migration', props);
    this.done = new LambdaInvocation(this, 'Resource', {
      functionName: this.function.resource.functionName,
      input: JSON.stringify({}),
      triggers: { code: this.function.resource.s3Key },
    }).fqn;
  }
}
