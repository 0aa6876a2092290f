/**
 * The configuration of one deployment, resolved: every value known. It is the only source of types, allowed values,
 * JSON Schema, docs and `init`'s questions. What a person writes is the same shape with most keys left out
 * (`writtenSchema`); profile and cloud fill in the rest (`src/core/clouds/<cloud>/defaults.ts`).
 */
import * as z from 'zod';
import { asWritten, only } from './field.ts';
import { currentApiVersion } from './migrations/api-version.ts';
import { account } from './schema/account.ts';
import { alerts } from './schema/alerts.ts';
import { api } from './schema/api.ts';
import { brainstore } from './schema/brainstore.ts';
import { clusterField } from './schema/cluster.ts';
import { encryption } from './schema/encryption.ts';
import { extendsField } from './schema/extends.ts';
import { licenseKey } from './schema/license-key.ts';
import { network } from './schema/network.ts';
import { organization } from './schema/organization.ts';
import { postgres } from './schema/postgres.ts';
import { redis } from './schema/redis.ts';
import { remoteSupport } from './schema/remote-support.ts';
import { state } from './schema/state.ts';
import { storage } from './schema/storage.ts';
import { telemetry } from './schema/telemetry.ts';
import { terraform } from './schema/terraform.ts';
import { waiver } from './schema/waiver.ts';
import { workload } from './schema/workload.ts';

export const clouds = ['aws', 'gcp', 'azure'] as const;
/** Names for a person. */
export const cloudTitles: Readonly<Record<(typeof clouds)[number], string>> = {
  aws: 'AWS',
  gcp: 'Google Cloud',
  azure: 'Azure',
};
export const profiles = ['staging', 'production'] as const;

/**
 * 18, because the longest suffix of a load balancer's name is 13 characters and AWS allows 32 in all, and that of a service
 * account is 11 and Google allows 30.
 */
const nameLength = 18;

export const configSchema = z
  .strictObject({
    apiVersion: z
      .literal(currentApiVersion)
      .meta({ description: 'Version of this file format.', required: true }),
    extends: extendsField,
    name: z
      .string()
      .max(nameLength)
      .regex(
        /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
        'lower-case letters, digits and dashes, starting with a letter and not ending with a dash',
      )
      .meta({
        description: 'Name of the deployment and prefix of everything in it.',
        change: 'replaces everything',
        required: true,
        question: { order: 1, text: 'Name of the deployment', flag: 'name' },
      }),
    cloud: z.enum(clouds).meta({
      description: 'The cloud to deploy to.',
      required: true,
      question: { order: 2, text: 'Cloud', flag: 'cloud' },
    }),
    region: z
      .string()
      .min(1)
      .meta({
        description: "The cloud's region.",
        change: 'replaces everything',
        required: true,
        question: { order: 3, text: 'Region', flag: 'region' },
      }),
    profile: z.enum(profiles).meta({
      description: 'Size and strictness: `staging` warns where `production` refuses.',
      required: true,
      question: { order: 4, text: 'Profile', flag: 'profile' },
    }),
    account,
    organization,
    release: z
      .string()
      .regex(/^[0-9]+\.[0-9]+\.[0-9]+$/, 'a data-plane release such as "2.12.0"')
      .meta({
        description: 'Release of the data plane.',
        change: 'upgrades the services and rolls the Brainstore nodes',
      }),
    licenseKey,
    state,
    network,
    encryption,
    cluster: clusterField,
    workload,
    api,
    postgres,
    redis,
    brainstore,
    storage,
    telemetry,
    alerts,
    remoteSupport: only(['aws'], remoteSupport),
    tags: z
      .record(z.string().min(1).max(128), z.string().max(256))
      .meta({ description: 'Tags on every resource that can carry one.', change: 'updates in place' }),
    terraform,
    waivers: z.array(waiver).meta({ description: 'Named errors that are accepted until a date.' }),
  })
  .meta({ description: 'One deployment of the Braintrust data plane.' });

/** A whole configuration. */
export type Config = z.infer<typeof configSchema>;
export type CloudId = Config['cloud'];
export type Profile = Config['profile'];
export type Waiver = Config['waivers'][number];

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T;

/** Some values of a configuration: what a file, a profile or a lock file contributes. */
export type PartialConfig = DeepPartial<Config>;

/** What a person writes: the same keys, all optional but the required ones. */
export const writtenSchema = asWritten(configSchema) as z.ZodType<PartialConfig>;
