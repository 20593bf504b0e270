/** A finished piece of SVG. Only this file makes one, so whatever a chart is given is escaped. */
export type Svg = string & { readonly __svg: true };

type Value = string | number | undefined;

/** One element. Numbers are rounded to hundredths of a pixel; undefined attributes are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Value>>,
  ...children: readonly Svg[]
): Svg {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escape(String(value))}"`)
    .join('');
  const open = `<${name}${said}`;
  return (children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`) as Svg;
}

/** Words at a place. `className` joins the letters of the style sheet: b bold, q quiet, e end, m middle, l label. */
export function words(x: number, y: number, text: string, className?: string): Svg {
  return element('text', { x, y, class: className }, escape(text) as Svg);
}

export function group(className: string | undefined, ...children: readonly Svg[]): Svg {
  return element('g', { class: className }, ...children);
}

export function line(x1: number, y1: number, x2: number, y2: number, className: string): Svg {
  return element('line', { x1, y1, x2, y2, class: className });
}

/** Escapes text for an element or an attribute. */
export function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function round(value: number): string {
  if (!Number.isFinite(value))
    throw new RangeError(`A chart was given ${value} as a position; it has to be a number.`);
  return String(Math.round(value * 100) / 100);
}

/** A whole picture with its text alternative. `size` says which of the two drawings it is. */
export function picture(
  size: 'wide' | 'narrow',
  width: number,
  height: number,
  alternative: string,
  ...children: readonly Svg[]
): Svg {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `ch ${size}`,
      viewBox: `0 0 ${width} ${round(height)}`,
      width,
      height,
      role: 'img',
      'aria-label': alternative,
    },
    ...children,
  );
}

/** A slanted hatch, for what has no source and for queues; told apart in grey. */
export function hatch(id: string, className: string): Svg {
  return element(
    'defs',
    {},
    element(
      'pattern',
      { id, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      element('line', { x1: 0, y1: 0, x2: 0, y2: 7, class: className }),
    ),
  );
}
