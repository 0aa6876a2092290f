/**
 * Values of the official Helm chart. All that a release of the chart could flip is set, even where it is the chart's default
 * of today: its minor versions have switched one-way defaults on (6.1.0) and its patches have changed others (6.2.1).
 * https://github.com/braintrustdata/helm
 */
import { apiValues } from './api.ts';
import { brainstoreValues } from './brainstore.ts';
import type { CloudPart } from './cloud-part.ts';
import { gatewayValues } from './gateway.ts';
import { globalValues } from './global.ts';
import type { HelmValuesProps } from './props.ts';

export type { HelmValuesProps } from './props.ts';

export type HelmValues = ReturnType<typeof helmValues<CloudPart>>;

/** `cloud` is made by `google.ts` or by `azure.ts`. */
export function helmValues<Cloud extends CloudPart>(props: HelmValuesProps, cloud: Cloud) {
  const settings: Cloud['settings'] = cloud.settings;
  return {
    ...globalValues(props),
    ...settings,
    api: apiValues(props, cloud),
    aiGateway: gatewayValues(props),
    brainstore: brainstoreValues(props, cloud),
  };
}
