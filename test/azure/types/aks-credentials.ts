/** How one comes into a cluster. */
import { type Resource, text } from '../../google/json.ts';
import { properties } from '../cloud.ts';
import type { Call } from '../resource-type.ts';

/** https://learn.microsoft.com/rest/api/aks/managed-clusters/list-cluster-user-credentials */
export function credentials(call: Call, name: string): Resource {
  const { cloud, id, place } = call;
  const server = `https://${hosts(call, cloud.find(id))}`;
  const authority =
    cloud.controlPlane?.certificate ?? Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': place.name,
    clusters: [{ name: place.name, cluster: { server, 'certificate-authority-data': authority } }],
    contexts: [{ name: place.name, context: { cluster: place.name, user: `${name}_${place.name}` } }],
    users: [
      {
        name: `${name}_${place.name}`,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command: 'kubelogin',
            args: ['get-token', '--server-id', '6dae42f8-4368-4678-94ff-3960e28e3630'],
            env: null,
            provideClusterInfo: false,
          },
        },
      },
    ],
  };
  return { kubeconfigs: [{ name, value: Buffer.from(JSON.stringify(config)).toString('base64') }] };
}

/** Host of the cluster's API. */
export function hosts({ cloud, place }: Call, resource: Resource): string {
  return (
    cloud.controlPlane?.host ??
    `${text(properties(resource).dnsPrefix) || place.name}-0000.hcp.${text(resource.location)}.azmk8s.io`
  );
}
