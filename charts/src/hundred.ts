import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { LABEL, LABEL_LEADING, LEADING } from './layout.ts';
import { circle, path, textLines } from './marks.ts';
import { tenths, type Svg } from './svg.ts';
import { wrap } from './wrap.ts';

/** A hundred people: how many filled, half filled (between the lowest and the highest figure), or unknown. */
export interface Hundred {
  readonly label: string;
  readonly big: string;
  readonly note: string;
  readonly filled: number;
  readonly half: number;
  /** Nobody knows: all rings are dashed. */
  readonly unknown: boolean;
}

export interface HundredData extends ChartText {
  readonly panels: readonly Hundred[];
  /** What a filled ring means. */
  readonly filledMeans: string;
  readonly width?: number;
}

/** From ring to ring, in a column and on a telephone, where the words stand beside. */
const STEP = { wide: 22.6, narrow: 11.2 };

/** Pictures of a hundred rings, side by side or one below the other. */
export function hundred(data: HundredData): Chart {
  for (const { label, filled, half } of data.panels) {
    if (filled < 0 || half < 0 || filled + half > 100) {
      throw new RangeError(
        `"${label}" has ${filled} filled and ${half} half filled; together they can be 0 to 100.`,
      );
    }
  }
  const table = {
    caption: data.title,
    columns: ['Of 100 people', data.filledMeans, 'What is known'],
    rows: data.panels.map(panel => [panel.label, sayPanel(panel), `${panel.big}. ${panel.note}`]),
  };
  return drawTwice(data, data.width ?? 1120, table, room => draw(data, room));
}

function sayPanel({ filled, half, unknown }: Hundred): string {
  if (unknown) return 'not known';
  return half === 0 ? String(filled) : `${filled} to ${filled + half}`;
}

function draw({ panels }: HundredData, room: Room): Drawing {
  const step = room.narrow ? STEP.narrow : STEP.wide;
  const gap = room.narrow ? 16 : 48;
  const column = room.narrow
    ? room.width
    : (room.width - gap * (panels.length - 1)) / Math.max(1, panels.length);
  const side = 10 * step;
  let height = 0;
  let y = 0;
  const marks = panels.flatMap((panel, index) => {
    const x = room.narrow ? 0 : index * (column + gap);
    const rings = Array.from({ length: 100 }, (_, k) =>
      ring(panel, k, x + ((k % 10) + 0.5) * step, y + (Math.floor(k / 10) + 0.5) * step, step),
    ).flat();
    const [textLeft, textTop] = room.narrow ? [side + gap, y] : [x, y + side + 14];
    const [said, end] = words(panel, textLeft, textTop, room.narrow ? room.width - side - gap : column);
    height = Math.max(height, end, y + side);
    if (room.narrow) y = height + 24;
    return [...rings, ...said];
  });
  return { height: height + 6, marks };
}

function words({ label, big, note }: Hundred, x: number, top: number, width: number): [Svg[], number] {
  const labels = wrap(label, width);
  const bigs = wrap(big, width, { size: LABEL, bold: true });
  const notes = wrap(note, width);
  const bigTop = top + labels.length * LEADING + 3;
  const noteTop = bigTop + bigs.length * LABEL_LEADING;
  return [
    [
      ...textLines(x, top + 14, labels, 'q'),
      ...textLines(x, bigTop + 15, bigs, 'l', LABEL_LEADING),
      ...textLines(x, noteTop + 16, notes, 'q'),
    ],
    noteTop + notes.length * LEADING + 2,
  ];
}

/** Filled rings stand last, so that the ones that matter are seen at the end of reading. */
function ring(
  { filled, half, unknown }: Hundred,
  index: number,
  cx: number,
  cy: number,
  step: number,
): Svg[] {
  const r = step * 0.36;
  if (unknown) return [circle(cx, cy, r, { class: 'ring-unknown' })];
  if (index >= 100 - filled) return [circle(cx, cy, r + 0.6, { class: 'dot' })];
  const outline = circle(cx, cy, r, { class: 'ring' });
  if (index < 100 - filled - half) return [outline];
  const d = `M${tenths(cx)} ${tenths(cy - r)}a${tenths(r)} ${tenths(r)} 0 0 0 0 ${tenths(2 * r)}z`;
  return [outline, path(d, { class: 'dot' })];
}
