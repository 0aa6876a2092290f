import { ProjectService } from '@cdktf/provider-google/lib/project-service/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, TerraformResource } from '../core/cdktf.ts';
import { Settle } from '../core/settle.ts';
import { settleSeconds } from './provider.ts';

export interface ApisProps {
  readonly project: string;
  /** Managed TLS and DNS records are made. */
  readonly ingress: boolean;
}

/** The services that the data plane is made with, by what needs them. */
const always = [
  'cloudkms',
  'cloudresourcemanager',
  'compute',
  'container',
  'iam',
  'iamcredentials',
  'logging',
  'monitoring',
  'redis',
  'secretmanager',
  'servicenetworking',
  'sqladmin',
  'storage',
  'sts',
] as const;
const forIngress = ['certificatemanager', 'dns'] as const;

/**
 * The provider looks at the project by it after each service that it enables; a new project has it not.
 * https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/services/resourcemanager/resource_google_project_service.go
 */
const readBy = 'cloudresourcemanager';

/**
 * Enables the services. They stay enabled on destroy: other things in the project may use them.
 *
 * A service right after that still answers "has not been used in project … before or it is disabled" for a while, hence
 * the wait. https://cloud.google.com/service-usage/docs/enable-disable
 */
export class Apis extends Construct {
  private readonly settle: Settle;

  constructor(scope: Construct, id: string, props: ApisProps) {
    super(scope, id);
    const names = [...always, ...(props.ingress ? forIngress : [])].sort();
    const enable = (name: string, dependsOn: ProjectService[]) =>
      new ProjectService(this, name, {
        project: props.project,
        service: `${name}.googleapis.com`,
        disableOnDestroy: false,
        disableDependentServices: false,
        ...(dependsOn.length > 0 ? { dependsOn } : {}),
      });
    const first = enable(readBy, []);
    const services = names.map((name) => (name === readBy ? first : enable(name, [first])));
    this.settle = new Settle(this, 'settled', { triggers: names, after: services, seconds: settleSeconds });
  }

  /**
   * Makes every Google resource of a part wait. Data sources do not: one that waits for something that changes is read
   * late, and what is made from it would be replaced.
   */
  comeBefore(part: Construct): void {
    for (const node of part.node.findAll()) {
      if (node instanceof TerraformResource && node.terraformResourceType.startsWith('google_')) {
        node.dependsOn = [...(node.dependsOn ?? []), addressOf(this.settle.done)];
      }
    }
  }
}
