/** How a client finds Azure and signs in to it: the documents that come before any other request. */
import type { IncomingMessage } from 'node:http';

/** Who a token says its bearer is. */
export interface Principal {
  readonly tenant: string;
  /** Object id in Entra ID. */
  readonly objectId: string;
  readonly clientId: string;
}

/** The document that is asked for; undefined when something else is. */
export function loginAnswer(
  request: IncomingMessage,
  body: string,
  url: string,
  principal: Principal,
): Readonly<Record<string, unknown>> | undefined {
  // The provider asks for the locations of a cloud with two slashes in front.
  const path = (request.url ?? '/').replace(/^\/+/, '/').replace(/\?.*$/, '');
  if (path === '/metadata/endpoints') return endpoints(url);
  const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
  if (tenant !== undefined && request.method === 'POST') return issued(url, tenant, body, principal);
  const discovered = /^\/([^/]+)\/v2\.0\/\.well-known\/openid-configuration$/.exec(path)?.[1];
  return discovered === undefined ? undefined : openIdConfiguration(url, discovered);
}

/**
 * Of the public cloud, but for the two hosts that are here.
 * https://management.azure.com/metadata/endpoints?api-version=2022-09-01
 */
function endpoints(url: string): Readonly<Record<string, unknown>> {
  return {
    portal: 'https://portal.azure.com',
    authentication: {
      loginEndpoint: url,
      audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    graphAudience: 'https://graph.windows.net/',
    graph: 'https://graph.windows.net/',
    name: 'AzureCloud',
    suffixes: {
      acrLoginServer: 'azurecr.io',
      sqlServerHostname: 'database.windows.net',
      keyVaultDns: 'vault.azure.net',
      storage: 'core.windows.net',
      azureFrontDoorEndpointSuffix: 'azurefd.net',
      storageSyncEndpointSuffix: 'afs.azure.net',
      mhsmDns: 'managedhsm.azure.net',
      mysqlServerEndpoint: 'mysql.database.azure.com',
      postgresqlServerEndpoint: 'postgres.database.azure.com',
      mariadbServerEndpoint: 'mariadb.database.azure.com',
      synapseAnalytics: 'dev.azuresynapse.net',
      attestationEndpoint: 'attest.azure.net',
    },
    batch: 'https://batch.core.windows.net/',
    // Azure writes a slash after it. The provider then asks `//subscriptions/…`, and takes the collection for the resource
    // when it waits for a deletion.
    resourceManager: url,
    activeDirectoryDataLake: 'https://datalake.azure.net/',
    microsoftGraphResourceId: 'https://graph.microsoft.com/',
    attestationResourceId: 'https://attest.azure.net/',
    synapseAnalyticsResourceId: 'https://dev.azuresynapse.net/',
    logAnalyticsResourceId: 'https://api.loganalytics.io/',
    ossrDbmsResourceId: 'https://ossrdbms-aad.database.windows.net/',
  };
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow#successful-response-1 */
function issued(
  url: string,
  tenant: string,
  body: string,
  { objectId, clientId }: Principal,
): Readonly<Record<string, unknown>> {
  const seconds = Math.floor(Date.now() / 1000);
  const audience = (new URLSearchParams(body).get('scope') ?? '').replace(/\/\.default.*$/, '');
  const claims = {
    aud: audience,
    iss: `${url}/${tenant}/`,
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3_600,
    appid: clientId,
    idtyp: 'app',
    oid: objectId,
    sub: objectId,
    tid: tenant,
    ver: '1.0',
  };
  const parts = [{ typ: 'JWT', alg: 'none' }, claims].map((part) => encoded(JSON.stringify(part)));
  return {
    token_type: 'Bearer',
    expires_in: 3_599,
    ext_expires_in: 3_599,
    access_token: [...parts, encoded('unsigned')].join('.'),
  };
}

/** What Microsoft's own library asks for before a token. https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
function openIdConfiguration(url: string, tenant: string): Readonly<Record<string, unknown>> {
  return {
    issuer: `${url}/${tenant}/v2.0`,
    authorization_endpoint: `${url}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${url}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${url}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}
