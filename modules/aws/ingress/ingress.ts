import { Construct } from '../../core/cdktf.ts';
import type { IKey } from '../../core/contracts.ts';
import type { Published } from '../api/published.ts';
import { type CustomDomain, Distribution } from './distribution.ts';
import { RestApi } from './rest-api.ts';

export interface IngressProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
  /** Twelve digits, or a reference to them. */
  readonly accountId: string;
  readonly handler: Published;
  /** Host name of AIProxy's function URL. */
  readonly proxyHost: string;
  readonly key: IKey;
  /** Days; a change updates in place. */
  readonly logRetentionDays: number;
  /** Makes the account's role for logs of API Gateway, one per region. Default: true. */
  readonly makeLogRole?: boolean;
  /** Default: - CloudFront's own name. A change updates in place. */
  readonly customDomain?: CustomDomain;
}

/** The public entry of the data plane: CloudFront before API Gateway and AIProxy. */
export class Ingress extends Construct {
  readonly distribution: Distribution;
  readonly restApi: RestApi;

  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    this.restApi = new RestApi(this, 'rest_api', { ...props, makeLogRole: props.makeLogRole ?? true });
    this.distribution = new Distribution(this, 'distribution', {
      name: props.name,
      api: this.restApi,
      proxy: { host: props.proxyHost },
      customDomain: props.customDomain,
    });
  }
}
