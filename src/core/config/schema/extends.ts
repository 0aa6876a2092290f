import * as z from 'zod';

/** Deep enough for company, environment and deployment, with room. */
export const deepestBase = 5;

const basePath = z
  .string()
  .min(1)
  .regex(/^(?![A-Za-z][A-Za-z0-9+.-]*:\/\/)/, 'the path of a file, never an address');

export const extendsField = z
  .union([basePath, z.array(basePath).max(8)])
  .optional()
  .meta({
    description:
      'Files that this one builds on, relative to it, such as ../base.yaml; of several a later one wins over an earlier, and this file over all.',
  });
