import type { Page } from 'playwright-core';
import { anyMark, LINK_HOST } from './written.ts';

/** What a page made of words that somebody wrote, where it made anything of them but text. */
export type Fault = string;

/**
 * Reads a page with a browser's own parser, which runs nothing and fetches nothing, and says where words that somebody
 * wrote became more than text: part of an address, an element, an attribute that does something.
 */
export function faultsOf(page: Page, html: string): Promise<Fault[]> {
  return page.evaluate(
    ([text, host, mark]) => {
      const found: string[] = [];
      const read = new DOMParser().parseFromString(text, 'text/html');
      const isWritten = (value: string) =>
        value.includes(host) || new RegExp(mark).test(value) || /javascript:|alert\(/.test(value);
      // In these an attribute is read or shown as text, and nothing follows from it.
      const shown = ['value', 'aria-label', 'placeholder', 'title'];
      for (const element of read.querySelectorAll('*')) {
        const name = element.tagName.toLowerCase();
        if (name === 'canary-element') found.push('an element was made from words');
        for (const { name: attribute, value } of element.attributes) {
          if (attribute.startsWith('on')) found.push(`<${name} ${attribute}> does something`);
          if (isWritten(attribute)) found.push(`<${name}> has an attribute made from words`);
          if (isWritten(value) && !shown.includes(attribute))
            found.push(`<${name} ${attribute}> holds words: ${value.slice(0, 80)}`);
        }
        if (['script', 'style', 'iframe', 'object', 'embed', 'base', 'meta', 'noscript'].includes(name)) {
          if (isWritten(element.textContent ?? '')) found.push(`<${name}> holds words`);
        }
        const outside = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
        const isOwn = /^(\/(?!\/)|#|tel:\d+$|data:,$|\?)/.test(outside) || outside === '';
        const isWayOut = outside === 'https://www.bbc.co.uk/weather';
        if (!isOwn && !isWayOut) found.push(`<${name}> leads to ${outside.slice(0, 80)}`);
      }
      if (/canary-element onclick="alert\(4\)">1337/.test(read.body.textContent ?? ''))
        found.push('words were worked out as a template');
      return [...new Set(found)];
    },
    [html, LINK_HOST, anyMark.source] as const,
  );
}
