import { createHash } from 'node:crypto';
import { CertificateManagerCertificate } from '@cdktf/provider-google/lib/certificate-manager-certificate/index.js';
import { CertificateManagerCertificateMap } from '@cdktf/provider-google/lib/certificate-manager-certificate-map/index.js';
import { CertificateManagerCertificateMapEntry } from '@cdktf/provider-google/lib/certificate-manager-certificate-map-entry/index.js';
import { CertificateManagerDnsAuthorization } from '@cdktf/provider-google/lib/certificate-manager-dns-authorization/index.js';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address/index.js';
import { DnsRecordSet } from '@cdktf/provider-google/lib/dns-record-set/index.js';
import { Construct } from '../core/cdktf.ts';
import { gcpNames } from './naming.ts';
import type { GcpIngressProps } from './props.ts';

export interface IngressProps extends GcpIngressProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly project: string;
}

interface DnsRecord {
  readonly name: string;
  readonly type: string;
  readonly data: string;
}

/** Seconds that resolvers may keep a record. */
const ttl = 300;

/**
 * Address and certificate of the API, for the Gateway in the cluster to pick up by name.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/secure-gateway#secure-using-certificate-manager
 */
export class Ingress extends Construct {
  readonly address: string;
  /** The record that proves the host name is ours, to be made by hand where no zone is given. */
  readonly authorizationRecord: string;

  constructor(scope: Construct, id: string, props: IngressProps) {
    super(scope, id);
    const names = gcpNames(props.project, props.name);
    const address = new ComputeGlobalAddress(this, 'address', {
      name: names.apiAddress,
      description: 'API of the data plane',
      addressType: 'EXTERNAL',
      ipVersion: 'IPV4',
      // DNS records elsewhere point at it, and an address that was given up does not come back.
      lifecycle: { preventDestroy: true },
    });
    this.address = address.address;
    const proof = this.makeCertificate(props, names.certificateMap);
    this.authorizationRecord = `${proof.name} ${proof.type} ${proof.data}`;
    if (props.dnsZone !== undefined) {
      this.makeRecord(
        'record',
        props.dnsZone,
        { name: `${props.host}.`, type: 'A', data: this.address },
        props,
      );
      this.makeRecord('authorization_record', props.dnsZone, proof, props);
    }
  }

  private makeCertificate(props: IngressProps, map: string): DnsRecord {
    // Another host makes all of these anew, while the old ones are in use: so the name has six digits of the host.
    const name = `${props.name}-api-${createHash('sha256').update(props.host).digest('hex').slice(0, 6)}`;
    const lifecycle = { createBeforeDestroy: true } as const;
    const authorization = new CertificateManagerDnsAuthorization(this, 'dns_authorization', {
      name,
      domain: props.host,
      lifecycle,
    });
    const certificate = new CertificateManagerCertificate(this, 'certificate', {
      name,
      managed: { domains: [props.host], dnsAuthorizations: [authorization.id] },
      lifecycle,
    });
    const certificateMap = new CertificateManagerCertificateMap(this, 'certificate_map', { name: map });
    new CertificateManagerCertificateMapEntry(this, 'certificate_map_entry', {
      name,
      map: certificateMap.name,
      hostname: props.host,
      certificates: [certificate.id],
      lifecycle,
    });
    const record = authorization.dnsResourceRecord.get(0);
    return { name: record.name, type: record.type, data: record.data };
  }

  private makeRecord(id: string, zone: string, record: DnsRecord, props: IngressProps): void {
    const { project, managedZone } = zoneOf(zone, props.project);
    new DnsRecordSet(this, id, {
      project,
      managedZone,
      name: record.name,
      type: record.type,
      ttl,
      rrdatas: [record.data],
    });
  }
}

/** `projects/P/managedZones/Z`, or the name of a zone of our own project. */
function zoneOf(zone: string, project: string): { readonly project: string; readonly managedZone: string } {
  const parts = /^projects\/([^/]+)\/managedZones\/([^/]+)$/.exec(zone);
  return { project: parts?.[1] ?? project, managedZone: parts?.[2] ?? zone };
}
