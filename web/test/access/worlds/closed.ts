import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sees, withClient } from '@throughcare/records/testing';
import { addressesFor } from './addresses.ts';
import { bytesOf, type DrawnHouse } from './drawn-house.ts';
import type { Looking } from './looking.ts';

/**
 * A record that is closed to somebody, one of another organisation and one that is not there are the same bytes, read
 * and sent to; and nothing is written into any of them.
 */
export async function closedIsNotThere(
  { database }: DrawnHouse,
  { viewer, who, browser, made, others }: Looking,
  turn: number,
): Promise<void> {
  const written = () =>
    withClient(database.superuserUrl, async client => {
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from throughcare.event');
      return rows[0].n;
    });
  const before = await written();
  for (const method of ['GET', 'POST'] as const) {
    const answers = new Map<string, string>();
    for (const { pattern, url, record } of addressesFor(method, viewer, made, others, turn)) {
      if (record === undefined || (record !== null && sees(viewer, record))) continue;
      // Nothing stands between a reporter and a report (E34): it is taken without the record, and makes another of its own.
      if (method === 'POST' && pattern.endsWith('/concern')) continue;
      const answer = await (method === 'GET'
        ? browser.open(url)
        : browser.send(url, { _command: randomUUID() }));
      const said = `${method} ${pattern} as ${who}`;
      assert.ok([403, 404, 422].includes(answer.statusCode), `${said} answers ${answer.statusCode}`);
      const bytes = bytesOf(answer);
      assert.equal(bytes, answers.get(pattern) ?? bytes, `${said} tells one from another`);
      answers.set(pattern, bytes);
    }
  }
  assert.equal(await written(), before, `something was written by ${who}`);
}
