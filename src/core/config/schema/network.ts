import * as z from 'zod';
import { cidr } from './formats.ts';

export const network = z
  .strictObject({
    cidr: cidr.meta({
      description:
        'Range of the main network, a /21 or larger; split into one public and three private subnets.',
      change: 'not in place: AWS cannot move what is in it; make a new deployment',
    }),
    availabilityZones: z.array(z.string().min(1)).max(3).meta({
      description: 'The three zones to use; empty takes the first three of the region.',
      change: 'not in place: AWS cannot move what is in the subnets; make a new deployment',
    }),
    quarantine: z
      .strictObject({
        enabled: z.boolean().meta({
          description: 'User-defined functions, in a network of their own, on or off.',
          change: 'adds that network, or removes it once the functions of users in it are deleted',
        }),
        cidr: cidr.meta({
          description: 'Range of the quarantine network.',
          change: 'replaces that network, once the functions of users in it are deleted',
        }),
      })
      .meta({ description: 'The isolated network where user-defined functions run.' }),
    flowLogs: z.boolean().meta({ description: 'Record accepted and rejected traffic of both networks.' }),
  })
  .meta({ description: 'Networks of the data plane.' });
