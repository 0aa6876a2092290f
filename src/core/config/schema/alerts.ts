import * as z from 'zod';
import { only } from '../field.ts';
import { azureId } from './formats.ts';
import { onKubernetes } from './on-kubernetes.ts';

export const alerts = only(
  onKubernetes,
  z
    .strictObject({
      notificationChannels: only(
        ['gcp'],
        z
          .array(
            z
              .string()
              .regex(
                /^projects\/[^/\s]+\/notificationChannels\/[^/\s]+$/,
                'projects/…/notificationChannels/…',
              ),
          )
          .max(16)
          .meta({
            description: 'Existing notification channels that are told of alerts.',
            source: 'https://cloud.google.com/monitoring/quotas#alerting',
          }),
      ),
      actionGroups: only(
        ['azure'],
        z
          .array(azureId('Microsoft.Insights/actionGroups'))
          .max(5)
          .meta({ description: 'Existing action groups that are told of alerts.' }),
      ),
    })
    .meta({ description: 'Alerts of the data plane.' }),
);
