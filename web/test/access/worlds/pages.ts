import assert from 'node:assert/strict';
import { sees, toldAsSender, type Made, type Viewer } from '@throughcare/records/testing';
import { whoOpens } from '../who-opens.ts';
import { addressesFor, type Address } from './addresses.ts';
import { statusOf } from './expected.ts';
import type { Looking } from './looking.ts';

/** Every page answers as the table says, and tells of nothing that is not theirs. */
export async function pagesHold(
  { viewer, who, browser, made, others }: Looking,
  turn: number,
): Promise<void> {
  const hidden = [...made, ...others].filter(one => one.kind !== 'organisation' && !sees(viewer, one));
  for (const address of addressesFor('GET', viewer, made, others, turn)) {
    const { url, pattern, record } = address;
    const { statusCode, body } = await browser.open(url);
    const said = `GET ${pattern} as ${who}`;
    assert.ok(expected(viewer, address).includes(statusCode), `${said} answers ${statusCode}: ${url}`);
    for (const one of hidden)
      for (const word of wordsOf(viewer, pattern, one))
        assert.ok(!body.includes(word), `${said} tells of a ${one.kind} that is not theirs: ${url}`);
    if (record && statusCode === 200 && pattern === '/people/:case')
      assert.ok(body.includes(record.mark), `${said} shows nothing of it`);
  }
}

/** What would tell of a record. Somebody knows the reference they sent, and an auditor that something happened. */
function wordsOf(viewer: Viewer, pattern: string, one: Made): string[] {
  const reference = one.reference === undefined || toldAsSender(viewer, one) ? [] : [one.reference];
  return [one.mark, ...reference, ...(pattern.startsWith('/audit') ? [] : [one.id])];
}

/** What an address answers; one that names no record is there for whoever may open it. */
function expected(viewer: Viewer, { pattern, record }: Address): readonly number[] {
  if (record !== undefined) return statusOf(viewer, pattern, record);
  const may = whoOpens('GET', pattern)!;
  if (!viewer.roles.some(role => may.includes(role))) return [403];
  // A page that leads on to another, and figures of which there are none yet.
  if (pattern === '/organisation' || pattern === '/start') return [200, 303];
  return pattern.includes(':') || pattern === '/access/file' ? [200, 404] : [200];
}
