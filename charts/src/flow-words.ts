import type { Room } from './chart.ts';
import { LEADING } from './layout.ts';
import { textLines } from './marks.ts';
import type { Svg } from './svg.ts';
import { bold } from './text-width.ts';
import { wrap } from './wrap.ts';

/** The column of words beside a flow: each stands where it belongs, or below the words before it. */
export function wordsBeside(left: number, room: Room) {
  const width = room.width - left;
  const marks: Svg[] = [];
  let end = 0;
  const say = (y: number, strong: string, note: string): number => {
    const lines = wrap(strong, width, bold);
    const notes = wrap(note, width);
    const top = Math.max(end, y);
    marks.push(
      ...textLines(left, top + 12, lines, 'b'),
      ...textLines(left, top + 12 + lines.length * LEADING, notes, 'q'),
    );
    end = top + (lines.length + notes.length) * LEADING + 6;
    return top;
  };
  return { left, marks, say, end: () => end, heightOf: (note: string) => wrap(note, width).length * LEADING };
}
