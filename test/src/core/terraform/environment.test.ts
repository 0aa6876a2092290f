import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../../../../src/core/terraform/environment.ts';

const of = (vars: Readonly<Record<string, string>>, own: Readonly<Record<string, string | undefined>> = {}) =>
  childEnvironment({ vars, cwd: '/project' }, own);

describe('the environment of terraform', () => {
  it.each([
    'PATH',
    'HOME',
    'USER',
    'LANG',
    'LC_ALL',
    'LC_CTYPE',
    'TZ',
    'TMPDIR',
    'XDG_CONFIG_HOME',
    'AWS_PROFILE',
    'AWS_ENDPOINT_URL',
    'AWS_CA_BUNDLE',
    'GOOGLE_OAUTH_ACCESS_TOKEN',
    'CLOUDSDK_CORE_PROJECT',
    'ARM_TENANT_ID',
    'AZURE_FEDERATED_TOKEN_FILE',
    'HELM_REGISTRY_CONFIG_PATH',
    'HELM_REPOSITORY_CACHE',
    'HELM_CONFIG_HOME',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'TF_TOKEN_app_terraform_io',
    'TF_CLI_CONFIG_FILE',
    'TF_PLUGIN_CACHE_DIR',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_URL',
    'SYSTEM_ACCESSTOKEN',
  ])('passes %s', (name) => {
    expect(of({ [name]: 'value' }).vars[name]).toBe('value');
  });

  it.each([
    'TF_CLI_ARGS',
    'TF_CLI_ARGS_plan',
    'TF_WORKSPACE',
    'TF_LOG',
    'TF_LOG_PATH',
    'TF_LOG_PROVIDER',
    'TF_DATA_DIR',
    'TF_REATTACH_PROVIDERS',
    'TF_VAR_license_key',
    'KUBE_CONFIG_PATH',
    'KUBE_INSECURE',
    'KUBE_TOKEN',
    'HELM_DRIVER',
    'HELM_NAMESPACE',
  ])('drops %s and says so', (name) => {
    const child = of({ [name]: 'value' });
    expect(child.vars).not.toHaveProperty(name, 'value');
    expect(child.dropped).toEqual([name]);
  });

  it.each([
    'LD_PRELOAD',
    'KUBECONFIG',
    'HELM_PLUGINS',
    'NODE_OPTIONS',
    'DATABASE_URL',
    'GITHUB_TOKEN',
    'NPM_TOKEN',
    'LICENSE',
  ])('drops %s, which is none of its business, without a word', (name) => {
    const child = of({ [name]: 'value' });
    expect(child.vars).not.toHaveProperty(name);
    expect(child.dropped).toEqual([]);
  });

  it('fixes what makes terraform quiet and non-interactive, whatever was inherited', () => {
    expect(of({ TF_INPUT: '1', TF_IN_AUTOMATION: '', CHECKPOINT_DISABLE: '' }).vars).toMatchObject({
      TF_INPUT: '0',
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    });
  });

  it('lets our own variables win, and takes one away that we leave undefined', () => {
    expect(
      of({ TF_PLUGIN_CACHE_DIR: '/theirs' }, { TF_PLUGIN_CACHE_DIR: '/ours' }).vars.TF_PLUGIN_CACHE_DIR,
    ).toBe('/ours');
    expect(of({ TF_CLI_CONFIG_FILE: '/gone' }, { TF_CLI_CONFIG_FILE: undefined }).vars).not.toHaveProperty(
      'TF_CLI_CONFIG_FILE',
    );
  });

  it('makes paths absolute, since terraform runs in another folder', () => {
    expect(of({ SSL_CERT_FILE: './ca.pem', HELM_CONFIG_HOME: '../k' }).vars).toMatchObject({
      SSL_CERT_FILE: '/project/ca.pem',
      HELM_CONFIG_HOME: '/k',
    });
  });

  it('works in the default workspace, whatever was selected in the working copy', () => {
    expect(of({}).vars.TF_WORKSPACE).toBe('default');
    expect(of({ TF_WORKSPACE: 'other' }).vars.TF_WORKSPACE).toBe('default');
  });
});
