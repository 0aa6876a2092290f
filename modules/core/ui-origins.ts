/** The Braintrust UI and its previews, whose pages fetch and write objects. https://www.braintrust.dev/docs/guides/self-hosting */
export const uiOrigins = [
  'https://braintrust.dev',
  'https://*.braintrust.dev',
  'https://*.preview.braintrust.dev',
] as const;
