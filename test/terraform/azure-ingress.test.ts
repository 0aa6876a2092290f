/** The way in on Azure by the real provider: every shape of it is planned without asking for anything but a token. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AzureIngress, type AzureIngressProps } from '../../modules/azure/ingress.ts';
import { describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { azureLogin, deployer, subscription } from '../helpers/azure-token.ts';
import { judgeRecordedRules } from '../helpers/provider-rule-suites.ts';
import { render } from '../helpers/synth.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';
import { frontDoorRules } from '../modules/azure/front-door-rules.ts';
import { ingressProps, zone } from '../modules/azure/ingress-props.ts';

const account = { subscription, tenant: deployer.tenant };
const host = 'api.acme.example';
const elsewhere = '55555555-5555-4555-8555-555555555555';

const shapes: Readonly<Record<string, Partial<AzureIngressProps>>> = {
  'with firewall': {},
  'without firewall': { firewall: 'off' },
  'that refuses attacks, of a deployment with dashes': { firewall: 'prevention', name: 'a--b-c-d-e-f-g-h-i' },
  'with a name of its own': { domain: { host } },
  'with a name in a zone': { domain: { host, dnsZoneId: zone('acme.example', subscription) } },
  'with a name in a zone of another subscription': {
    domain: { host, dnsZoneId: zone('acme.example', elsewhere) },
  },
};

describeWithAzureMirror('the way in on Azure, by the real provider', ['azurerm'], (parts) => {
  judgeRecordedRules(parts, frontDoorRules);

  it.each(Object.entries(shapes))('%s', async (_, change) => {
    const keys = mkdtempSync(join(tmpdir(), 'bt-azure-'));
    await using login = await azureLogin(keys);
    const { json, addresses } = render(
      (app) => new AzureIngress(app, 'ingress', ingressProps({ ...account, ...change })),
    );
    using folder = terraformFolder(parts, { 'main.tf.json': json }, login.env);
    await folder.terraformBeside('init', '-input=false');
    await folder.terraformBeside('plan', '-input=false', '-out=plan');
    const { resource_changes: changes } = JSON.parse(
      await folder.terraformBeside('show', '-json', 'plan'),
    ) as { resource_changes: { address: string; change: { actions: string[] } }[] };
    expect(changes.map(({ address }) => address).sort()).toEqual(addresses);
    expect(new Set(changes.map(({ change: { actions } }) => actions.join()))).toEqual(new Set(['create']));
    expect(login.asked).toEqual([]);
    rmSync(keys, { recursive: true });
  });
});
