import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { withClient } from '../../src/database/connect.ts';
import { done } from '../people.ts';
import { arrive, service } from './service.ts';
import { csv, referred, type Row } from './sheet.ts';

const on = day('2026-03-12');
const person: Row = {
  ...referred,
  Stage: 'not_known_to_police',
  Status: 'open',
  Accepted: '04/04/2025',
  Opened: '05/04/2025',
  Worker: 'Ines',
};
const stays: Row = { ...referred, Ref: 'OLD-2', 'Last name': 'Birchall' };

test('E22: of somebody who was erased a caseload tells nothing: whatever a row says under their reference, it is refused in the words for somebody who is here', async () => {
  const { at, ines, lead } = await service();
  try {
    await arrive(at, csv([person, stays]));
    const id = (await at.records.as(lead).people({ search: 'Ashgrove' })).rows[0].case;
    const [first, second] = [await at.join('safeguarding_lead'), await at.join('safeguarding_lead')];
    const close: CaseCommand = { do: 'close', on, reason: 'no_contact', watchedBy: null, transfer: null };
    await done(at.records.as(ines).decide('case', id, 'latest', randomUUID(), close));
    const ask = {
      do: 'ask_erasure',
      on,
      ground: 'no_longer_needed',
      personAsked: true,
      reason: 'as told',
    } as const;
    await done(at.records.as(first).decide('case', id, 'latest', randomUUID(), ask));
    const { version: expected } = (await at.records.as(second).person(id))!;
    await done(at.records.as(second).agreeErasure(randomUUID(), { case: id, expected, on }));

    const rows: Row[] = [person, { ...person, 'Last name': 'Ashgrave' }, { ...person, DOB: '02/02/1980' }];
    const said: unknown[] = [];
    for (const row of rows) {
      for (const dryRun of [true, false]) {
        const [{ outcome, said: words }] = await arrive(at, csv([row]), { dryRun });
        assert.equal(outcome, 'refused');
        said.push(words);
        assert.doesNotMatch(JSON.stringify(words), /erase/);
      }
    }
    for (const dryRun of [true, false]) {
      const [{ outcome, said: words }] = await arrive(at, csv([{ ...stays, DOB: '02/02/1980' }]), { dryRun });
      assert.equal(outcome, 'refused');
      said.push(words);
    }
    for (const one of said) assert.deepEqual(one, said[0]);
    const again = await arrive(at, csv([{ ...person, Ref: 'OLD-3' }, stays]));
    assert.deepEqual(
      again.map(one => one.outcome),
      ['accepted', 'accepted'],
      'under another reference they arrive, and who was not erased is known again',
    );
    const { rows: left } = await withClient(at.database.superuserUrl, client =>
      client.query<{ blank: number; kept: number }>(
        `select count(*) filter (where fingerprint = '')::int as blank, count(*) filter (where fingerprint <> '')::int as kept
           from throughcare.command where substring(id::text, 15, 1) = '8'`,
      ),
    );
    assert.deepEqual(
      left,
      [{ blank: 1, kept: 2 }],
      'nothing stands by which what was said could be tried out',
    );
  } finally {
    await at.close();
  }
});
