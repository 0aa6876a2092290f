import { describe, expect, it } from 'vitest';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const settled = 'terraform_data.apis_settled';

describe('the services of Google Cloud', () => {
  it('are enabled and stay so on destroy', () => {
    const stack = infra(staging);
    const services = Object.values(stack.tree.resource?.google_project_service ?? {}) as Record<
      string,
      unknown
    >[];
    expect(services.map(({ service }) => service)).toEqual(
      expect.arrayContaining(['sqladmin.googleapis.com', 'redis.googleapis.com', 'container.googleapis.com']),
    );
    for (const service of services) expect(service).toMatchObject({ disable_on_destroy: false });
  });

  it('wait for the one by which the provider reads all others', () => {
    const stack = infra(production);
    const first = 'google_project_service.apis_cloudresourcemanager';
    expect(stack.resource(first)).not.toHaveProperty('depends_on');
    const others = stack.addresses.filter(
      (address) => address.startsWith('google_project_service.') && address !== first,
    );
    expect(others).not.toEqual([]);
    for (const address of others) expect(stack.resource(address)).toMatchObject({ depends_on: [first] });
  });

  it('are waited for a minute, by a program that no shell starts', () => {
    expect(infra(staging).resource(settled)).toMatchObject({
      provisioner: [{ 'local-exec': { interpreter: ['sleep'], command: '60' } }],
      depends_on: expect.arrayContaining(['google_project_service.apis_sqladmin']),
    });
  });

  it('are waited for again when one is added', () => {
    const triggers = (props: typeof staging) => infra(props).resource(settled).triggers_replace;
    expect(triggers(production)).not.toEqual(triggers(staging));
    expect(triggers(production)).toContain('certificatemanager');
  });

  it.each(Object.entries(shapes))('come before every Google resource: %s', (_, props) => {
    const stack = infra(props);
    const hasty = stack.addresses
      .filter((address) => address.startsWith('google_') && !address.startsWith('google_project_service.'))
      .filter((address) => !(stack.resource(address).depends_on as string[] | undefined)?.includes(settled));
    expect(hasty).toEqual([]);
  });

  it('hold up no data source: what follows from one would be replaced whenever a service is added', () => {
    const data = Object.values(infra(production).tree.data ?? {}).flatMap((byName) =>
      Object.values(byName as object),
    );
    expect(data).toHaveLength(2);
    for (const block of data) expect(block).not.toHaveProperty('depends_on');
  });
});
