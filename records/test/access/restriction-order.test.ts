import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addDays, day, type CaseCommand } from '@throughcare/pathway';
import type { Actor } from '../../src/index.ts';
import { postgresVersions, testRecords, type TestRecords } from '../database.ts';
import { openCase } from '../people.ts';

const first = day('2026-03-04');
const reason = 'as told';
type Told = Extract<
  CaseCommand,
  { do: 'restrict_to' | 'lift_restriction' | 'exclude_staff' | 'end_exclusion' }
>;

for (const version of postgresVersions) {
  let at: TestRecords;
  let lead: Actor;
  let staff: string[];
  before(async () => {
    at = await testRecords({ version });
    lead = await at.join('practitioner', 'programme_lead');
    const colleagues = [await at.join('practitioner'), await at.join('practitioner')];
    staff = colleagues.map(one => one.userId);
  });
  after(() => at.close());

  test(`PostgreSQL ${version}: E20: whatever day or names an entry on who may see a case is put right to, nobody is let in whom a later one keeps out`, async () => {
    const kind = fc.constantFrom<Told['do']>(
      'restrict_to',
      'lift_restriction',
      'exclude_staff',
      'end_exclusion',
    );
    const step = fc.record({ kind, wait: fc.nat(2), who: fc.subarray([0, 1], { minLength: 1 }) });
    const correction = fc.record({
      which: fc.nat(5),
      later: fc.nat(8),
      who: fc.subarray([0, 1], { minLength: 1 }),
    });
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 5 }),
        fc.array(correction, { minLength: 1, maxLength: 3 }),
        async (steps, corrections) => {
          const mine = at.records.as(lead);
          const id = await openCase(at.records, lead);
          const told: { version: number; command: Told }[] = [];
          let on = first;
          for (const { kind: what, wait, who } of steps) {
            on = addDays(on, wait);
            const command = say(
              what,
              on,
              who.map(one => staff[one]),
            );
            const outcome = await mine.decide('case', id, 'latest', randomUUID(), command);
            if (outcome.ok) told.push({ version: outcome.versions[id], command });
          }
          for (const { which, later, who } of corrections) {
            if (told.length === 0) return;
            const entry = told[which % told.length];
            const right = say(
              entry.command.do,
              addDays(first, later),
              who.map(one => staff[one]),
            );
            const head = (await mine.person(id))!.version;
            const outcome = await mine.correct(
              'case',
              id,
              head,
              randomUUID(),
              entry.version,
              right,
              'entered_wrongly',
              true,
            );
            if (outcome.ok) entry.command = right;
            else if (outcome.reason === 'refused' && outcome.refusal.code === 'past_another') moved += 1;
            const { restrictedTo, excludedStaff } = (await mine.person(id))!.state;
            assert.deepEqual({ restrictedTo, excludedStaff: new Set(excludedStaff) }, saidInOrder(told));
          }
        },
      ),
      { numRuns: 40 },
    );
    assert.ok(moved > 0, 'some day would have carried an entry past another');
  });

  function say(what: Told['do'], on: typeof first, who: readonly string[]): Told {
    switch (what) {
      case 'restrict_to':
        return { do: what, on, allowed: [lead.userId, ...who], reason, message: '' };
      case 'lift_restriction':
        return { do: what, on, reason };
      default:
        return { do: what, on, staff: who, reason };
    }
  }
}

/** Who may see it by what the entries say, one after the other as they were told, whatever their days. */
function saidInOrder(told: readonly { command: Told }[]) {
  let restrictedTo: readonly string[] | null = null;
  const excludedStaff = new Set<string>();
  for (const { command } of told) {
    if (command.do === 'restrict_to') restrictedTo = command.allowed;
    if (command.do === 'lift_restriction') restrictedTo = null;
    if (command.do === 'exclude_staff') command.staff.forEach(one => excludedStaff.add(one));
    if (command.do === 'end_exclusion') command.staff.forEach(one => excludedStaff.delete(one));
  }
  return { restrictedTo, excludedStaff };
}
