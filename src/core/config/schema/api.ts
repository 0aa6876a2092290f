import * as z from 'zod';
import { only } from '../field.ts';
import { azureId, hostName, origin } from './formats.ts';
import { onKubernetes } from './on-kubernetes.ts';

export const api = z
  .strictObject({
    memoryMb: only(
      ['aws'],
      z.int().min(1024).max(10240).meta({
        description: 'Memory of each API function.',
        unit: 'MB',
        change: 'updates in place',
        source: 'official AWS module v6.6.0: 10240 MB, raised after out-of-memory failures',
      }),
    ),
    replicas: only(
      onKubernetes,
      z.int().min(0).max(100).meta({ description: 'Number of API pods.', change: 'adds or removes pods' }),
    ),
    cpu: only(
      onKubernetes,
      z
        .number()
        .min(0.25)
        .max(64)
        .meta({ description: 'CPU of each API pod.', unit: 'vCPUs', change: 'rolls the pods' }),
    ),
    memoryGib: only(
      onKubernetes,
      z.number().min(0.5).max(512).meta({
        description: 'Memory of each API pod, request and limit.',
        unit: 'GiB',
        change: 'rolls the pods',
      }),
    ),
    nodeMemoryPercent: only(
      onKubernetes,
      z.int().min(1).max(100).meta({
        description: "Share of a pod's memory that the API's process may fill (`NODE_MEMORY_PERCENT`).",
        unit: 'percent',
        change: 'rolls the pods',
        source: 'https://www.braintrust.dev/docs/admin/self-hosting#hardware-requirements',
      }),
    ),
    allowedOrigins: z
      .array(origin)
      .meta({ description: "Origins beyond the Braintrust UI's that may call the API from a browser." }),
    accountLogRole: only(
      ['aws'],
      z.boolean().meta({
        description:
          'Set the role with which API Gateway writes logs. It is one setting per account and region: false in every deployment there but one.',
        source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
      }),
    ),
    frontDoor: only(
      ['azure'],
      z
        .strictObject({
          enabled: z.boolean().meta({
            description:
              'A public entry: Azure Front Door, which reaches the API through a private link. Off, the API is reached from inside the network alone.',
            change: 'adds or removes the entry; its host name is another one afterwards',
          }),
          firewall: z.enum(['off', 'detection', 'prevention']).meta({
            description:
              'Web application firewall of the entry: `detection` only logs; `prevention` also refuses, prompts with code or SQL in them among it.',
            change: 'updates in place',
            source: 'https://learn.microsoft.com/azure/web-application-firewall/afds/afds-overview',
          }),
        })
        .meta({ description: 'The public entry.' }),
    ),
    customDomain: z
      .strictObject({
        name: z
          .string()
          .max(253)
          .regex(hostName, 'a host name in lower case, such as api.example.com')
          .meta({ description: 'Host name of the API.', required: true }),
        certificateArn: only(
          ['aws'],
          z
            .string()
            .regex(/^arn:[a-z-]+:acm:us-east-1:[0-9]{12}:certificate\/.+$/, {
              message: 'the ARN of an ACM certificate in us-east-1, the only region CloudFront reads',
            })
            .meta({ description: 'Certificate of that host name, ARN.', required: true }),
        ),
        dnsZone: only(
          ['gcp'],
          z
            .string()
            .regex(
              /^(projects\/[a-z0-9.:-]+\/managedZones\/)?[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
              'the name of a zone, or projects/PROJECT/managedZones/ZONE',
            )
            .optional()
            .meta({
              description:
                'Existing Cloud DNS zone in which the records are made; left out, the outputs name the records to make.',
              change: 'moves the records',
            }),
        ),
        dnsZoneId: only(
          ['azure'],
          azureId('Microsoft.Network/dnsZones').optional().meta({
            description:
              'Existing public DNS zone in which the records are made, by its id; left out, the outputs name the records to make.',
            change: 'moves the records',
          }),
        ),
      })
      .optional()
      .meta({
        description:
          'Host name to serve the API under, with TLS. On Google Cloud and Azure the certificate is managed. Left out: on Google Cloud the API is reached from inside the network alone, on Azure by the name that Front Door gives it.',
      }),
  })
  .meta({ description: 'The API service and its public entry.' });
