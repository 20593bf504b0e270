import { element, tenths, type Attributes, type Svg } from './svg.ts';
import { LEADING } from './layout.ts';

/** A line of text on its baseline. `className`: q second ink, b bold, l label, e ends there, m in the middle. */
export function text(x: number, y: number, words: string, className = '', more: Attributes = {}): Svg {
  return element('text', { x, y, class: className.trim() || undefined, ...more }, words);
}

/** Lines below each other, the first on the baseline `y`. */
export function textLines(
  x: number,
  y: number,
  lines: readonly string[],
  className = '',
  leading = LEADING,
  more: Attributes = {},
): Svg[] {
  return lines.map((line, index) => text(x, y + index * leading, line, className, more));
}

/** A path whose numbers are rounded to a tenth. */
export function path(d: string, attributes: Attributes): Svg {
  const rounded = d.replaceAll(/-?\d+\.\d+/g, number => tenths(Number(number)));
  return element('path', { d: rounded, ...attributes });
}

export function line(x1: number, y1: number, x2: number, y2: number, attributes: Attributes): Svg {
  const [a, b, c, d] = [x1, y1, x2, y2].map(value => tenths(value));
  return path(a === c ? `M${a} ${b}V${d}` : b === d ? `M${a} ${b}H${c}` : `M${a} ${b}L${c} ${d}`, attributes);
}

export function rect(x: number, y: number, width: number, height: number, attributes: Attributes): Svg {
  return element('rect', { x, y, width: Math.max(0, width), height: Math.max(0, height), ...attributes });
}

export function circle(cx: number, cy: number, r: number, attributes: Attributes): Svg {
  return element('circle', { cx, cy, r, ...attributes });
}

/** The truth, which only made-up data has. */
export function diamond(x: number, y: number): Svg {
  return path(`M${tenths(x)} ${tenths(y - 8)}l8 8-8 8-8-8z`, {
    fill: 'var(--paper)',
    stroke: 'var(--ink)',
    'stroke-width': '2',
  });
}

/** Stripes at 45°, 7 px apart, in ink or another colour: a wait, or something without a source. Fill with `url(#id)`. */
export function stripes(id: string, colour = 'var(--ink)'): Svg {
  return element(
    'defs',
    {},
    element(
      'pattern',
      { id, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      element('rect', { width: 7, height: 7, fill: 'var(--paper)' }),
      element('path', { d: 'M0 0v7', stroke: colour, 'stroke-width': '2.4' }),
    ),
  );
}
