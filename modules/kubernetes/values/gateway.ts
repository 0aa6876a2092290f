import type { HelmValuesProps } from './props.ts';

/** The gateway for models is not deployed, and the API not sent to it: chart 6.11.0 would do the latter without the former. */
export function gatewayValues(props: HelmValuesProps) {
  return {
    enabled: false,
    useGateway: false,
    // For the day when someone switches it on: the version of the rest, not the chart's.
    image: { tag: props.release.imageTag },
  };
}
