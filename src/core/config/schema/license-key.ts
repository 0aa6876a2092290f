import * as z from 'zod';
import { only } from '../field.ts';

const licenseRotation = z.int().min(1).optional().meta({
  description: 'Raise by one to store a new key; left out, 1.',
  change: 'rolls the Brainstore nodes, new ones first',
});

export const licenseKey = z
  .union([
    z.strictObject({
      env: z
        .string()
        .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable')
        .meta({ description: 'Environment variable that holds the key.', required: true }),
      rotation: licenseRotation,
    }),
    z.strictObject({
      file: z.string().min(1).meta({
        description: 'File that holds the key, relative to this file.',
        required: true,
      }),
      rotation: licenseRotation,
    }),
    z.strictObject({
      secretRef: z.string().min(1).meta({
        description: "Existing secret of the cloud that holds the key, by the cloud's own identifier.",
        required: true,
      }),
      rotation: only(
        ['azure'],
        licenseRotation.meta({
          description: 'Raise by one to take up a new value of that secret; left out, 1.',
          change: 'rolls the Brainstore nodes, new ones first',
        }),
      ),
    }),
  ])
  .meta({
    description:
      'Where the Brainstore licence key is: an environment variable (`env`), a file (`file`) or an existing secret of the cloud (`secretRef`). Never the key itself.',
    required: true,
  });
