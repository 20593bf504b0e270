import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { LEADING } from './layout.ts';
import { line, rect, stripes, text, textLines } from './marks.ts';
import { figure } from './number-words.ts';
import type { Svg } from './svg.ts';
import { bold, plain, textWidth } from './text-width.ts';
import { wrap } from './wrap.ts';

export interface AttritionStep {
  /** Who is left: 'Still in', 'Compared'. */
  readonly label: string;
  readonly left: number;
  /** Why some went before this step, and how many; null for the first, and where nobody went. */
  readonly gone: { readonly why: string; readonly count: number } | null;
}

interface Part {
  readonly name: string;
  readonly count: number;
}

export interface AttritionData extends ChartText {
  readonly steps: readonly AttritionStep[];
  /** How the last step falls into its two groups. */
  readonly split?: readonly [Part, Part];
  readonly width?: number;
}

const BAR = 9;

/** Who is in it, and who is not: a bar a step, and between them how many went and why. */
export function attrition(data: AttritionData): Chart {
  const table = {
    caption: data.title,
    columns: ['', 'People'],
    rows: [
      ...data.steps.flatMap(step => [
        ...(step.gone ? [[`Left out: ${step.gone.why}`, figure(step.gone.count)]] : []),
        [step.label, figure(step.left)],
      ]),
      ...(data.split ?? []).map(part => [part.name, figure(part.count)]),
    ],
  };
  return drawTwice(data, data.width ?? 536, table, room => draw(data, room));
}

function draw({ steps, split }: AttritionData, room: Room): Drawing {
  const most = Math.max(1, ...steps.map(step => step.left));
  const widthOf = (people: number): number => (people > 0 ? Math.max(1, (people / most) * room.width) : 0);
  const marks: Svg[] = [];
  let y = 0;
  steps.forEach((step, index) => {
    if (step.gone) {
      const lines = wrap(`${figure(step.gone.count)} ${step.gone.why}`, room.width - 20);
      const height = lines.length * LEADING + 14;
      marks.push(
        line(4, y, 4, y + height, { stroke: 'var(--rule)', 'stroke-width': '2' }),
        ...textLines(20, y + 20, lines, 'q'),
      );
      y += height + 6;
    }
    const isLast = index === steps.length - 1;
    const face = isLast ? bold : plain;
    const count = figure(step.left);
    const lines = wrap(step.label, room.width - textWidth(count, face) - 16, face);
    const className = isLast ? 'b' : '';
    marks.push(...textLines(0, y + 15, lines, className), text(room.width, y + 15, count, `${className} e`));
    y += Math.max(1, lines.length) * LEADING + 5;
    if (isLast && split) {
      const [drawn, height] = drawSplit(split, widthOf(step.left), y, room);
      marks.push(...drawn);
      y += height;
    } else {
      marks.push(rect(0, y, widthOf(step.left), BAR, { class: 'dot' }));
      y += BAR + 8;
    }
  });
  return { height: y, marks };
}

/** The last bar in its two parts, solid and striped, with the words for both below. */
function drawSplit(
  [first, second]: readonly [Part, Part],
  whole: number,
  y: number,
  room: Room,
): [Svg[], number] {
  const people = Math.max(1, first.count + second.count);
  const split = whole * (first.count / people);
  const id = room.id('stripes');
  const said = `${first.name} ${figure(first.count)} (solid), ${second.name} ${figure(second.count)} (striped)`;
  const lines = wrap(said, room.width);
  return [
    [
      stripes(id, 'var(--series-b)'),
      rect(0, y, Math.max(0, split - 1.5), BAR, { class: 'dota' }),
      rect(split + 2, y + 0.75, Math.max(0, whole - split - 2.75), BAR - 1.5, {
        fill: `url(#${id})`,
        stroke: 'var(--series-b)',
        'stroke-width': '1.5',
      }),
      ...textLines(0, y + BAR + 20, lines, 'q'),
    ],
    BAR + 12 + lines.length * LEADING,
  ];
}
