/**
 * Name of the parameter in which the API tells Brainstore where AIProxy is. Brainstore's address is in AIProxy's environment,
 * so AIProxy's address cannot be in Brainstore's launch template: nodes read it when they start.
 */
export function proxyUrlParameter(deployment: string): string {
  return `/braintrust/${deployment}/ai-proxy-url`;
}
