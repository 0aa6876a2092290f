import { describe, expect, it } from 'vitest';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const shape = (name: string) => infra(shapes[name] ?? staging);
const outputs = (name: string) => Object.keys(shape(name).tree.output ?? {});

describe('the way in', () => {
  it('has an address, and a certificate that Google renews', () => {
    const stack = infra(production);
    expect(stack.resource('google_compute_global_address.ingress_address')).toMatchObject({
      name: 'braintrust-api',
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.resource('google_certificate_manager_certificate.ingress_certificate')).toMatchObject({
      managed: {
        domains: ['braintrust.acme.example'],
        dns_authorizations: ['${google_certificate_manager_dns_authorization.ingress_dns_authorization.id}'],
      },
    });
    expect(
      stack.resource('google_certificate_manager_certificate_map_entry.ingress_certificate_map_entry'),
    ).toMatchObject({
      hostname: 'braintrust.acme.example',
      certificates: ['${google_certificate_manager_certificate.ingress_certificate.id}'],
    });
    expect(stack.resource('google_certificate_manager_certificate_map.ingress_certificate_map').name).toBe(
      'braintrust-api',
    );
  });

  it('gets a second certificate beside the first when the host changes', () => {
    const name = (host: string) =>
      infra({ ...production, ingress: { host } }).resource(
        'google_certificate_manager_certificate.ingress_certificate',
      );
    expect(name('a.example').name).not.toBe(name('b.example').name);
    expect(name('a.example').lifecycle).toEqual({ create_before_destroy: true });
  });

  it('makes its records in a zone that is given, in whatever project', () => {
    const records = (name: string) => shape(name).tree.resource?.google_dns_record_set;
    expect(records('records in a zone')).toMatchObject({
      ingress_record: {
        project: 'acme-data-plane',
        managed_zone: 'acme-example',
        name: 'braintrust.acme.example.',
        type: 'A',
        rrdatas: ['${google_compute_global_address.ingress_address.address}'],
      },
      ingress_authorization_record: { managed_zone: 'acme-example' },
    });
    expect(records('records in a zone of another project')).toMatchObject({
      ingress_record: { project: 'acme-dns', managed_zone: 'acme-example' },
    });
    expect(outputs('records in a zone')).not.toContain('dns_authorization_record');
  });

  it('names the records where they are made by hand', () => {
    expect(outputs('production')).toEqual(
      expect.arrayContaining(['api_address', 'api_url', 'dns_authorization_record']),
    );
    expect(shape('production').tree.resource).not.toHaveProperty('google_dns_record_set');
  });

  it('is not there where the API stays inside', () => {
    const stack = shape('internal only');
    expect(stack.addresses.filter((address) => /certificate|ingress|dns/.test(address))).toEqual([]);
    expect(outputs('internal only')).not.toContain('api_url');
  });
});
