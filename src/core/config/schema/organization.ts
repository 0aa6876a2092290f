import * as z from 'zod';
import { only } from '../field.ts';
import { onKubernetes } from './on-kubernetes.ts';

export const organization = z
  .strictObject({
    name: z
      .string()
      .max(200)
      .regex(/^\S(.*\S)?$/, 'a name on one line, without spaces around it')
      .meta({
        description:
          'The organization as the Braintrust UI spells it; "*" admits any, then `allowedIds` decides.',
        required: true,
        question: {
          order: 5,
          text: 'Organization name, exactly as in the Braintrust UI',
          flag: 'organization',
        },
      }),
    primaryName: only(
      onKubernetes,
      z
        .string()
        .max(200)
        .regex(/^\S(.*\S)?$/, 'a name on one line, without spaces around it')
        .optional()
        .meta({
          description: 'The organization that owns the data plane, needed where `name` is "*".',
        }),
    ),
    allowedIds: z
      .array(z.uuid())
      .meta({ description: 'Organization ids that may use this data plane; empty admits by name alone.' }),
  })
  .meta({ description: 'Whose data plane this is.', required: true });
