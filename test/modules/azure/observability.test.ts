import { describe, expect, it } from 'vitest';
import { production, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

describe('alerts on Azure', () => {
  it.each([
    ['staging', staging],
    ['production', production],
  ])('have names that Azure takes, in %s', (_, props) => {
    const alerts = Object.values(
      (infra(props).tree.resource as Record<string, Record<string, { name: string }>>)
        .azurerm_monitor_metric_alert ?? {},
    );
    expect(alerts.length).toBeGreaterThan(5);
    // https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftinsights
    for (const { name } of alerts) expect(name).not.toMatch(/[*#&+:<>?@%{}\\/]|[ .]$/);
  });
});
