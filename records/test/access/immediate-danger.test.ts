import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { authorities, day, type Authority, type Day } from '@throughcare/pathway';
import type { Actor, Repository } from '../../src/index.ts';
import { roleNames } from '../../src/access/roles.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';

/** Any text, lone halves of pairs and signs that end a C string included. */
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constant('x'.repeat(200_000)));
const anyDay = fc.constantFrom(
  '2026-03-12',
  '2026-03-01',
  '2031-01-01',
  '0000-01-01',
  '9999-12-31',
  '',
) as fc.Arbitrary<Day>;

for (const version of postgresVersions) {
  let at: TestRecords;
  const anybody: Actor[] = [];
  let lead: Repository;
  before(async () => {
    at = await testRecords({ version });
    for (const role of roleNames) anybody.push(await at.join(role));
    lead = at.records.as(await at.join('safeguarding_lead'));
  });
  after(() => at.close());

  test(`PostgreSQL ${version}: E34: whoever can sign in, an outside partner too, whatever they type, raises a concern and passes it on in one step, once`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.record({ said: anyText, child: anyText, reference: anyText, shared: anyText }),
        fc.constantFrom(...(Object.keys(authorities) as Authority[])),
        fc.tuple(anyDay, anyDay),
        async (who, { said, child, reference, shared }, to, [raised, passed]) => {
          const mine = at.records.as(anybody[who % anybody.length]);
          const concern = randomUUID();
          const send = () =>
            mine.decideTogether(concern, [
              {
                kind: 'concern',
                stream: concern,
                expected: 0,
                command: { do: 'raise', on: raised, source: 'staff', immediateDanger: true, said, child },
              },
              {
                kind: 'concern',
                stream: concern,
                expected: 'latest',
                command: { do: 'pass_on', on: passed, to, reference, shared },
              },
            ]);
          // Two clicks at once.
          const both = await Promise.all([send(), send()]);
          for (const one of both) assert.ok(one.ok, JSON.stringify(one).slice(0, 300));
          const kept = (await lead.concern(concern))!;
          assert.deepEqual([kept.said, kept.child], [said, child], 'no sign is lost');
          assert.deepEqual(
            kept.events.map(event => event.type),
            ['raised', 'passed_on'],
          );
          assert.equal(kept.state.passings[0].reference, reference.trim());
          assert.ok(kept.state.raisedOn! <= day('2026-03-12'));
        },
      ),
      { numRuns: 25 },
    );
  });
}
