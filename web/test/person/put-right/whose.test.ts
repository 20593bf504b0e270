import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCase } from '../case.ts';
import { on, why, openTold } from './told.ts';

const { entryOf, mine, putRight, task } = await openTold();

test('E23: who somebody is is put right at their referral, under the reference that they have, and never taken out', async () => {
  const id = await openCase(mine, 'TC-P10', [task]);
  const { url, body, fields } = await entryOf(id, 'referred');
  assert.ok(!body.includes('take_out'));
  assert.deepEqual([fields.surname, fields['bornOn-year']], ['Marbernford', '1980']);
  const child = await mine.send(url, { ...fields, ...why, 'bornOn-year': '2010' });
  assert.equal(child.statusCode, 422);
  assert.match(child.body, /They were under 18[\s\S]*Raise a concern<\/a>/);
  await putRight(id, 'referred', {
    because: 'person_asked',
    forename: 'Corwin',
    surname: 'Thistlewick',
    'bornOn-day': '18',
    source: 'police',
  });
  const { identity, state: now } = (await mine.repository.person(id))!;
  assert.deepEqual(
    [identity!.forename, identity!.surname, identity!.bornOn],
    ['Corwin', 'Thistlewick', '1980-05-18'],
  );
  assert.equal(now.reference, 'TC-P10');
  const found = await mine.repository.people({ search: 'Thistlewick' });
  assert.deepEqual(
    found.rows.map(one => one.case),
    [id],
  );
  const took = await mine.send(url, {
    ...(await entryOf(id, 'referred')).fields,
    wrong: 'take_out',
    because: 'wrong_record',
  });
  assert.equal(took.statusCode, 422);
  assert.match(took.body, /That cannot be done with this entry\./);
});

test('what was entered in the wrong record is named among what was corrected, and its words are not said again', async () => {
  const id = await openCase(mine, 'TC-P11', [
    { do: 'write_note', on, words: 'Canary of somebody else.' },
    { do: 'write_note', on, words: 'Told twice.' },
  ]);
  const notes = (await mine.repository.person(id))!.events.filter(one => one.type === 'note_written');
  for (const [at, because] of ['wrong_record', 'entered_twice'].entries()) {
    const url = `/people/${id}/entries/${notes[at].version}`;
    assert.equal((await mine.fill(url, { wrong: 'take_out', because })).statusCode, 303);
  }
  const { body } = await mine.open(`/people/${id}`);
  const [, earlier] = body.split('id="as-first-told"');
  assert.match(earlier, /Told twice\.[\s\S]*It was entered twice\./);
  assert.match(earlier, /Taken out by [^<]*\. It was entered in the wrong record\./);
  assert.ok(!body.includes('Canary of somebody else.'));
});
