/** A first plan on Azure asks where Azure is, for a token, and which resource providers there are, and for nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { azureLogin, deployer } from '../helpers/azure-token.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';

describeWithAzureMirror('signing in to Azure', ['azurerm'], (parts) => {
  it('is all that a first plan asks for, and tells the provider who it is', async () => {
    const keys = mkdtempSync(join(tmpdir(), 'bt-azure-'));
    await using login = await azureLogin(keys);
    const stack = {
      terraform: { required_providers: { azurerm: { source: 'hashicorp/azurerm' } } },
      provider: { azurerm: { features: [{}], resource_provider_registrations: 'none' } },
      data: { azurerm_client_config: { current: {} } },
      resource: { azurerm_resource_group: { group: { name: 'a', location: 'eastus' } } },
      output: { deployer: { value: '${data.azurerm_client_config.current.object_id}' } },
    };
    using folder = terraformFolder(parts, { 'main.tf.json': JSON.stringify(stack) }, login.env);
    await folder.terraformBeside('init', '-input=false');
    await folder.terraformBeside('plan', '-input=false', '-out=plan');
    const { planned_values: values } = JSON.parse(await folder.terraformBeside('show', '-json', 'plan'));
    expect(values.outputs.deployer.value).toBe(deployer.objectId);
    expect(login.asked).toEqual([]);
    rmSync(keys, { recursive: true });
  });
});
