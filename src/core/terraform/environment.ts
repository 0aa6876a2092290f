/**
 * The child's environment, by allow-list. Terraform takes orders from variables: `TF_CLI_ARGS_plan=-destroy` turns a plan
 * into a deletion, `TF_WORKSPACE` plans another state, `TF_LOG=trace` writes request bodies with secrets in them, and
 * `TF_REATTACH_PROVIDERS` swaps the provider. https://developer.hashicorp.com/terraform/cli/config/environment-variables
 * So do providers: `KUBE_INSECURE` hands the pods' secrets to whoever answers, `KUBE_CONFIG_PATH` mixes the certificates of
 * another cluster in, and with another `HELM_DRIVER` releases are not found, so they are installed anew.
 * https://github.com/hashicorp/terraform-provider-kubernetes/blob/v2.38.0/kubernetes/provider.go
 */
import { resolve } from 'node:path';
import type { Env } from '../../env.ts';

const allowed = [
  /^(PATH|HOME|USER|LOGNAME|LANG|TZ|TMPDIR)$/,
  /^(LC|XDG)_/,
  /^(AWS|GOOGLE|CLOUDSDK|ARM|AZURE)_/,
  // How to sign in to the registry of a chart.
  /^HELM_((REGISTRY|REPOSITORY)_CONFIG(_PATH)?|REPOSITORY_CACHE|(CACHE|CONFIG|DATA)_HOME)$/,
  /^(HTTP_PROXY|HTTPS_PROXY|NO_PROXY|http_proxy|https_proxy|no_proxy)$/,
  /^SSL_CERT_(FILE|DIR)$/,
  // Tokens of private registries and of CI identities.
  /^TF_TOKEN_/,
  /^ACTIONS_ID_TOKEN_REQUEST_(TOKEN|URL)$/,
  /^SYSTEM_(ACCESSTOKEN|OIDCREQUESTURI)$/,
  /^(TF_CLI_CONFIG_FILE|TF_PLUGIN_CACHE_DIR)$/,
] as const;

/** Variables with which a person may have meant to steer terraform, and which are dropped. */
const steering =
  /^(TF_(CLI_ARGS|WORKSPACE|LOG|DATA_DIR|REATTACH_PROVIDERS|VAR_|INPUT|IGNORE)|KUBE_|HELM_(DRIVER|NAMESPACE)$)/;

export interface ChildEnvironment {
  readonly vars: Readonly<Record<string, string>>;
  /** Names of terraform's variables that were not passed on, sorted. */
  readonly dropped: readonly string[];
}

/** `own` is what we set ourselves; it wins over what was inherited, and an undefined value removes a variable. */
export function childEnvironment(
  env: Pick<Env, 'vars' | 'cwd'>,
  own: Readonly<Record<string, string | undefined>>,
): ChildEnvironment {
  const inherited = env.vars;
  const passed = Object.entries(inherited)
    .filter(([name]) => allowed.some((pattern) => pattern.test(name)))
    .map(([name, value]) => [name, fromHere(env.cwd, value)]);
  const fixed = {
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    CHECKPOINT_DISABLE: '1',
    // Said, because `terraform workspace select` leaves another one in a file of the working copy.
    TF_WORKSPACE: 'default',
  };
  const vars = Object.entries({ ...Object.fromEntries(passed), ...own, ...fixed });
  return {
    vars: Object.fromEntries(vars.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    dropped: Object.keys(inherited)
      .filter((name) => steering.test(name) && inherited[name] !== undefined && own[name] === undefined)
      .sort(),
  };
}

/** Terraform runs in another folder than this program, so a path such as `./ca.pem` has to be made absolute. */
function fromHere(cwd: string, value: string | undefined): string | undefined {
  return value !== undefined && /^\.\.?\//.test(value) ? resolve(cwd, value) : value;
}
