import type { Attributes } from './svg.ts';

/** How one of several series is told from the others: by dash and shade as well as by hue, so that grey will do. */
export interface SeriesStyle {
  readonly line: Attributes;
  readonly band: Attributes;
  readonly edge: Attributes;
  /** Class of its text. */
  readonly text: string;
}

const drawn = (colour: string, dash: string, edgeDash: string, text: string): SeriesStyle => ({
  line: { fill: 'none', stroke: colour, 'stroke-width': '2.5', 'stroke-dasharray': dash },
  band: { fill: colour, 'fill-opacity': '.12' },
  edge: { fill: 'none', stroke: colour, 'stroke-width': '.9', 'stroke-dasharray': edgeDash },
  text,
});

const styles: readonly SeriesStyle[] = [
  { line: { class: 'la' }, band: { class: 'ba' }, edge: { class: 'ea' }, text: 'ta' },
  { line: { class: 'lb' }, band: { class: 'bb' }, edge: { class: 'eb' }, text: 'tb' },
  drawn('var(--ink)', '2 4', '1 3', ''),
  drawn('var(--edge)', '14 4 2 4', '6 3', 'q'),
];

/** Throws a RangeError when there are none, or more than can be told apart. */
export function seriesStyle(index: number, of: number): SeriesStyle {
  if (of < 1 || of > styles.length) {
    throw new RangeError(`A picture holds 1 to ${styles.length} series; ${of} came. Nothing was drawn.`);
  }
  return styles[index];
}

/** Paper around letters that may lie over a line. */
export const halo: Attributes = {
  'paint-order': 'stroke',
  stroke: 'var(--paper)',
  'stroke-width': '5',
  'stroke-linejoin': 'round',
};
