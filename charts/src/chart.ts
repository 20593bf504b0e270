import { NARROW } from './layout.ts';
import { picture, type Svg } from './svg.ts';

/** The same numbers as rows of text, one step away from the picture. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly string[];
  /** As many cells as columns; the first of each row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

/** A chart: drawn twice, with its title, its text alternative and its table. None can be left out. */
export interface Chart {
  /** What is seen, not what is plotted. */
  readonly title: string;
  /** Every figure that decides, for somebody who does not see the picture. */
  readonly description: string;
  /** For a column of the width asked for. */
  readonly wide: string;
  /** 288 pixels wide; text is not made smaller. */
  readonly narrow: string;
  readonly table: ChartTable;
}

/** What every chart is told. `id` is a word of the page's own, so that two charts on a page don't clash. */
export interface ChartText {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Where a picture is laid out: text has one size, so each of the two is laid out by itself. */
export interface Room {
  readonly width: number;
  readonly narrow: boolean;
  /** An id that no other picture of the page has. */
  id(name: string): string;
}

export interface Drawing {
  readonly height: number;
  readonly marks: readonly Svg[];
}

/** Below this a wide picture has no room for its words. */
const LEAST_WIDTH = 440;

/** Draws a chart in its two widths. Throws a RangeError for an id or a width that cannot be. */
export function drawTwice(
  text: ChartText,
  width: number,
  table: ChartTable,
  draw: (room: Room) => Drawing,
): Chart {
  if (!/^[a-z][a-z0-9-]*$/.test(text.id)) {
    throw new RangeError(`The chart's id was "${text.id}"; it is made of small letters, digits and hyphens.`);
  }
  if (!(width >= LEAST_WIDTH)) {
    throw new RangeError(`The chart's width was ${width}; a column has ${LEAST_WIDTH} pixels or more.`);
  }
  const label = `${text.title}. ${text.description}`;
  const drawn = (size: 'wide' | 'narrow', roomWidth: number): string => {
    const room: Room = {
      width: roomWidth,
      narrow: size === 'narrow',
      id: name => `${text.id}-${size}-${name}`,
    };
    const { height, marks } = draw(room);
    return picture({ width: roomWidth, height, size, label }, marks);
  };
  return {
    title: text.title,
    description: text.description,
    wide: drawn('wide', width),
    narrow: drawn('narrow', NARROW),
    table,
  };
}
