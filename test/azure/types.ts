import type { ResourceType } from './resource-type.ts';
import { authorization } from './types/authorization.ts';
import { cache } from './types/cache.ts';
import { compute } from './types/compute.ts';
import { containers } from './types/containers.ts';
import { dns } from './types/dns.ts';
import { frontDoor } from './types/front-door.ts';
import { identity } from './types/identity.ts';
import { keyVault } from './types/key-vault.ts';
import { monitor } from './types/monitor.ts';
import { network } from './types/network.ts';
import { postgres } from './types/postgres.ts';
import { privateLink } from './types/private-link.ts';
import { resources } from './types/resources.ts';
import { storage } from './types/storage.ts';

/** Exactly the types that a data plane on Azure is made of, by name in lower case. */
export const types: ReadonlyMap<string, ResourceType> = new Map(
  [
    ...authorization,
    ...cache,
    ...compute,
    ...containers,
    ...dns,
    ...frontDoor,
    ...identity,
    ...keyVault,
    ...monitor,
    ...network,
    ...postgres,
    ...privateLink,
    ...resources,
    ...storage,
  ].map((row) => [row.type.toLowerCase(), row]),
);
