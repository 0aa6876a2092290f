import * as z from 'zod';
import { only } from '../field.ts';
import { guid, resourceGroupName } from './formats.ts';

export const account = z
  .strictObject({
    id: only(
      ['aws'],
      z
        .string()
        .regex(/^[0-9]{12}$/, 'twelve digits, in quotes')
        .optional()
        .meta({ description: 'The AWS account; credentials of another one are refused.' }),
    ),
    project: only(
      ['gcp'],
      z
        .string()
        .regex(
          /^([a-z][a-z0-9.-]*:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
          'the id of a project, such as acme-data-plane',
        )
        .meta({
          description: 'The Google Cloud project; an environment that names another one is refused.',
          change: 'replaces everything',
          required: true,
          question: { order: 3.5, text: 'Google Cloud project', flag: 'project' },
        }),
    ),
    subscription: only(
      ['azure'],
      guid.meta({
        description: 'The Azure subscription, by its id; an environment that names another one is refused.',
        change: 'replaces everything',
        required: true,
        question: { order: 3.5, text: 'Azure subscription id', flag: 'subscription' },
      }),
    ),
    tenant: only(
      ['azure'],
      guid.meta({
        description: 'The Entra tenant of the subscription, by its id.',
        change: 'replaces everything',
        required: true,
        question: { order: 3.6, text: 'Entra tenant id', flag: 'tenant' },
      }),
    ),
    resourceGroup: only(
      ['azure'],
      resourceGroupName.optional().meta({
        description: 'An existing resource group to deploy into; left out, one is made.',
        change: 'replaces everything',
      }),
    ),
    deployers: only(
      ['azure'],
      z.array(guid).meta({
        description:
          'Who may deploy besides whoever deploys first: users, groups or service principals, by object id. They may write the secrets and administer the cluster.',
        change: 'updates in place',
      }),
    ),
  })
  .meta({ description: 'The account, project or subscription to deploy into.' });
