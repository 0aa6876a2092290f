import * as z from 'zod';
import { hostName, origin } from './formats.ts';

export const api = z
  .strictObject({
    memoryMb: z.int().min(1024).max(10240).meta({
      description: 'Memory of each API function.',
      unit: 'MB',
      change: 'updates in place',
      source: 'official AWS module v6.6.0: 10240 MB, raised after out-of-memory failures',
    }),
    allowedOrigins: z
      .array(origin)
      .meta({ description: "Origins beyond the Braintrust UI's that may call the API from a browser." }),
    accountLogRole: z.boolean().meta({
      description:
        'Set the role with which API Gateway writes logs. It is one setting per account and region: false in every deployment there but one.',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    }),
    customDomain: z
      .strictObject({
        name: z
          .string()
          .max(253)
          .regex(hostName, 'a host name in lower case, such as api.example.com')
          .meta({ description: 'Host name of the API.', required: true }),
        certificateArn: z
          .string()
          .regex(/^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate\/.+$/, {
            message: 'the ARN of an ACM certificate in us-east-1, the only region CloudFront reads',
          })
          .meta({ description: 'Certificate of that host name, ARN.', required: true }),
      })
      .optional()
      .meta({ description: 'Host name and certificate to serve the API under.' }),
  })
  .meta({ description: 'The API service and its public entry.' });
