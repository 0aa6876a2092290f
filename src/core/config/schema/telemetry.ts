import * as z from 'zod';

const telemetryKinds = {
  status: 'Health check information.',
  metrics: 'System and Braintrust metrics, such as indexing lag.',
  usage: 'Aggregate usage for billing.',
  memprof: 'Memory profiles.',
  logs: 'Logs.',
  traces: 'Traces.',
} as const;

export const telemetry = z
  .strictObject(
    Object.fromEntries(
      Object.entries(telemetryKinds).map(([kind, description]) => [kind, z.boolean().meta({ description })]),
    ) as Record<keyof typeof telemetryKinds, z.ZodBoolean>,
  )
  .meta({
    description: 'What the data plane sends to the Braintrust control plane.',
    source: 'https://www.braintrust.dev/docs/guides/self-hosting',
  });
