/**
 * Which Azure: where to sign in, and where Resource Manager is. By the provider's variables, and like the provider by the
 * metadata of a host where one is named.
 * https://github.com/hashicorp/go-azure-sdk/tree/main/sdk/environments
 */
import type { Env } from '../../../../env.ts';
import { environmentUnknown, metadataUnusable } from './access-errors.ts';
import { httpsRequest } from './https-request.ts';

export interface AzureCloud {
  /** Without a slash at the end, such as `https://login.microsoftonline.com`. */
  readonly login: string;
  /** Without a slash at the end, such as `https://management.azure.com`. */
  readonly resourceManager: string;
  /** What a token for Resource Manager is for; without a slash at the end. */
  readonly audience: string;
  /** Told by a host and not known to everybody: Microsoft cannot be asked whether its login is genuine. */
  readonly custom: boolean;
}

const known: Readonly<Record<string, AzureCloud>> = {
  public: cloud('https://login.microsoftonline.com', 'https://management.azure.com'),
  usgovernment: cloud('https://login.microsoftonline.us', 'https://management.usgovcloudapi.net'),
  china: cloud('https://login.chinacloudapi.cn', 'https://management.chinacloudapi.cn'),
};

/** Other names that the provider takes. */
const aliases: Readonly<Record<string, string>> = { global: 'public', usgovernmentl4: 'usgovernment' };

export async function azureCloud(env: Env): Promise<AzureCloud> {
  const host = env.vars.ARM_METADATA_HOSTNAME;
  if (host) return fromMetadata(env, host);
  const name = (env.vars.ARM_ENVIRONMENT || 'public').toLowerCase();
  const found = known[aliases[name] ?? name];
  if (found === undefined) throw environmentUnknown(name, Object.keys(known));
  return found;
}

interface Metadata {
  readonly resourceManager?: string;
  readonly authentication?: { readonly loginEndpoint?: string; readonly audiences?: readonly string[] };
}

async function fromMetadata(env: Env, host: string): Promise<AzureCloud> {
  const url = `https://${host}/metadata/endpoints?api-version=2022-09-01`;
  try {
    const { status, body } = await httpsRequest(env, { method: 'GET', url });
    if (status !== 200) throw new Error(`it answered ${status}`);
    // Azure Stack writes a byte order mark.
    const { resourceManager, authentication } = JSON.parse(body.replace(/^\uFEFF/, '')) as Metadata;
    const [audience] = authentication?.audiences ?? [];
    const login = authentication?.loginEndpoint;
    if (!resourceManager || !login) throw new Error('it names no Resource Manager, or no login');
    return {
      ...cloud(trimmed(login), trimmed(resourceManager), trimmed(audience ?? resourceManager)),
      custom: true,
    };
  } catch (error) {
    throw metadataUnusable(host, error);
  }
}

function cloud(login: string, resourceManager: string, audience: string = resourceManager): AzureCloud {
  return { login, resourceManager, audience, custom: false };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}
