import { bothWidths, type Chart, type ChartText } from './chart.ts';
import { breakLines } from './labels.ts';
import { element, group, picture, words, type Svg } from './svg.ts';

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

const STEP = 20;
const SIDE = 10 * STEP;

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
  return bothWidths(data, data.width ?? 1120, table, (size, width, alternative) =>
    draw(data, size, width, alternative),
  );
}

function sayPanel({ filled, half, unknown }: Hundred): string {
  if (unknown) return 'not known';
  return half === 0 ? String(filled) : `${filled} to ${filled + half}`;
}

function draw(data: HundredData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const narrow = size === 'narrow';
  const column = narrow ? width : width / data.panels.length;
  const letters = narrow ? 36 : Math.floor(column / 9);
  let height = 0;
  let y = 0;
  const parts = data.panels.map((panel, index) => {
    const x = narrow ? 0 : index * column;
    const texts = [...breakLines(panel.label, letters), null, ...breakLines(panel.note, letters)];
    const rings = Array.from({ length: 100 }, (_, k) =>
      ring(panel, k, x + (k % 10) * STEP + 9, y + Math.floor(k / 10) * STEP + 9),
    );
    let at = y + SIDE + 24;
    const said = texts.map(text => {
      const drawn = text === null ? words(x, at + 8, panel.big, 'l') : words(x, at, text, 'q');
      at += text === null ? 32 : 20;
      return drawn;
    });
    height = Math.max(height, at);
    if (narrow) y = at + 16;
    return group(undefined, ...rings, ...said);
  });
  return picture(size, width, height + 4, alternative, ...parts);
}

/** Filled rings stand last, so that the ones that matter are seen at the end of reading. */
function ring({ filled, half, unknown }: Hundred, index: number, cx: number, cy: number): Svg {
  const r = 7.4;
  if (unknown) return element('circle', { cx, cy, r, class: 'ring-unknown' });
  if (index >= 100 - filled) return element('circle', { cx, cy, r, class: 'dot' });
  const outline = element('circle', { cx, cy, r, class: 'ring' });
  if (index < 100 - filled - half) return outline;
  return group(
    undefined,
    outline,
    element('path', { d: `M${cx} ${cy - r}a${r} ${r} 0 0 0 0 ${2 * r}z`, class: 'dot' }),
  );
}
