import * as z from 'zod';
import { only } from '../field.ts';

export const alerts = only(
  ['gcp'],
  z
    .strictObject({
      notificationChannels: z
        .array(
          z
            .string()
            .regex(/^projects\/[^/]+\/notificationChannels\/[^/]+$/, 'projects/…/notificationChannels/…'),
        )
        .meta({ description: 'Existing notification channels that are told of alerts.' }),
    })
    .meta({ description: 'Alerts of the data plane.' }),
);
