import { bothWidths, sayNumber, type Chart, type ChartText } from './chart.ts';
import { breakLines } from './labels.ts';
import { element, hatch, line, picture, words, type Svg } from './svg.ts';

/** One gate that people pass, from the top down. */
export interface FlowStage {
  /** 'go to prison': said after the number. */
  readonly words: string;
  readonly note: string;
  /** People a year who pass it. */
  readonly people: number;
  /** Who stands before it, and how the wait is said. */
  readonly queue?: { readonly people: number; readonly note: string };
  /** Who leaves the way here: 'orders end before there is a place'. */
  readonly leaves?: { readonly people: number; readonly words: string };
}

export interface FlowData extends ChartText {
  readonly stages: readonly FlowStage[];
  /** The people a year that are as wide as the whole drawing; the same for drawings to be compared. */
  readonly widest: number;
  readonly series: 'a' | 'b';
  readonly width?: number;
}

const GATE = 5;
const BETWEEN = 74;

/** A flow from the top down: width is people a year; a queue is a striped box whose area is the people waiting. */
export function flow(data: FlowData): Chart {
  if (!(data.widest > 0))
    throw new RangeError(`widest was ${data.widest}; it is the people a year that fill the drawing.`);
  const table = {
    caption: data.title,
    columns: ['Stage', 'People a year', 'Waiting before it', 'Leave the way here'],
    rows: data.stages.map(stage => [
      stage.words,
      sayNumber(stage.people),
      stage.queue ? `${sayNumber(stage.queue.people)} (${stage.queue.note})` : '–',
      stage.leaves ? `${sayNumber(stage.leaves.people)} ${stage.leaves.words}` : '–',
    ]),
  };
  return bothWidths(data, data.width ?? 536, table, (size, width, alternative) =>
    draw(data, size, width, alternative),
  );
}

function draw(data: FlowData, size: 'wide' | 'narrow', width: number, alternative: string): Svg {
  const room = size === 'narrow' ? 96 : Math.min(250, width * 0.46);
  const textLeft = room + 24;
  const letters = Math.floor((width - textLeft) / 7.4);
  const wide = (people: number) => Math.max(people > 0 ? 2 : 0, (people / data.widest) * room);
  const pattern = `${data.id}-${size}-queue`;
  // One scale for every queue of every drawing with this `widest`: a year of the widest flow waiting fills the room's square.
  const areaOf = (people: number) => (people / data.widest) * room * room;
  const parts: Svg[] = [hatch(pattern, 'axis')];
  let y = 6;
  let before: number | undefined;
  for (const [index, stage] of data.stages.entries()) {
    const own = wide(stage.people);
    if (stage.queue && stage.queue.people > 0) {
      const box = Math.max(own, 24);
      const height = Math.max(6, areaOf(stage.queue.people) / box);
      parts.push(
        element('rect', { x: 0, y, width: box, height, fill: `url(#${pattern})`, class: 'hatchbox' }),
      );
      parts.push(
        ...say(textLeft, y + 14, `${sayNumber(stage.queue.people)} waiting`, stage.queue.note, letters),
      );
      y += Math.max(height, saidHeight(stage.queue.note, letters)) + 6;
    }
    parts.push(element('rect', { x: 0, y, width: own, height: GATE, class: 'stage' }));
    parts.push(...say(textLeft, y + 12, `${sayNumber(stage.people)} ${stage.words}`, stage.note, letters));
    const lower = data.stages[index + 1];
    const said = saidHeight(stage.note, letters, `${sayNumber(stage.people)} ${stage.words}`);
    const leaveHeight = stage.leaves ? 44 : 0;
    const height = Math.max(BETWEEN, said + leaveHeight + 8);
    if (stage.leaves) {
      parts.push(
        ...say(
          textLeft,
          y + said + 12,
          `${sayNumber(stage.leaves.people)} ${stage.leaves.words}`,
          '',
          letters,
        ),
      );
      parts.push(line(own, y + GATE + 8, textLeft - 8, y + said + 8, 'gridl'));
    }
    if (lower) {
      const next = Math.min(wide(lower.people), own);
      const d = `M0 ${y + GATE}H${own}C${own} ${y + height / 2} ${next} ${y + height / 2} ${next} ${y + height}H0Z`;
      parts.push(element('path', { d, class: index === 0 ? 'flow' : `flow${data.series}` }));
      y += height;
    } else y += GATE + said;
    before = stage.people;
  }
  return picture(size, width, y + (before === undefined ? 0 : 12), alternative, ...parts);
}

function say(x: number, y: number, bold: string, note: string, letters: number): Svg[] {
  const head = breakLines(bold, letters);
  const tail = note === '' ? [] : breakLines(note, letters);
  return [
    ...head.map((text, k) => words(x, y + k * 19, text, 'b')),
    ...tail.map((text, k) => words(x, y + (head.length + k) * 19, text, 'q')),
  ];
}

function saidHeight(note: string, letters: number, bold = ''): number {
  return (
    (Math.max(1, breakLines(bold, letters).length) + (note === '' ? 0 : breakLines(note, letters).length)) *
      19 +
    6
  );
}
