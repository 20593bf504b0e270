import type { FastifyInstance } from 'fastify';

/** A page as a person reads it: its words without markup. */
export interface ReadPage {
  readonly status: number;
  readonly html: string;
  readonly words: string;
}

/** @param headers such as whose session it is */
export async function readPage(
  app: FastifyInstance,
  url: string,
  headers: Record<string, string> = {},
): Promise<ReadPage> {
  const { statusCode: status, body: html } = await app.inject({ url, headers });
  return { status, html, words: wordsOf(html) };
}

const entities: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

export function wordsOf(html: string): string {
  return html
    .replaceAll(/<(style|title)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<\/(p|li|h\d|dt|dd|td|th|text|figcaption)>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(quot|#39|lt|gt|amp);/g, entity => entities[entity])
    .replaceAll(/[^\S\n]+/g, ' ');
}

/** What stands in the elements of a name: headings, captions, cells. */
export function textsOf(html: string, element: string): string[] {
  return [...html.matchAll(new RegExp(`<${element}[^>]*>([\\s\\S]*?)</${element}>`, 'g'))].map(([, inner]) =>
    wordsOf(inner).replaceAll('\n', ' ').trim(),
  );
}
