/**
 * Where Front Door has private endpoints to offer. A private link may cross regions, and the nearest is the quickest.
 * https://learn.microsoft.com/azure/frontdoor/private-link#region-availability
 */
const offered: ReadonlySet<string> = new Set([
  'australiaeast',
  'brazilsouth',
  'canadacentral',
  'centralindia',
  'centralus',
  'eastasia',
  'eastus',
  'eastus2',
  'francecentral',
  'germanywestcentral',
  'japaneast',
  'koreacentral',
  'northeurope',
  'norwayeast',
  'southafricanorth',
  'southcentralus',
  'swedencentral',
  'uksouth',
  'westeurope',
  'westus3',
]);

/** The nearest of them for the other regions, by geography. */
const nearest: Readonly<Record<string, string>> = {
  australiacentral: 'australiaeast',
  australiasoutheast: 'australiaeast',
  austriaeast: 'germanywestcentral',
  belgiumcentral: 'westeurope',
  brazilsoutheast: 'brazilsouth',
  canadaeast: 'canadacentral',
  chilecentral: 'brazilsouth',
  denmarkeast: 'swedencentral',
  francesouth: 'francecentral',
  germanynorth: 'germanywestcentral',
  indonesiacentral: 'eastasia',
  israelcentral: 'germanywestcentral',
  italynorth: 'francecentral',
  japanwest: 'japaneast',
  jioindiacentral: 'centralindia',
  jioindiawest: 'centralindia',
  koreasouth: 'koreacentral',
  malaysiawest: 'eastasia',
  mexicocentral: 'southcentralus',
  newzealandnorth: 'australiaeast',
  northcentralus: 'centralus',
  norwaywest: 'norwayeast',
  polandcentral: 'germanywestcentral',
  qatarcentral: 'centralindia',
  southafricawest: 'southafricanorth',
  southeastasia: 'eastasia',
  southindia: 'centralindia',
  spaincentral: 'francecentral',
  swedensouth: 'swedencentral',
  switzerlandnorth: 'germanywestcentral',
  switzerlandwest: 'francecentral',
  uaecentral: 'centralindia',
  uaenorth: 'centralindia',
  ukwest: 'uksouth',
  westcentralus: 'centralus',
  westindia: 'centralindia',
  westus: 'westus3',
  westus2: 'westus3',
};

/** Region of Front Door's private endpoint for a load balancer in `region`. One that nobody here knows is tried itself. */
export function privateEndpointRegion(region: string): string {
  return offered.has(region) ? region : (nearest[region] ?? region);
}
