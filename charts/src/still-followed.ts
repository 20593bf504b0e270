import type { Room } from './chart.ts';
import { LEADING } from './layout.ts';
import { text } from './marks.ts';
import type { Plot } from './plot.ts';
import { seriesStyle } from './style.ts';
import type { Svg } from './svg.ts';
import { textWidth } from './text-width.ts';
import { widest, wrap } from './wrap.ts';

export interface Followed {
  readonly name: string;
  /** How many are still followed at each tick: '12,904', 'fewer than 10'. */
  readonly followed: readonly { readonly time: number; readonly count: string }[];
}

/** Room left of a wide plot in which a name may stand beside its first number. */
const MARGIN = 104;

/** Where there is little room. */
const short = (count: string): string => (count === 'fewer than 10' ? '<10' : count);

/** Whether every name fits beside its first number without running into it; else names have lines of their own. */
export function namesFitBeside(groups: readonly Followed[], room: Room): boolean {
  return (
    !room.narrow &&
    groups.every(({ name, followed }) => {
      const first = textWidth(short(followed[0]?.count ?? ''));
      return textWidth(name) + 10 + first / 2 <= MARGIN;
    })
  );
}

/** The people still followed, under the ticks of a plot, from the baseline `y`. Gives how far down they reach. */
export function stillFollowed(
  groups: readonly Followed[],
  plot: Plot,
  room: Room,
  y: number,
): [Svg[], number] {
  if (groups.every(({ followed }) => followed.length === 0)) return [[], y - LEADING];
  const beside = namesFitBeside(groups, room);
  const marks: Svg[] = [text(0, y, 'Still followed', 'b')];
  const shown = timesThatFit(groups, plot, room);
  let baseline = y + 2;
  groups.forEach(({ name, followed }, index) => {
    const colour = seriesStyle(index, groups.length).text;
    baseline += 20;
    const names = beside ? [name] : wrap(name, room.width);
    names.forEach((line, k) => marks.push(text(0, baseline + k * LEADING, line, colour)));
    if (!beside) baseline += names.length * LEADING;
    for (const { time, count } of followed) {
      const words = short(count);
      if (shown.has(time))
        marks.push(text(centre(plot.x(time), textWidth(words), room), baseline, words, 'm'));
    }
  });
  return [marks, baseline + 8];
}

/** The last time and every first, second, third … before it, so that no number touches the next; and the first. */
function timesThatFit(groups: readonly Followed[], plot: Plot, room: Room): Set<number> {
  const all = groups.flatMap(({ followed }) => followed);
  const times = [...new Set(all.map(({ time }) => time))].sort((a, b) => a - b);
  const width = widest(all.map(({ count }) => short(count)));
  const last = times.length - 1;
  for (let every = 1; every < last; every++) {
    const kept = times.filter((_, k) => (last - k) % every === 0 || k === 0);
    const places = kept.map(time => centre(plot.x(time), width, room));
    if (places.every((place, k) => k === 0 || place - places[k - 1] >= width + 8)) return new Set(kept);
  }
  return new Set([times[0], times[last]]);
}

/** As near to a tick as the edges of the picture allow. */
function centre(x: number, width: number, room: Room): number {
  return Math.min(Math.max(x, width / 2), room.width - width / 2);
}
