import * as z from 'zod';
import { only } from '../field.ts';
import { versionRange } from './formats.ts';
import { onKubernetes } from './on-kubernetes.ts';

const provider = (clouds: readonly string[], title: string, example: string, source: string) =>
  only(
    clouds,
    z
      .string()
      .regex(versionRange, `a version range such as "${example}"`)
      .meta({ description: `Version range of the ${title} provider, in terraform's notation.`, source }),
  );

export const terraform = z
  .strictObject({
    overrides: z.array(z.string().min(1)).meta({
      description: 'Your own terraform override files, relative to this file; laid beside the rendered ones.',
    }),
    providers: z
      .strictObject({
        aws: provider(['aws'], 'AWS', '>= 5.100.0, < 7.0.0', 'proven with 5.100.0; types are those of 6.25'),
        google: provider(['gcp'], 'Google', '>= 6.50.0, < 7.0.0', 'proven with 6.50.0'),
        azurerm: provider(['azure'], 'Azure', '>= 4.55.0, < 5.0.0', 'proven with 4.55.0'),
        random: provider(onKubernetes, 'random', '>= 3.7.2, < 4.0.0', 'proven with 3.7.2'),
        kubernetes: provider(onKubernetes, 'Kubernetes', '>= 2.38.0, < 3.0.0', 'proven with 2.38.0'),
        helm: provider(onKubernetes, 'Helm', '>= 3.1.1, < 4.0.0', 'proven with 3.1.1'),
      })
      .meta({ description: "Version ranges of terraform's providers." }),
  })
  .meta({ description: 'How terraform is run.' });
