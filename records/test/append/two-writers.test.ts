import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '@throughcare/pathway';
import { sealedWords } from '../../src/history/recorded-event.ts';
import type { Actor } from '../../src/index.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { done, openCase } from '../people.ts';

const on = day('2026-03-10');
/** Twenty cases are a thousand times; two are the short form, which runs every time. */
const CASES = Number(process.env.THROUGHCARE_TWO_WRITERS ?? 2);
const ROUNDS = 50;
/** A case that was just opened. */
const BEGINS = 3;

/** Writes a note on the case as it stood at `seen`; told of a conflict, looks at what came between and writes again. */
async function writes(at: TestRecords, mine: Actor, id: string, seen: number, words: string) {
  const note = { do: 'write_note', on, words } as const;
  const first = await at.records.as(mine).decide('case', id, seen, randomUUID(), note);
  if (first.ok) return { conflict: null };
  assert.ok(first.reason === 'conflict', JSON.stringify(first));
  await done(at.records.as(mine).decide('case', id, first.actual, randomUUID(), note));
  return { conflict: first };
}

test('two who write on one case at the same moment, over and over: each is told of the other, and nothing is lost', async () => {
  const at = await testRecords();
  try {
    const ines = await at.join('practitioner');
    // A second account that carries the same people, on the days of a cover.
    const cover = await at.join('practitioner');
    const days = { from: day('2026-03-01'), until: day('2026-03-31') };
    await done(
      at.records.as(at.administrator).decide('organisation', at.organisation, 'latest', randomUUID(), {
        do: 'arrange_cover',
        on,
        cover: randomUUID(),
        absent: ines.userId,
        by: cover.userId,
        ...days,
      }),
    );
    for (let n = 0; n < CASES; n++) {
      const id = await openCase(at.records, ines, { reference: `TC-${n}` });
      for (let round = 0; round < ROUNDS; round++) {
        const seen = BEGINS + 2 * round;
        const both = await Promise.all([
          writes(at, ines, id, seen, `${round} hers`),
          writes(at, cover, id, seen, `${round} theirs`),
        ]);
        const conflicts = both.flatMap(one => one.conflict ?? []);
        assert.equal(conflicts.length, 1, 'one of two is told that the other was first');
        const [{ since, yours, actual }] = conflicts;
        assert.equal(actual, seen + 1);
        const words = [...since, ...yours].map(event =>
          sealedWords({ sealed: event.sealed ?? null }, 'words'),
        );
        assert.deepEqual(words.toSorted(), [`${round} hers`, `${round} theirs`]);
      }
      const { events } = (await at.records.as(ines).person(id))!;
      assert.deepEqual(
        events.map(event => event.version),
        Array.from({ length: BEGINS + 2 * ROUNDS }, (_, index) => index + 1),
      );
      const notes = events.slice(BEGINS).map(event => sealedWords(event, 'words'));
      const sent = Array.from({ length: ROUNDS }, (_, round) => [`${round} hers`, `${round} theirs`]).flat();
      assert.deepEqual(notes.toSorted(), sent.toSorted());
    }
  } finally {
    await at.close();
  }
});
