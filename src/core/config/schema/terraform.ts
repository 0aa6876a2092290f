import * as z from 'zod';
import { versionRange } from './formats.ts';

export const terraform = z
  .strictObject({
    overrides: z.array(z.string().min(1)).meta({
      description: 'Your own terraform override files, relative to this file; laid beside the rendered ones.',
    }),
    providers: z
      .strictObject({
        aws: z.string().regex(versionRange, 'a version range such as ">= 5.100.0, < 7.0.0"').optional().meta({
          description: "Version range of the AWS provider, in terraform's notation.",
          source: 'proven with 5.100.0; types are those of 6.25',
        }),
      })
      .meta({ description: "Version ranges of terraform's providers." }),
  })
  .meta({ description: 'How terraform is run.' });
