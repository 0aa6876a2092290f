/** The schema as one cloud has it: without the keys and values of others. For words alone; what is written is held against the whole. */
import * as z from 'zod';
import { keepMeta, metaOf } from './field.ts';

export function ofCloud(schema: z.ZodType, cloud: string): z.ZodType {
  if (schema instanceof z.ZodOptional) {
    return keepMeta(schema, ofCloud(schema.unwrap() as z.ZodType, cloud).optional());
  }
  if (schema instanceof z.ZodEnum) {
    const values = metaOf(schema)?.values?.[cloud];
    return values ? keepMeta(schema, z.enum([...values])) : schema;
  }
  if (!(schema instanceof z.ZodObject)) return schema;
  const fields = Object.entries(schema.shape).filter(
    ([, field]) => metaOf(field as z.ZodType)?.clouds?.includes(cloud) ?? true,
  );
  const shape = fields.map(([key, field]) => [key, ofCloud(field as z.ZodType, cloud)]);
  return keepMeta(schema, z.strictObject(Object.fromEntries(shape)));
}
