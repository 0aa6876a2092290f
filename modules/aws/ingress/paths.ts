/** Which paths go where: official AWS module v6.6.0, `modules/ingress`. Everything else goes to the API. */
export const originIds = { api: 'APIGatewayOrigin', proxy: 'AIProxyOrigin' } as const;

export interface PathRule {
  readonly pattern: string;
  readonly origin: keyof typeof originIds;
}

/** In order of precedence. What streams goes to AIProxy: API Gateway would hold an answer back until it is whole. */
export const pathRules: readonly PathRule[] = [
  { pattern: '/v1/proxy', origin: 'proxy' },
  { pattern: '/v1/proxy/*', origin: 'proxy' },
  { pattern: '/v1/eval', origin: 'proxy' },
  { pattern: '/v1/eval/*', origin: 'proxy' },
  // One character at least after the id: `/v1/function/{id}` itself is the API's (upstream #91).
  { pattern: '/v1/function/*/?*', origin: 'proxy' },
  { pattern: '/function/*', origin: 'proxy' },
];
