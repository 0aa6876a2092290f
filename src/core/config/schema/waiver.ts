import * as z from 'zod';

export const waiver = z.strictObject({
  rule: z.string().min(1).meta({ description: 'Id of the rule to waive.', required: true }),
  reason: z
    .string()
    .regex(/\S[\s\S]{8,}\S/, 'a reason of ten characters or more')
    .meta({ description: 'Why; shown in every report.', required: true }),
  until: z.iso.date().meta({ description: 'Last day on which it holds, YYYY-MM-DD.', required: true }),
});
