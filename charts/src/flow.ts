import { drawTwice, type Chart, type ChartText, type Drawing, type Room } from './chart.ts';
import { LEADING } from './layout.ts';
import { line, path, rect, stripes, textLines } from './marks.ts';
import { figure } from './number-words.ts';
import { tenths, type Svg } from './svg.ts';
import { bold } from './text-width.ts';
import { wrap } from './wrap.ts';

/** People who go another way here: 'orders end before there is a place'. */
export interface FlowBranch {
  readonly people: number;
  readonly words: string;
}

/** One gate that people pass, from the top down. */
export interface FlowStage {
  /** 'go to prison': said after the number. */
  readonly words: string;
  readonly note: string;
  /** People a year who pass it. */
  readonly people: number;
  /** People a year who come to it, where more come than pass or leave: the queue before it grows. */
  readonly arriving?: number;
  /** Who stands before it, and how the wait is said. */
  readonly queue?: { readonly people: number; readonly note: string };
  /** Who leaves the way before this gate: 'orders end before there is a place'. */
  readonly leaves?: FlowBranch;
  /** Who takes another way after this gate, drawn right of those who go on, in this order. */
  readonly branches?: readonly FlowBranch[];
}

export interface FlowData extends ChartText {
  readonly stages: readonly FlowStage[];
  /** The people a year that are as wide as the whole drawing; the same for drawings to be compared. */
  readonly widest: number;
  readonly series: 'a' | 'b';
  /** The stages of the drawings it is compared with: all queues then have one scale. */
  readonly comparedWith?: readonly (readonly FlowStage[])[];
  readonly width?: number;
}

const GATE = 5;
const BETWEEN = 62;
const GAP = 6;
const SMALLEST_BOX = 24;
const TALLEST_BOX = 240;

/** A flow from the top down: width is people a year; a queue is a striped box whose area is the people waiting. */
export function flow(data: FlowData): Chart {
  if (!(data.widest > 0))
    throw new RangeError(`widest was ${data.widest}; it is the people a year that fill the drawing.`);
  const table = {
    caption: data.title,
    columns: ['Stage', 'People a year', 'Waiting before it', 'Go another way here'],
    rows: data.stages.map(stage => [
      [stage.words, stage.note].filter(Boolean).join(', '),
      figure(stage.people),
      stage.queue ? `${figure(stage.queue.people)} (${stage.queue.note})` : '–',
      [...(stage.leaves ? [stage.leaves] : []), ...(stage.branches ?? [])].map(sayBranch).join('; ') || '–',
    ]),
  };
  return drawTwice(data, data.width ?? 536, table, room => draw(data, room));
}

const sayBranch = ({ people, words }: FlowBranch): string => `${figure(people)} ${words}`;

/** Those who pass a gate and take no other way after it that is told. */
function goingOn({ people, branches = [] }: FlowStage): number {
  return Math.max(0, people - branches.reduce((sum, branch) => sum + branch.people, 0));
}

/** How many people a year come to each gate. */
function arrivals(stages: readonly FlowStage[]): number[] {
  return stages.map(({ people, arriving, leaves }, k) => {
    if (arriving !== undefined || k === 0) return arriving ?? people;
    return Math.min(goingOn(stages[k - 1]), people + (leaves?.people ?? 0));
  });
}

interface Scale {
  /** Pixels across for people a year. */
  readonly across: (people: number) => number;
  /** Height of a queue's box, so that its area is its people on the scale of all drawings that are compared. */
  readonly boxOf: (people: number, arriving: number) => { width: number; height: number };
}

/** A year of the widest flow waiting would fill a square, or less where the tallest box would grow out of sight. */
function scaleOf({ stages, widest, comparedWith = [] }: FlowData, room: number): Scale {
  const across = (people: number): number => (people > 0 ? Math.max(2, (people / widest) * room) : 0);
  const boxWidth = (arriving: number): number => Math.max(across(arriving), SMALLEST_BOX);
  const limits = [stages, ...comparedWith].flatMap(drawn =>
    arrivals(drawn).map((arriving, k) => (TALLEST_BOX * boxWidth(arriving)) / (drawn[k].queue?.people ?? 0)),
  );
  const areaOfOne = Math.min((room * room) / widest, ...limits.filter(Number.isFinite));
  return {
    across,
    boxOf: (people, arriving) => {
      const width = boxWidth(arriving);
      return { width, height: (people * areaOfOne) / width };
    },
  };
}

function draw(data: FlowData, room: Room): Drawing {
  const across = room.narrow ? 110 : Math.min(250, room.width * 0.46);
  const words = wordsBeside(across + (room.narrow ? 18 : 40), room);
  const { across: widthOf, boxOf } = scaleOf(data, across - (room.narrow ? 12 : 20));
  const pattern = room.id('queue');
  const arriving = arrivals(data.stages);
  const colour = `flow${data.series}`;
  const marks: Svg[] = [stripes(pattern)];

  /** A way out to the right, with its words; gives how far down it reaches. */
  const wayOut = (branch: FlowBranch, x: number, from: number, to: number, className: string): number => {
    const width = widthOf(branch.people);
    const top = words.say(Math.max(from + 34, words.end()), sayBranch(branch), '') + 7;
    marks.push(
      ribbon(x, width, from, to, width, top - 2, className),
      rect(to, top - 2, width, 3, { class: 'stage' }),
      line(Math.min(to + width + 4, words.left - 6), top, words.left - 6, top, { stroke: 'var(--edge)' }),
    );
    return top;
  };

  let y = 8;
  data.stages.forEach((stage, k) => {
    const own = widthOf(stage.people);
    const waiting = stage.queue?.people ?? 0;
    if (stage.queue && waiting > 0) {
      const box = boxOf(waiting, arriving[k]);
      marks.push(rect(0, y, box.width, box.height, { class: 'hatchbox', fill: `url(#${pattern})` }));
      const middle = y + Math.max(0, box.height - words.heightOf(stage.queue.note) - LEADING) / 2;
      words.say(middle, `${figure(waiting)} waiting`, stage.queue.note);
      y += box.height;
    }
    if (waiting > 0 || stage.leaves) {
      const from = y;
      const starts = Math.max(0, widthOf(arriving[k]) - widthOf(stage.leaves?.people ?? 0));
      const reached = stage.leaves ? wayOut(stage.leaves, starts, y, Math.max(starts, own) + 10, 'flow') : y;
      y = Math.max(y + BETWEEN, words.end(), reached + 12);
      marks.push(ribbon(0, starts, from, 0, own, y, colour));
    }
    marks.push(rect(0, y, own, GATE, { class: 'stage' }));
    words.say(y - 6, sayBranch(stage), stage.note);
    const from = y + GATE;
    const lower = data.stages[k + 1];
    const branches = stage.branches ?? [];
    // After the last gate the rest goes on out of the picture; where nobody is told apart there, nothing is drawn.
    const goesOn = lower ? widthOf(arriving[k + 1]) : branches.length > 0 ? widthOf(goingOn(stage)) : 0;
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
    y = Math.max(from + BETWEEN, words.end(), reached + 12);
    marks.push(
      ribbon(
        0,
        goesOn,
        from,
        0,
        stops ? goesOn : widthOf(lower.people),
        y,
        k === 0 || stops ? 'flow' : colour,
      ),
    );
  });
  return { height: Math.max(y + 12, words.end() + 4), marks: [...marks, ...words.marks] };
}

/** The column of words beside the flow: each stands where it belongs, or below the words before it. */
function wordsBeside(left: number, room: Room) {
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
    {
      class: className,
    },
  );
}
