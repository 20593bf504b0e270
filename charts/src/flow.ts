import { drawTwice, type Chart, type ChartText } from './chart.ts';
import { drawFlow, sayBranch } from './flow-drawing.ts';
import { figure } from './number-words.ts';

/** People who go another way here, or come in from one: 'orders end before there is a place'. */
export interface FlowBranch {
  readonly people: number;
  readonly words: string;
  /** Said below it, such as its interval. */
  readonly note?: string;
}

/** People who stand still, and what is said of them. */
export interface FlowStock {
  readonly people: number;
  readonly note: string;
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
  /** Who of them come in here and not by the gate above. */
  readonly joins?: readonly FlowBranch[];
  /** Who stands before it, and how the wait is said. */
  readonly queue?: FlowStock;
  /** Who leaves the way before this gate: 'orders end before there is a place'. */
  readonly leaves?: FlowBranch;
  /** Who is there after this gate, waiting for nothing: drawn as an open box. */
  readonly inside?: FlowStock;
  /** Who takes another way after this gate, drawn right of those who go on, in this order. */
  readonly branches?: readonly FlowBranch[];
}

export interface FlowData extends ChartText {
  readonly stages: readonly FlowStage[];
  /** The people a year that are as wide as the whole drawing; the same for drawings to be compared. */
  readonly widest: number;
  readonly series: 'a' | 'b';
  /** The stages of the drawings it is compared with: all boxes then have one scale. */
  readonly comparedWith?: readonly (readonly FlowStage[])[];
  /** The gate from which on the flow has the colour of its series; above it is grey. The second unless told otherwise. */
  readonly colouredFrom?: number;
  readonly width?: number;
}

/**
 * A flow from the top down: width is people a year. Whoever waits stands in a striped box and whoever is there in an open
 * one, whose areas are people on one scale.
 */
export function flow(data: FlowData): Chart {
  if (!(data.widest > 0))
    throw new RangeError(`widest was ${data.widest}; it is the people a year that fill the drawing.`);
  const table = {
    caption: data.title,
    columns: [
      'Stage',
      'People a year',
      'Waiting before it',
      'There after it',
      'Come in or go another way here',
    ],
    rows: data.stages.map(stage => [
      [stage.words, stage.note].filter(Boolean).join(', '),
      figure(stage.people),
      sayStock(stage.queue),
      sayStock(stage.inside),
      waysOf(stage).map(sayWay).join('; ') || '–',
    ]),
  };
  return drawTwice(data, data.width ?? 536, table, room => drawFlow(data, room));
}

const sayStock = (stock: FlowStock | undefined): string =>
  stock ? [figure(stock.people), stock.note && `(${stock.note})`].filter(Boolean).join(' ') : '–';

const waysOf = ({ joins = [], leaves, branches = [] }: FlowStage): FlowBranch[] => [
  ...joins,
  ...(leaves ? [leaves] : []),
  ...branches,
];

const sayWay = (branch: FlowBranch): string =>
  branch.note ? `${sayBranch(branch)} (${branch.note})` : sayBranch(branch);
