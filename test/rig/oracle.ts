/** What there really is: asks the emulator itself, past terraform and past the proxies. */

export interface Oracle {
  /** Addresses of the rig's resources that exist in the cloud, sorted. */
  inCloud(prefix: string): Promise<readonly string[]>;
  /** Addresses in the stored state, sorted; empty when there is none. */
  inState(key: string): Promise<readonly StoredResource[]>;
  /** Whether the state is locked. */
  isLocked(key: string): Promise<boolean>;
  putObject(key: string, body: string): Promise<void>;
  makeBucket(): Promise<void>;
}

export interface StoredResource {
  readonly address: string;
  readonly tainted: boolean;
}

/** The emulator tells services apart by it, and does not check the signature. */
function signed(service: string): string {
  const scope = `20260101/us-east-1/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=testing/${scope}, SignedHeaders=host, Signature=none`;
}

/** The emulator fails a list of what another trial changes at that moment ("dictionary changed size during iteration"). */
const looks = 5;

export function oracleOf(url: string): Oracle {
  const ask = async (service: string, headers: Record<string, string>, body: string) => {
    const authorization = signed(service);
    for (let left = looks; ; left -= 1) {
      const answer = await fetch(url, { method: 'POST', body, headers: { authorization, ...headers } });
      if (answer.ok) return answer.text();
      const text = await answer.text();
      if (answer.status !== 500 || left === 1)
        throw new Error(`${service} answered ${answer.status}: ${text}`);
    }
  };
  const json = async (service: string, target: string, body: unknown) =>
    JSON.parse(
      await ask(
        service,
        { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' },
        JSON.stringify(body),
      ),
    ) as Record<string, { readonly Name?: string; readonly logGroupName?: string }[]>;
  const query = (body: string) =>
    ask('iam', { 'content-type': 'application/x-www-form-urlencoded' }, `${body}&Version=2010-05-08`);
  const object = async (key: string) => {
    const answer = await fetch(`${url}/state/${key}`, { headers: { authorization: signed('s3') } });
    if (answer.status !== 200 && answer.status !== 404)
      throw new Error(`the state's bucket answered ${answer.status}`);
    return answer.status === 200 ? answer.text() : undefined;
  };
  return {
    async inCloud(prefix) {
      const filter = {
        ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: [`/${prefix}/`] }],
        MaxResults: 50,
      };
      const { Parameters = [] } = await json('ssm', 'AmazonSSM.DescribeParameters', filter);
      const { logGroups = [] } = await json('logs', 'Logs_20140328.DescribeLogGroups', {
        logGroupNamePrefix: `/${prefix}/`,
      });
      const role = await query(`Action=GetRole&RoleName=${prefix}-role`).catch(() => '');
      const attached =
        role === '' ? '' : await query(`Action=ListAttachedRolePolicies&RoleName=${prefix}-role`);
      return [
        ...Parameters.map(({ Name = '' }) => `aws_ssm_parameter.${Name.split('/').at(-1)}`),
        ...logGroups.map(() => 'aws_cloudwatch_log_group.logs'),
        ...(role.includes('<RoleName>') ? ['aws_iam_role.role'] : []),
        ...(attached.includes('AmazonSSMReadOnlyAccess') ? ['aws_iam_role_policy_attachment.attached'] : []),
      ].sort();
    },
    async inState(key) {
      const text = await object(key);
      if (text === undefined) return [];
      return readStored(text);
    },
    isLocked: async (key) => (await object(`${key}.tflock`)) !== undefined,
    async putObject(key, body) {
      await fetch(`${url}/state/${key}`, { method: 'PUT', body, headers: { authorization: signed('s3') } });
    },
    async makeBucket() {
      await fetch(`${url}/state`, { method: 'PUT', headers: { authorization: signed('s3') } });
    },
  };
}

/** Instances, not headers: an interrupted state lists resources that were never made. */
export function readStored(text: string): readonly StoredResource[] {
  const { resources = [] } = JSON.parse(text) as {
    readonly resources?: readonly {
      readonly type: string;
      readonly name: string;
      readonly instances: readonly { readonly status?: string }[];
    }[];
  };
  return resources
    .filter(({ instances }) => instances.length > 0)
    .map(({ type, name, instances }) => ({
      address: `${type}.${name}`,
      tainted: instances.some(({ status }) => status === 'tainted'),
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
