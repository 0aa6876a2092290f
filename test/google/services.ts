import type { Service } from './route.ts';
import { cache } from './services/cache.ts';
import { certificateManager } from './services/certificates.ts';
import { compute } from './services/compute.ts';
import { container } from './services/container.ts';
import { dns } from './services/dns.ts';
import { keys } from './services/keys.ts';
import { logging, monitoring } from './services/observability.ts';
import { billing, iam, resourceManager, serviceIdentities, serviceUsage } from './services/project.ts';
import { secretManager } from './services/secrets.ts';
import { serviceNetworking } from './services/service-networking.ts';
import { sql } from './services/sql.ts';
import { storage } from './services/storage.ts';

/** Exactly the services that the infrastructure on Google Cloud is made with. */
export const services: readonly Service[] = [
  billing,
  cache,
  certificateManager,
  compute,
  container,
  dns,
  iam,
  keys,
  logging,
  monitoring,
  resourceManager,
  secretManager,
  serviceIdentities,
  serviceNetworking,
  serviceUsage,
  sql,
  storage,
];
