import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const alerts = (props: typeof staging) =>
  (infra(props).tree.resource?.google_monitoring_alert_policy ?? {}) as Record<string, Block>;
const filterOf = ({ conditions }: Block) =>
  (conditions as { condition_threshold: { filter: string } }[])[0]?.condition_threshold.filter;

describe('alerts', () => {
  it('watch database, cache and nodes of this deployment alone', () => {
    const filters = Object.values(alerts(production)).map(filterOf);
    expect(filters).toHaveLength(7);
    for (const filter of filters)
      expect(filter).toMatch(/resource\.labels\.(database_id|instance_id|cluster_name) = "/);
    expect(filterOf(alerts(production).observability_database_cpu ?? {})).toContain(
      'database_id = "acme-data-plane:${google_sql_database_instance.database.name}"',
    );
  });

  it('count connections from the number that the server takes', () => {
    expect(alerts(staging).observability_database_connections).toMatchObject({
      conditions: [{ condition_threshold: { threshold_value: 6400 } }],
    });
  });

  it('tell whoever is named, and what to do', () => {
    for (const alert of Object.values(alerts(production))) {
      expect(alert.notification_channels).toEqual(production.alerts.notificationChannels);
      expect((alert.documentation as Block).content).toMatch(/\.$/);
    }
    expect(Object.values(alerts(staging))[0]?.notification_channels).toEqual([]);
  });
});
