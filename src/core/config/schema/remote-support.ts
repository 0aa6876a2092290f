import * as z from 'zod';

export const remoteSupport = z
  .strictObject({
    logs: z
      .boolean()
      .meta({ description: "Let Braintrust's support read the logs.", change: 'adds or removes rights' }),
    shell: z.boolean().meta({
      description:
        "Let Braintrust's support open recorded shells on the nodes, with the rights of root there.",
      change: 'adds or removes rights; no node is started anew',
    }),
    externalId: z
      .string()
      .min(2)
      .max(1224)
      .regex(/^[A-Za-z0-9_+=,.@:/-]*$/, 'letters, digits and _ + = , . @ : / -')
      .optional()
      .meta({
        description:
          'External id that support has to name when it takes its role; left out, `bt:` and the name of the deployment.',
        change: 'updates in place',
        source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
      }),
  })
  .meta({ description: 'Access for Braintrust staff, off by default.' });
