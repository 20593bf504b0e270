import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type CaseCommand, type CorrectionReason } from '@throughcare/pathway';
import { sayPack } from '../../src/index.ts';
import { done, identity, openCase } from '../people.ts';
import { copying, kept, on } from './copying.ts';

let here: Awaited<ReturnType<typeof copying>>;
before(async () => {
  here = await copying();
});
after(() => here.at.close());

test('E23: two copies are the same byte by byte, whether nothing was kept back or much: no count, no gap, no number', async () => {
  const { plain, withMuchKeptBack, copyOf } = here;
  const [one, other] = [await copyOf(await plain()), await copyOf(await withMuchKeptBack())];
  assert.ok(other.lines.length > one.lines.length);
  assert.equal(JSON.stringify(other.pack), JSON.stringify(one.pack));
  assert.equal(sayPack(other.pack), sayPack(one.pack));
  const text = JSON.stringify(other.pack) + sayPack(other.pack);
  for (const canary of Object.values(kept)) assert.ok(!text.includes(canary));
  assert.doesNotMatch(text, /version|withheld|redact|exempt|account-/i);
});

test('E23: a copy says who they are, what happened and what it is kept for, in plain words', async () => {
  const { plain, copyOf } = here;
  const { pack } = await copyOf(await plain());
  const words = sayPack(pack);
  assert.match(words, /^What we hold about you\nMade on 12 March 2026\./);
  assert.match(words, /2 March 2026: You were referred to us\n/);
  assert.match(words, /Surname: Ashgrove \(who they are\)/);
  assert.match(words, /Practitioner: practitioner 2 \(/);
  assert.match(words, /On what footing: By choice, before charge/);
  assert.match(words, /Programme: Help in groups \(/, 'a programme by its name');
  assert.match(words, /Information Commissioner/);
});

test('E23: a copy says what was put right or taken out, when and why, and names nobody', async () => {
  const { at, ines, act, plain, copyOf } = here;
  const id = await plain();
  const other = await at.join('practitioner', 'programme_lead');
  const mine = at.records.as(other);
  const step = (await mine.person(id))!.events.find(event => event.type === 'enrolled')!;
  await act(other, id, { do: 'record_life_change', on, what: 'address' });
  const life = (await mine.person(id))!.version;
  await act(ines, id, { do: 'record_life_change', on, what: 'partner' });
  const enrol: CaseCommand = {
    do: 'enrol',
    on: day('2026-03-11'),
    enrolment: 'e1',
    programme: 'P1',
    basis: 'voluntary_before_charge',
    assessed: true,
  };
  const correct = async (version: number, command: CaseCommand | null, why: CorrectionReason) =>
    done(mine.correct('case', id, (await mine.person(id))!.version, randomUUID(), version, command, why));
  await correct(step.version, enrol, 'person_asked');
  await correct(life, null, 'entered_twice');
  await correct(life + 1, null, 'wrong_record');
  const { entries } = (await copyOf(id)).pack;
  const linesOf = (what: RegExp) =>
    entries.filter(one => what.test(one.what)).map(one => one.lines.map(line => line.words));
  assert.ok(
    linesOf(/programme/)
      .flat()
      .includes('put right on 12 March 2026: you asked for it'),
  );
  const [told, elsewhere] = [/moved|address|changed/i, /belongs in another record/];
  assert.deepEqual(linesOf(told), [['taken out on 12 March 2026: it was entered twice']]);
  assert.deepEqual(linesOf(elsewhere), [['taken out on 12 March 2026: it was entered in the wrong record']]);
  const words = sayPack((await copyOf(id)).pack);
  assert.ok(!words.includes(other.name), 'who corrected it is not named');
});

test('E23: that something was corrected of which nothing is told stands in no copy', async () => {
  const { at, ines, withMuchKeptBack, copyOf } = here;
  const id = await withMuchKeptBack();
  const before = (await copyOf(id)).pack;
  const mine = at.records.as(ines);
  const noteOf = async () => (await copyOf(id)).lines.find(line => line.value === kept.note)!.version;
  const version = async () => (await mine.person(id))!.version;
  const right = { do: 'write_note', on, words: kept.note } as const;
  const note = await noteOf();
  await done(mine.correct('case', id, await version(), randomUUID(), note, right, 'person_asked'));
  assert.deepEqual((await copyOf(id)).pack, before);
  await done(mine.correct('case', id, await version(), randomUUID(), note, null, 'wrong_record'));
  assert.deepEqual((await copyOf(id)).pack, before);
});

test('E21, E23: only a safeguarding lead takes a copy out, of a request that there is, and the access log says so', async () => {
  const { at, ines, lead, plain, copyOf } = here;
  const id = await plain();
  await assert.rejects(at.records.as(ines).subjectAccess(id, 'r1'), /roles do not include/);
  assert.equal(await at.records.as(lead).subjectAccess(id, 'r2'), null);
  await copyOf(id);
  const auditor = await at.join('auditor');
  const { rows: trail } = await at.records.as(auditor).auditTrail({ sinceMs: 0 });
  assert.match(JSON.stringify(trail), /subjectAccess/);
});

test('E23: no copy holds a mark of the program’s own, and what was told under one stays in it', async () => {
  const { at, ines, lead, act } = here;
  const id = await openCase(at.records, ines, { identity: identity(), stage: 'police_contact' });
  const request = randomUUID();
  await act(lead, id, { do: 'ask_copy', on, request });
  const { pack } = (await at.records.as(lead).subjectAccess(id, request))!;
  assert.ok(pack.entries.some(entry => entry.what === 'You asked for a copy of what we hold'));
  assert.doesNotMatch(JSON.stringify(pack) + sayPack(pack), /[\da-f]{8}-[\da-f]{4}-/);
});
