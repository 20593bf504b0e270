import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { day, type CaseCommand, type CorrectionReason, type LineDecision } from '@throughcare/pathway';
import { sayPack, type Actor, type Outcome } from '../../src/index.ts';
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
  const offer = {
    do: 'offer_programme',
    on,
    programme: 'P1',
    name: 'Help in groups',
    sessions: 8,
    places: 8,
  } as const;
  await done(at.records.as(lead).decide('organisation', lead.organisationId, 'latest', randomUUID(), offer));
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

/** Decides on every line, those of concerns too. */
async function all(id: string, decision: 'release' | 'keep_back'): Promise<void> {
  const page = await copyOf(id);
  await done(decide(id, decision, page, page.lines));
  const mine = at.records.as(lead);
  const { concerns } = (await mine.subjectConcerns(id, 'r1'))!;
  for (const { concern, version: seen, lines } of concerns) {
    const asked = { case: id, request: 'r1', concern, seen, decision, lines, on, reason: 'as told' };
    await done(mine.decideCopyLines(randomUUID(), asked));
  }
}

/** What a lead decides of lines of a page. */
const decide = (
  id: string,
  decision: LineDecision,
  page: { readonly version: number },
  lines: readonly { readonly version: number; readonly field: string }[],
  actor = lead,
) =>
  at.records.as(actor).decideCopyLines(randomUUID(), {
    case: id,
    request: 'r1',
    concern: null,
    seen: page.version,
    decision,
    lines,
    on,
    reason: 'as told',
  });

const give = async (id: string, actor = lead) =>
  at.records.as(actor).giveCopy(randomUUID(), {
    case: id,
    request: 'r1',
    expected: (await at.records.as(lead).person(id))!.version,
    on,
  });

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
  assert.ok(other.lines.length > one.lines.length);
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
  assert.match(words, /2 March 2026: You were referred to us\n/);
  assert.match(words, /Surname: Ashgrove \(who they are\)/);
  assert.match(words, /Practitioner: practitioner 2 \(/);
  assert.match(words, /On what footing: By choice, before charge/);
  assert.match(words, /Programme: Help in groups \(/, 'a programme by its name');
  assert.match(words, /Information Commissioner/);
});

test('E23: a line that is kept back is released by a safeguarding lead, and that it was is not told', async () => {
  const id = await withMuchKeptBack();
  const before = await copyOf(id);
  const note = before.lines.find(line => line.value === kept.note);
  assert.ok(note, 'the note can be gone through, though only its own practitioner reads it otherwise');
  assert.deepEqual([note.exemption, note.decided, note.words], ['third_party', null, kept.note]);
  await assert.rejects(decide(id, 'release', before, [note], ines), /roles do not include/);
  await done(decide(id, 'release', before, [note]));
  const after = await copyOf(id);
  assert.ok(sayPack(after.pack).includes(kept.note));
  assert.equal(after.pack.entries.length, before.pack.entries.length + 1);
  assert.ok(!sayPack(after.pack).includes(kept.hold));
  assert.doesNotMatch(JSON.stringify(after.pack), /as told|kept back|released into/i);
  const said = after.lines.find(line => line.value === kept.note)!;
  assert.equal(said.decided?.by, lead.userId);
  assert.equal(said.decided?.reason, 'as told');
});

const refusedAs = (outcome: Outcome) =>
  !outcome.ok && outcome.reason === 'refused' ? outcome.refusal : undefined;

test('E23: a copy is given only once every line that is kept back was decided on, also one that came since', async () => {
  const id = await withMuchKeptBack();
  const { concerns } = (await at.records.as(lead).subjectConcerns(id, 'r1'))!;
  const length = (await copyOf(id)).lines.length + concerns[0].lines.length;
  const refused = refusedAs(await give(id));
  assert.equal(refused?.code, 'lines_undecided');
  assert.match(refused.words, new RegExp(`^${length} lines that are kept back have not been decided on`));
  await all(id, 'keep_back');
  await act(ines, id, { do: 'write_note', on, words: 'sorrelnote' });
  assert.match(refusedAs(await give(id))?.words ?? '', /^One line that is kept back has not been decided on/);
  await all(id, 'keep_back');
  await assert.rejects(give(id, ines), /roles do not include/);
  const given = { do: 'give_copy', on, request: 'r1' } as const;
  await assert.rejects(act(lead, id, given), /roles do not include/, 'there is no other way to give it');
  await done(give(id));
  const { lines, version } = await copyOf(id);
  assert.equal(refusedAs(await decide(id, 'release', { version }, lines.slice(0, 1)))?.code, 'already_given');
  assert.equal(refusedAs(await give(id))?.code, 'already_given');
});

test('E23: somebody who writes into the case while a copy is being given makes it a conflict', async () => {
  const id = await withMuchKeptBack();
  await all(id, 'keep_back');
  const { version: expected } = await copyOf(id);
  await act(ines, id, { do: 'write_note', on, words: 'sorrelnote' });
  const outcome = await at.records.as(lead).giveCopy(randomUUID(), { case: id, request: 'r1', expected, on });
  assert.equal(!outcome.ok && outcome.reason, 'conflict');
});

test('E23: what was given stays as it was given, whatever is recorded or put right later', async () => {
  const id = await withMuchKeptBack();
  await all(id, 'release');
  await done(give(id));
  const { pack, givenOn } = await copyOf(id);
  assert.deepEqual([givenOn, pack.madeOn], [on, on]);
  await act(ines, id, { do: 'write_note', on, words: 'sorrelnote' });
  const note = (await copyOf(id)).lines.find(line => line.value === kept.note)!;
  const { version } = await copyOf(id);
  const right = { do: 'write_note', on, words: 'tansynote' } as const;
  await done(
    at.records.as(ines).correct('case', id, version, randomUUID(), note.version, right, 'entered_wrongly'),
  );
  assert.deepEqual((await copyOf(id)).pack, pack);
});

test('E23: a copy says what was put right or taken out, when and why, and names nobody', async () => {
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

test('E23: a decision is of what was shown: what is put right later waits again, and is not in the copy', async () => {
  const id = await withMuchKeptBack();
  await all(id, 'release');
  const page = await copyOf(id);
  const note = page.lines.find(line => line.value === kept.note)!;
  const right = { do: 'write_note', on, words: 'tansynote' } as const;
  await done(
    at.records
      .as(ines)
      .correct('case', id, page.version, randomUUID(), note.version, right, 'entered_wrongly'),
  );
  const after = await copyOf(id);
  assert.deepEqual(
    after.lines.filter(one => one.decided === null).map(one => one.value),
    ['tansynote'],
  );
  assert.doesNotMatch(sayPack(after.pack), /tansynote|marigoldnote/);
  const stale = refusedAs(await decide(id, 'release', after, [note]));
  assert.equal(stale?.code, 'not_as_shown');
  assert.equal(refusedAs(await give(id))?.code, 'lines_undecided');
});

test('E23: of two who decide on the same line at once the second is told, and nothing of either is lost', async () => {
  const id = await withMuchKeptBack();
  const other = await at.join('safeguarding_lead');
  const page = await copyOf(id);
  const [first, second, ...rest] = page.lines;
  await done(decide(id, 'keep_back', page, [first, second]));
  await done(decide(id, 'release', page, rest, other));
  const refused = refusedAs(await decide(id, 'release', page, [second, ...rest], other));
  assert.equal(refused?.code, 'decided_since');
  assert.match(refused.words, /lines were decided on after you opened this page/);
  const seen = await copyOf(id);
  assert.deepEqual(
    seen.lines.map(one => one.decided?.released),
    page.lines.map((_, index) => index > 1),
  );
  await done(decide(id, 'release', seen, [second], other));
  assert.equal((await copyOf(id)).lines[1].decided?.by, other.userId);
});

test('E23: a decision needs its reason and at least one line, and one sent twice is done once', async () => {
  const id = await withMuchKeptBack();
  const page = await copyOf(id);
  const asked = {
    case: id,
    request: 'r1',
    concern: null,
    seen: page.version,
    decision: 'release',
    lines: page.lines.slice(0, 2),
    on,
    reason: ' ',
  } as const;
  const mine = at.records.as(lead);
  assert.equal(refusedAs(await mine.decideCopyLines(randomUUID(), asked))?.code, 'no_reason');
  const none = { ...asked, lines: [], reason: 'as told' };
  assert.equal(refusedAs(await mine.decideCopyLines(randomUUID(), none))?.code, 'no_line');
  const command = randomUUID();
  await done(mine.decideCopyLines(command, { ...asked, reason: 'as told' }));
  const again = await done(mine.decideCopyLines(command, { ...asked, reason: 'as told' }));
  assert.equal(again.repeated, true);
  assert.equal((await copyOf(id)).version, page.version + 1, 'many lines are one entry');
  await done(decide(id, 'undo', await copyOf(id), page.lines.slice(0, 2)));
  assert.ok((await copyOf(id)).lines.every(one => one.decided === null));
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
  assert.ok(pack.entries.some(entry => entry.what === 'You asked for a copy of what we hold'));
  assert.doesNotMatch(JSON.stringify(pack) + sayPack(pack), /[\da-f]{8}-[\da-f]{4}-/);
});
