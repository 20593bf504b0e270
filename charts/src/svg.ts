/** The only file that writes an element or escapes a text. */

const made = Symbol('svg');

/** A piece of a picture. Nothing but this file can make one, so no text gets in that was not escaped. */
export interface Svg {
  readonly [made]: string;
}

/** An attribute that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Characters that XML has no way to hold. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(unwritable, '')
    .replaceAll(/[&<>"']/g, sign => entities[sign]);
}

/** An element of the given attributes. Text among its children is escaped; numbers are rounded to a tenth. */
export function element(name: string, attributes: Attributes, ...children: readonly (Svg | string)[]): Svg {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined) return '';
    return ` ${key}="${typeof value === 'number' ? tenths(value, key) : escaped(value)}"`;
  });
  const inside = children.map(child => (typeof child === 'string' ? escaped(child) : child[made])).join('');
  const open = `<${name}${written.join('')}`;
  return { [made]: inside === '' ? `${open}/>` : `${open}>${inside}</${name}>` };
}

/** A coordinate as it is written: one decimal at most. Throws a RangeError for what is not finite. */
export function tenths(value: number, what = 'a coordinate'): string {
  if (!Number.isFinite(value)) {
    throw new RangeError(`A picture cannot be drawn: ${what} came out as ${value}. Nothing was drawn.`);
  }
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Which of the two pictures: the style sheet shows one of them. */
  readonly size: 'wide' | 'narrow';
  /** What a screen reader says instead of the picture. */
  readonly label: string;
}

/** The whole picture as text: one image to a screen reader, one element a line. */
export function picture({ width, height, size, label }: Canvas, marks: readonly Svg[]): string {
  const open = [
    `<svg xmlns="http://www.w3.org/2000/svg" class="ch ${size}" viewBox="0 0 ${tenths(width)} ${tenths(height)}"`,
    ` width="${tenths(width)}" height="${tenths(height)}" role="img" aria-label="${escaped(label)}">`,
  ].join('');
  return [open, ...marks.map(mark => mark[made]), '</svg>', ''].join('\n');
}
