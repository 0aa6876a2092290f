import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias/index.js';
import { LambdaProvisionedConcurrencyConfig } from '@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config/index.js';
import { Construct } from '../../core/cdktf.ts';
import type { ServiceFunction } from '../functions/service-function.ts';

/** What callers from outside are sent to: one version of a function, under a name that stays. */
export class Published extends Construct {
  readonly functionName: string;
  /** Name of the alias; every permission and every caller names it. */
  readonly qualifier: string;
  /** For API Gateway. */
  readonly invokeArn: string;

  /** `warm`: instances kept ready, each billed as if it always ran; 0 keeps none. */
  constructor(scope: Construct, id: string, target: ServiceFunction, warm: number) {
    super(scope, id);
    const { resource } = target;
    const alias = new LambdaAlias(this, 'Resource', {
      name: 'live',
      description: 'What callers from outside are sent to',
      functionName: resource.functionName,
      functionVersion: resource.version,
    });
    this.functionName = resource.functionName;
    this.qualifier = alias.name;
    this.invokeArn = alias.invokeArn;
    if (warm > 0) {
      new LambdaProvisionedConcurrencyConfig(this, 'warm', {
        functionName: resource.functionName,
        qualifier: alias.name,
        provisionedConcurrentExecutions: warm,
      });
    }
  }
}
