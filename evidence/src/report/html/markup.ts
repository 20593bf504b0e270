/** The only file that writes HTML or escapes a text. */

const made = Symbol('html');

/** A piece of a page. Nothing but this file can make one, so no text gets in that was not escaped. */
export interface Html {
  readonly [made]: string;
}

/** Characters that a page has no way to hold, and those that turn the direction of text around. */
const unwritable =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return writable(text).replaceAll(/[&<>"']/g, sign => entities[sign]);
}

function writable(text: string): string {
  return text.toWellFormed().replaceAll(unwritable, '');
}

type Part = Html | string | number | undefined | readonly Part[];

/** A template whose texts are escaped, wherever they come from; pieces made here are not, nor lists of them. */
export function html(words: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [made]: words.map((word, k) => word + (k < parts.length ? written(parts[k]) : '')).join('') };
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return made in part ? part[made] : part.map(written).join('');
}

/** A drawing by `charts`, which escapes its own words. */
export function drawing({ wide, narrow }: { readonly wide: string; readonly narrow: string }): Html {
  return { [made]: writable(`${wide}${narrow}`) };
}

/** The style sheet, which is ours and holds no text of anybody else. */
export function styleSheet(css: string): Html {
  return { [made]: css };
}

export function page(content: Html): string {
  return `${content[made].trim()}\n`;
}
