import { textWidth } from '../src/text-width.ts';

/** An element of a picture as a test sees it. */
export interface Seen {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly words: string;
}

/** All elements of a picture with what they say; entities are undone. */
export function elementsOf(svg: string): Seen[] {
  return [...svg.matchAll(/<(\w+)((?: [\w:-]+="[^"]*")*)\s*\/?>([^<]*)/g)].map(
    ([, name, attributes, words]) => ({
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      ),
      words: words
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    }),
  );
}

export function withClass(svg: string, className: string): Seen[] {
  return elementsOf(svg).filter(({ attributes }) => attributes['class']?.split(' ').includes(className));
}

export interface TextBox {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where each text stands: from its capitals' height to its baseline. */
export function textBoxes(svg: string): TextBox[] {
  return elementsOf(svg)
    .filter(({ name }) => name === 'text')
    .map(({ attributes, words }) => {
      const classes = attributes['class']?.split(' ') ?? [];
      const isLabel = classes.includes('l');
      const width = textWidth(words, { size: isLabel ? 16 : 14, bold: isLabel || classes.includes('b') });
      const x = Number(attributes['x']);
      const left = classes.includes('e') ? x - width : classes.includes('m') ? x - width / 2 : x;
      const y = Number(attributes['y']);
      return { words, left, right: left + width, top: y - 11, bottom: y };
    });
}

/** The pairs of points that a path of M, L, H and V goes through. */
export function pointsOf(d: string): { x: number; y: number }[] {
  let [x, y] = [0, 0];
  return [...d.matchAll(/([MLHV])([-\d.,\s]+)/g)].map(([, letter, numbers]) => {
    const [a, b] = numbers.split(/[,\s]+/).map(Number);
    if (letter === 'H') x = a;
    else if (letter === 'V') y = a;
    else [x, y] = [a, b];
    return { x, y };
  });
}
