import { bothWidths, sayNumber, type Chart, type ChartText } from './chart.ts';
import { breakLines } from './labels.ts';
import { element, line, picture, words, type Svg } from './svg.ts';

export interface AttritionStep {
  /** Who is left: 'Still in', 'Compared'. */
  readonly label: string;
  readonly left: number;
  /** Why some went before this step, and how many; null for the first. */
  readonly gone: { readonly why: string; readonly count: number } | null;
}

export interface AttritionData extends ChartText {
  readonly steps: readonly AttritionStep[];
  /** How the last step falls into its two groups. */
  readonly split?: readonly [
    { readonly name: string; readonly count: number },
    { readonly name: string; readonly count: number },
  ];
  readonly width?: number;
}

/** Who is in it, and who is not: a bar a step, and between them how many went and why. */
export function attrition(data: AttritionData): Chart {
  const table = {
    caption: data.title,
    columns: ['', 'People'],
    rows: [
      ...data.steps.flatMap(step => [
        ...(step.gone ? [[`Left out: ${step.gone.why}`, sayNumber(step.gone.count)]] : []),
        [step.label, sayNumber(step.left)],
      ]),
      ...(data.split ?? []).map(part => [part.name, sayNumber(part.count)]),
    ],
  };
  return bothWidths(data, data.width ?? 536, table, (size, width, alternative) =>
    draw(data, size, width, alternative),
  );
}

function draw(data: AttritionData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const most = Math.max(1, ...data.steps.map(step => step.left));
  const letters = size === 'narrow' ? 34 : 62;
  const parts: Svg[] = [];
  let y = 0;
  data.steps.forEach((step, index) => {
    if (step.gone) {
      const lines = breakLines(`${sayNumber(step.gone.count)} ${step.gone.why}`, letters);
      parts.push(line(3, y + 2, 3, y + 6 + lines.length * 19, 'gridl'));
      lines.forEach((text, k) => parts.push(words(20, y + 18 + k * 19, text, 'q')));
      y += lines.length * 19 + 14;
    }
    const isLast = index === data.steps.length - 1;
    parts.push(
      words(0, y + 16, step.label, isLast ? 'b' : undefined),
      words(width, y + 16, sayNumber(step.left), isLast ? 'e b' : 'e'),
    );
    y += 24;
    if (isLast && data.split) {
      const [a, b] = data.split;
      const wide = (count: number) => (count / most) * (width - 4);
      parts.push(
        element('rect', { x: 0, y, width: Math.max(1, wide(a.count)), height: 9, class: 'dota' }),
        element('rect', {
          x: wide(a.count) + 4,
          y,
          width: Math.max(1, wide(b.count)),
          height: 9,
          class: 'boxq',
        }),
      );
      y += 28;
      for (const [part, shape] of [
        [a, 'solid'],
        [b, 'outlined'],
      ] as const) {
        for (const text of breakLines(`${part.name} ${sayNumber(part.count)} (${shape})`, letters)) {
          parts.push(words(0, y, text, 'q'));
          y += 20;
        }
      }
    } else {
      parts.push(
        element('rect', {
          x: 0,
          y,
          width: Math.max(step.left > 0 ? 1 : 0, (step.left / most) * width),
          height: 9,
          class: 'dot',
        }),
      );
      y += 16;
    }
  });
  return picture(size, width, y + 4, alternative, ...parts);
}
