import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config/index.js';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';

export interface DeployersProps {
  /** ARM id of what they work on. A change replaces the roles. */
  readonly scope: string;
  /** Object ids of those who deploy too. */
  readonly deployers: readonly string[];
  /** What each of them may do, by short literal ids. */
  readonly roles: Readonly<Record<string, string>>;
  /**
   * What whoever applies first may do, by short literal ids: other roles than those above. Azure refuses the same role for
   * the same person twice, and the first one is often named in `deployers` as well.
   */
  readonly firstRoles: Readonly<Record<string, string>>;
}

/** Rights of those who deploy, where being an owner is not enough. */
export class Deployers extends Construct {
  readonly grants: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DeployersProps) {
    super(scope, id);
    // From the token alone: nothing is asked in the cloud.
    const me = new DataAzurermClientConfig(this, 'me', {});
    const first = Object.entries(props.firstRoles).map(
      ([key, role]) =>
        new RoleAssignment(this, `first_${key}`, {
          scope: props.scope,
          roleDefinitionName: role,
          principalId: me.objectId,
          // Whoever it was when this was made: another one's plan stays empty.
          lifecycle: { ignoreChanges: ['principal_id'] },
        }),
    );
    const others = [...new Set(props.deployers)].flatMap((principalId) =>
      Object.entries(props.roles).map(
        ([key, role]) =>
          new RoleAssignment(this, `${principalId}_${key}`, {
            scope: props.scope,
            roleDefinitionName: role,
            principalId,
          }),
      ),
    );
    this.grants = [...first, ...others];
  }
}
