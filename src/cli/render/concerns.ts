/** What a reviewer has to know of a plan, by how much it matters; how many there are of each comes first. */
import type { Concern } from '../../core/plan/model.ts';
import type { Paint } from './paint.ts';
import { widthOf } from './table.ts';
import { narrow, wrapped } from './wrap.ts';

/** The empty text when there are none. */
export function concernsText(concerns: readonly Concern[], paint: Paint): string {
  const groups = weights.flatMap((weight) => {
    const of = concerns.filter((concern) => weightOf(concern) === weight);
    return of.length === 0 ? [] : [{ ...looks[weight], of }];
  });
  if (groups.length === 0) return '';
  const counts = groups.map(({ of, counted, tint }) => tint(paint)(`${of.length} ${counted}`));
  return [
    `Needs attention: ${counts.join(', ')}`,
    ...groups.map(({ of, title }) => [title, ...of.map((concern) => concernText(concern, paint))].join('\n')),
  ].join('\n\n');
}

const weights = ['blocking', 'consented', 'attention', 'notice'] as const;
type Weight = (typeof weights)[number];

/** What was named no longer blocks, and is still no small matter. */
function weightOf({ severity, allowed }: Concern): Weight {
  return severity === 'blocking' && allowed ? 'consented' : severity;
}

interface Look {
  /** After a number. */
  readonly counted: string;
  readonly title: string;
  readonly mark: string;
  readonly tint: (paint: Paint) => (text: string) => string;
}

const looks: Readonly<Record<Weight, Look>> = {
  blocking: {
    counted: 'blocking',
    title: 'Blocking: done only with the flag that names it, where there is one',
    mark: '!',
    tint: (paint) => paint.error,
  },
  consented: {
    counted: 'consented to',
    title: 'Consented to: named by a flag of this run',
    mark: '!',
    tint: (paint) => paint.warning,
  },
  attention: {
    counted: 'to look at',
    title: 'Attention: look at it before you say yes',
    mark: '*',
    tint: (paint) => paint.warning,
  },
  notice: { counted: 'to know', title: 'Notice: good to know', mark: 'i', tint: (paint) => paint.faint },
};

function concernText(concern: Concern, paint: Paint): string {
  const { change, address, because, noun, consequence, flag, allowed } = concern;
  const { mark, tint } = looks[weightOf(concern)];
  const indent = 4 + change.length + 2;
  const head = `  ${tint(paint)(mark)} ${tint(paint)(change)}  ${paint.strong(address)}`;
  const beside = `${head}   ${because}`;
  return [
    ...(widthOf(beside) <= narrow ? [beside] : [head, wrapped(because, indent)]),
    wrapped(`${noun}: ${consequence}`, indent),
    ...(flag === undefined
      ? []
      : [
          `${' '.repeat(indent)}${allowed ? paint.faint(`allowed with  ${flag}`) : `allow with  ${paint.strong(flag)}`}`,
        ]),
  ].join('\n');
}
