import * as z from 'zod';
import { only } from '../field.ts';
import { onKubernetes } from './on-kubernetes.ts';

export const workload = only(
  onKubernetes,
  z
    .strictObject({
      enabled: z.boolean().meta({
        description:
          'Install the services. Off, only the infrastructure is made, and `render helm-values` writes the values for a deployment of your own.',
        change: 'off leaves what is installed as it is, and no longer plans it',
      }),
      namespace: z
        .string()
        .max(63)
        .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'lower-case letters, digits and dashes')
        .meta({ description: 'Namespace of the services.', change: 'replaces the services' }),
      chart: z
        .string()
        .regex(
          /^(oci:\/\/[A-Za-z0-9.-]+(:[0-9]+)?(\/[A-Za-z0-9._:-]+)+|\.{0,2}\/.+)$/,
          'oci://REGISTRY/REPOSITORY or a path that begins with / or .',
        )
        .meta({
          description:
            'The Helm chart: a reference to a registry, or a folder or archive relative to this file.',
          change: 'updates in place',
          source: 'https://github.com/braintrustdata/helm',
        }),
      chartVersion: z
        .string()
        .regex(/^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$/, 'an exact version such as "6.11.0"')
        .optional()
        .meta({
          description: 'Version of the chart; left out, the one that belongs to the release.',
          change: 'updates in place',
        }),
    })
    .meta({ description: 'The services in the cluster.' }),
);
