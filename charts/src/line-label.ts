import type { Room } from './chart.ts';
import { freePlace, type Box, type Strip } from './free-place.ts';
import { LABEL, LABEL_LEADING, LEADING } from './layout.ts';
import { line, path, text, textLines } from './marks.ts';
import type { Plot } from './plot.ts';
import { spread } from './spread.ts';
import { halo, type SeriesStyle } from './style.ts';
import { tenths, type Svg } from './svg.ts';
import type { Face } from './text-width.ts';
import { widest, wrap } from './wrap.ts';

/** What stands at the end of a line. */
export interface LineLabel {
  readonly name: string;
  /** The last value alone, for where there is little room. May be empty. */
  readonly value: string;
  /** The last value with its interval, and what else is to be said, each on lines of its own. */
  readonly notes: readonly string[];
  readonly style: SeriesStyle;
  readonly strip: Strip;
}

const face: Face = { size: LABEL, bold: true };
const GAP = 12;
const BETWEEN = 10;

/** Room right of a wide plot for the labels of its lines. */
export function labelColumn(width: number): number {
  return width >= 1000 ? 190 : 150;
}

/** How high all labels together stand in a wide picture: a plot is at least so high. */
export function labelsHeight(labels: readonly LineLabel[], { width }: Room): number {
  return labels.reduce((sum, label) => sum + blockOf(label, labelColumn(width) - GAP).height + BETWEEN, 0);
}

/** Labels right of where their lines end, pushed apart, with a thin line to those that had to move. */
export function labelsAtEnds(labels: readonly LineLabel[], plot: Plot, room: Room): Svg[] {
  const blocks = labels.map(label => ({ label, ...blockOf(label, room.width - plot.right - GAP) }));
  const ends = labels.map(label => label.strip.middle(plot.right));
  const wishes = blocks.map((block, index) => ({ centre: ends[index], size: block.height + BETWEEN }));
  const centres = spread(wishes, plot.top - 12, plot.bottom + 24);
  return blocks.flatMap(({ label, names, notes, height }, index) => {
    const centre = centres[index];
    const top = centre - height / 2;
    const x = plot.right + GAP;
    const colour = label.style.text;
    const moved = Math.abs(centre - ends[index]) > height / 2;
    const to = centre < ends[index] ? centre + height / 2 : top;
    return [
      ...(moved
        ? [line(plot.right + 2, ends[index], x - 2, to, { stroke: 'var(--edge)', 'stroke-width': '1' })]
        : []),
      ...textLines(x, top + 14, names, `l ${colour}`, LABEL_LEADING),
      ...textLines(x, top + 14 + names.length * LABEL_LEADING, notes, colour),
    ];
  });
}

function blockOf(label: LineLabel, width: number) {
  const names = wrap(label.name, width, face);
  const notes = label.notes.flatMap(note => wrap(note, width));
  return { names, notes, height: names.length * LABEL_LEADING + notes.length * LEADING };
}

/**
 * In a narrow picture: labels inside the plot, beside their lines, where nothing else is. A label without such a
 * place stands below, with a piece of its line. Gives how far down the picture reaches then.
 */
export function labelsInside(
  labels: readonly LineLabel[],
  plot: Plot,
  below: number,
  room: Room,
  kept: readonly Box[] = [],
): [Svg[], number] {
  const strips = labels.map(label => label.strip);
  const taken: Box[] = [...kept];
  const marks: Svg[] = [];
  let bottom = below;
  labels.forEach((label, own) => {
    const words = `${label.name} ${label.value}`.trim();
    // One broad block may find no place where a slimmer one does.
    const blocks = [170, 130, 100].map(width => wrap(words, width, face));
    for (const lines of blocks) {
      const size = { width: widest(lines, face), height: lines.length * LABEL_LEADING };
      const place = freePlace(plot, strips, own, size, taken);
      if (!place) continue;
      taken.push(place);
      const right = place.x + place.width;
      lines.forEach((words, k) => {
        marks.push(text(right, place.y + 15 + k * LABEL_LEADING, words, `l e ${label.style.text}`, halo));
      });
      return;
    }
    const all = wrap(words, room.width - 44, face);
    marks.push(
      path(`M0 ${tenths(bottom + 19)}h34`, label.style.line),
      ...textLines(44, bottom + 24, all, `l ${label.style.text}`, LABEL_LEADING),
    );
    bottom += all.length * LABEL_LEADING + 4;
  });
  return [marks, bottom];
}
