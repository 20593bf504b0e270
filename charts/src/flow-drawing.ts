import type { Drawing, Room } from './chart.ts';
import { arrivals, goingOn, scaleOf } from './flow-scale.ts';
import { wordsBeside } from './flow-words.ts';
import type { FlowBranch, FlowData, FlowStock } from './flow.ts';
import { LEADING } from './layout.ts';
import { line, path, rect, stripes } from './marks.ts';
import { figure } from './number-words.ts';
import { tenths, type Svg } from './svg.ts';

const GATE = 5;
const BETWEEN = 62;
const GAP = 6;

export const sayBranch = ({ people, words }: { people: number; words: string }): string =>
  `${figure(people)} ${words}`;

/** Draws the gates from the top down, with their words beside them. */
export function drawFlow(data: FlowData, room: Room): Drawing {
  const across = room.narrow ? 110 : Math.min(250, room.width * 0.46);
  const words = wordsBeside(across + (room.narrow ? 18 : 40), room);
  const { across: widthOf, boxOf } = scaleOf(data, across - (room.narrow ? 12 : 20));
  const pattern = room.id('queue');
  const arriving = arrivals(data.stages);
  const { colouredFrom = 1 } = data;
  const marks: Svg[] = [stripes(pattern)];

  /** The words of a way beside the flow, with a line to where it begins or ends; gives how far down that is. */
  const beside = (branch: FlowBranch, x: number, from: number): number => {
    const top = words.say(Math.max(from, words.end()), sayBranch(branch), branch.note ?? '') + 7;
    marks.push(
      line(Math.min(x + widthOf(branch.people) + 4, words.left - 6), top, words.left - 6, top, {
        stroke: 'var(--edge)',
      }),
    );
    return top;
  };

  /** A way out to the right, with its words; gives how far down it reaches. */
  const wayOut = (branch: FlowBranch, x: number, from: number, to: number, className: string): number => {
    const width = widthOf(branch.people);
    const top = beside(branch, to, from + 34);
    marks.push(
      ribbon(x, width, from, to, width, top - 2, className),
      rect(to, top - 2, width, 3, { class: 'stage' }),
    );
    return top;
  };

  /** People who stand still, in a box whose area they are; gives its lower edge. */
  const standing = (stock: FlowStock, among: number, y: number, said: string, look: object): number => {
    const box = boxOf(stock.people, among);
    marks.push(rect(0, y, box.width, box.height, { ...look }));
    const middle = y + Math.max(0, box.height - words.heightOf(stock.note) - LEADING) / 2;
    words.say(middle, `${figure(stock.people)} ${said}`, stock.note);
    return y + box.height;
  };
  const hatched = { class: 'hatchbox', fill: `url(#${pattern})` };

  let y = 8;
  data.stages.forEach((stage, k) => {
    const own = widthOf(stage.people);
    const waiting = stage.queue?.people ?? 0;
    const colour = k >= colouredFrom ? `flow${data.series}` : 'flow';
    if (stage.queue && waiting > 0) y = standing(stage.queue, arriving[k], y, 'waiting', hatched);
    else if (stage.queue) words.say(y - 6, `${figure(waiting)} waiting`, stage.queue.note);
    if (waiting > 0 || stage.leaves) {
      const from = y;
      const starts = Math.max(0, widthOf(arriving[k]) - widthOf(stage.leaves?.people ?? 0));
      const reached = stage.leaves ? wayOut(stage.leaves, starts, y, Math.max(starts, own) + 10, 'flow') : y;
      y = Math.max(y + BETWEEN, words.end(), reached + 12);
      marks.push(ribbon(0, starts, from, 0, own, y, colour));
    }
    marks.push(rect(0, y, own, GATE, { class: 'stage' }));
    words.say(y - 6, sayBranch(stage), stage.note);
    let from = y + GATE;
    if (stage.inside && stage.inside.people > 0)
      from = standing(stage.inside, stage.people, from, 'there', { class: 'boxq' });
    const lower = data.stages[k + 1];
    const branches = stage.branches ?? [];
    const joining = (lower?.joins ?? []).reduce((sum, { people }) => sum + people, 0);
    // After the last gate the rest goes on out of the picture; where nobody is told apart there, nothing is drawn.
    const goesOn = lower
      ? widthOf(Math.max(0, arriving[k + 1] - joining))
      : branches.length > 0
        ? widthOf(goingOn(stage))
        : 0;
    let left = goesOn;
    let endLeft = goesOn + 10;
    let reached = from;
    for (const branch of branches) {
      reached = wayOut(branch, left, from, endLeft, lower ? 'flow' : colour);
      left += widthOf(branch.people);
      endLeft += widthOf(branch.people) + GAP;
    }
    if (!lower) {
      y = reached;
      if (y > from) marks.push(ribbon(0, goesOn, from, 0, goesOn, y, 'flow'));
      return;
    }
    // Who is told nowhere does not vanish at the gate: a stub goes on.
    if (own - left > 3) marks.push(ribbon(left, own - left, from, left + 4, own - left, from + 26, 'flow'));
    const stops = (lower.queue?.people ?? 0) > 0 || lower.leaves !== undefined;
    const look = stops ? 'flow' : colour;
    // Where others come in, those who go on keep their width beside them.
    const ends = stops || joining > 0 ? goesOn : widthOf(lower.people);
    let edge = ends;
    const ways = (lower.joins ?? []).map(join => {
      const at = { x: edge, width: widthOf(join.people), from: beside(join, edge + 14, reached + 16) };
      reached = at.from;
      edge += at.width;
      return at;
    });
    y = Math.max(from + BETWEEN, words.end(), reached + (ways.length > 0 ? 34 : 12));
    marks.push(ribbon(0, goesOn, from, 0, ends, y, look));
    for (const { x, width, from: top } of ways) {
      marks.push(
        rect(x + 14, top - 2, width, 3, { class: 'stage' }),
        ribbon(x + 14, width, top, x, width, y, 'flow'),
      );
    }
  });
  return { height: Math.max(y + 12, words.end() + 4), marks: [...marks, ...words.marks] };
}

/** A piece of the flow from one place and width to another below. */
function ribbon(
  x1: number,
  w1: number,
  y1: number,
  x2: number,
  w2: number,
  y2: number,
  className: string,
): Svg {
  const [a, b, c, d] = [x1, x1 + w1, x2, x2 + w2].map(value => tenths(value));
  const [from, middle, to] = [y1, (y1 + y2) / 2, y2].map(value => tenths(value));
  return path(
    `M${a} ${from}C${a} ${middle} ${c} ${middle} ${c} ${to}H${d}C${d} ${middle} ${b} ${middle} ${b} ${from}Z`,
    { class: className },
  );
}
