import { ResourceGroup as AzurermResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group/index.js';
import { Construct } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';
import { azureNames } from './naming.ts';

export interface ResourceGroupProps extends Omit<AzurePlace, 'resourceGroup'> {
  /** Name of one that is there already. Default: - one of the data plane. */
  readonly existing?: string;
}

/** The resource group, made or brought along. */
export class ResourceGroup extends Construct {
  /** A reference where it is made, so that what is in it waits for it. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: ResourceGroupProps) {
    super(scope, id);
    this.name =
      props.existing ??
      new AzurermResourceGroup(this, 'Resource', {
        name: azureNames(props.subscription, props.name).resourceGroup,
        location: props.region,
        tags: { ...props.tags },
        lifecycle: { preventDestroy: true },
      }).name;
  }
}
