import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type CaseCommand } from '@throughcare/pathway';
import { sayPack, type Actor } from '../../src/index.ts';
import { testRecords, type TestRecords } from '../database.ts';
import { done, identity, openCase } from '../people.ts';

const on = day('2026-03-12');
let at: TestRecords;
let ines: Actor;
let lead: Actor;
before(async () => {
  at = await testRecords();
  ines = await at.join('practitioner');
  lead = await at.join('safeguarding_lead', 'programme_lead');
});
after(() => at.close());

const kept = {
  note: 'marigoldnote',
  hold: 'foxglovehold',
  said: 'cowslipsaid',
  child: 'Periwinklechild',
};

const act = async (actor: Actor, id: string, command: CaseCommand) =>
  done(at.records.as(actor).decide('case', id, 'latest', randomUUID(), command));

const asked = { do: 'ask_copy', on, request: 'r1' } as const;

/** Somebody of whom nothing is kept back but what is kept back of nearly everybody. */
async function plain(): Promise<string> {
  const id = await openCase(at.records, ines, { identity: identity(), stage: 'police_contact' });
  await act(ines, id, {
    do: 'record_legal_step',
    on,
    proceedings: 'first',
    step: 'bailed',
    detail: { until: null },
  });
  await act(ines, id, {
    do: 'enrol',
    on,
    enrolment: 'e1',
    programme: 'P1',
    basis: 'voluntary_before_charge',
    assessed: true,
  });
  await act(lead, id, asked);
  return id;
}

/** The same, of whom much is kept back: notes, children, a hold, who is kept out, a concern. */
async function withMuchKeptBack(): Promise<string> {
  const id = await openCase(at.records, ines, { identity: identity(), stage: 'police_contact' });
  await act(ines, id, { do: 'write_note', on, words: kept.note });
  await act(ines, id, {
    do: 'record_legal_step',
    on,
    proceedings: 'first',
    step: 'bailed',
    detail: { until: null },
  });
  const check = {
    atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
    contact: 'supervised',
    role: 'none',
    socialCare: 'not_known',
  } as const;
  await act(ines, id, { do: 'check_children', on, check });
  await act(ines, id, {
    do: 'enrol',
    on,
    enrolment: 'e1',
    programme: 'P1',
    basis: 'voluntary_before_charge',
    assessed: true,
  });
  const hold = { do: 'place_hold', on, hold: 'h1', ground: 'inquiry', until: null } as const;
  await act(lead, id, { ...hold, reason: kept.hold });
  const concern = randomUUID();
  const { said, child } = kept;
  const raise = { do: 'raise', on, source: 'case', immediateDanger: false, said, child } as const;
  const leads = at.records.as(lead);
  await done(leads.decide('concern', concern, 0, randomUUID(), raise));
  await done(leads.decide('concern', concern, 1, randomUUID(), { do: 'link_to_case', on, case: id }));
  await act(lead, id, asked);
  return id;
}

const copyOf = async (id: string) => (await at.records.as(lead).subjectAccess(id, 'r1'))!;

test('E23: two copies are the same byte by byte, whether nothing was kept back or much: no count, no gap, no number', async () => {
  const [one, other] = [await copyOf(await plain()), await copyOf(await withMuchKeptBack())];
  assert.ok(other.keptBack.length > one.keptBack.length);
  assert.equal(JSON.stringify(other.pack), JSON.stringify(one.pack));
  assert.equal(sayPack(other.pack), sayPack(one.pack));
  const text = JSON.stringify(other.pack) + sayPack(other.pack);
  for (const canary of Object.values(kept)) assert.ok(!text.includes(canary));
  assert.doesNotMatch(text, /version|withheld|redact|exempt|account-/i);
});

test('E23: a copy says who they are, what happened and what it is kept for, in plain words', async () => {
  const { pack } = await copyOf(await plain());
  const words = sayPack(pack);
  assert.match(words, /^What we hold about you\nMade on 12 March 2026\./);
  assert.match(words, /2 March 2026: Referred\n/);
  assert.match(words, /Surname: Ashgrove \(who they are\)/);
  assert.match(words, /Practitioner: practitioner 2 \(/);
  assert.match(words, /Basis: voluntary before charge/);
  assert.match(words, /Information Commissioner/);
});

test('E23: a line that is kept back is released by a safeguarding lead, one by one, and that it was is not told', async () => {
  const id = await withMuchKeptBack();
  const before = await copyOf(id);
  const note = before.keptBack.find(line => line.value === kept.note);
  assert.ok(note, 'the note can be gone through, though only its own practitioner reads it otherwise');
  assert.equal(note.exemption, 'third_party');
  const { version, field, exemption } = note;
  const release = { do: 'release_copy_line', on, request: 'r1', version, field, exemption } as const;
  await assert.rejects(act(ines, id, { ...release, reason: 'as told' }), /roles do not include/);
  await act(lead, id, { ...release, reason: 'as told' });
  const after = await copyOf(id);
  assert.ok(sayPack(after.pack).includes(kept.note));
  assert.equal(after.pack.entries.length, before.pack.entries.length + 1);
  assert.ok(!sayPack(after.pack).includes(kept.hold));
  assert.doesNotMatch(JSON.stringify(after.pack), /released|as told/i);
  await act(lead, id, { do: 'give_copy', on, request: 'r1' });
});

test('E21, E23: only a safeguarding lead takes a copy out, of a request that there is, and the access log says so', async () => {
  const id = await plain();
  await assert.rejects(at.records.as(ines).subjectAccess(id, 'r1'), /roles do not include/);
  assert.equal(await at.records.as(lead).subjectAccess(id, 'r2'), null);
  await copyOf(id);
  const auditor = await at.join('auditor');
  const { rows: trail } = await at.records.as(auditor).auditTrail({ sinceMs: 0 });
  assert.match(JSON.stringify(trail), /subjectAccess/);
});

test('a record that is only kept, not used, is in no extract until it is freed', async () => {
  const analyst = await at.join('analyst');
  const id = await openCase(at.records, ines, { stage: 'before_the_court' });
  await act(ines, id, { do: 'record_legal_step', on, proceedings: 'first', step: 'convicted' });
  const sentence = {
    order: 'o1',
    proceedings: 'first',
    disposal: 'fine',
    months: null,
    suspended: null,
    requirements: [],
  } as const;
  await act(ines, id, { do: 'record_sentence', on, sentence });
  const rows = async () => {
    let lines = 0;
    for (const part of (await at.records.as(analyst).extract()).csv)
      lines += part.split('\n').filter(Boolean).length;
    return lines - 1;
  };
  assert.equal(await rows(), 1);
  await act(lead, id, { do: 'restrict_processing', on, ground: 'accuracy_disputed' });
  assert.equal(await rows(), 0);
  await act(lead, id, { do: 'free_processing', on });
  assert.equal(await rows(), 1);
});

test('E23: no copy holds a mark of the program’s own, and what was told under one stays in it', async () => {
  const id = await openCase(at.records, ines, { identity: identity(), stage: 'police_contact' });
  const request = randomUUID();
  await act(lead, id, { do: 'ask_copy', on, request });
  const { pack } = (await at.records.as(lead).subjectAccess(id, request))!;
  assert.ok(pack.entries.some(entry => entry.what === 'copy_asked'));
  assert.doesNotMatch(JSON.stringify(pack) + sayPack(pack), /[\da-f]{8}-[\da-f]{4}-/);
});
