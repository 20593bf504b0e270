import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ConcernCommand } from '@throughcare/pathway';
import { NotAllowed, type Actor, type Repository } from '../../src/index.ts';
import { withClient } from '../../src/database/connect.ts';
import { filesBelow, rowsOfAll, standIn } from '../left-behind.ts';
import { done, openCase } from '../people.ts';
import { act, keysOf, on, withLeads, type WithLeads } from './concerned.ts';

/** One for every place in which words of a concern are written. */
const canaries = {
  said: 'cowslipsaid',
  child: 'Periwinklechild',
  dayGiven: 'marigoldday',
  more: 'harebellmore',
  shared: 'teaselshared',
  reference: 'YARROW-77',
  review: 'bluebellreview',
  settled: 'snowdropsettled',
  answer: 'foxgloveanswer',
  escalated: 'cornflowerescalated',
  escalationAnswer: 'thistleanswered',
  hold: 'primrosehold',
  lifted: 'celandinelifted',
  copy: 'campioncopy',
  asked: 'speedwellasked',
  declined: 'betonydeclined',
  draft: 'tansydraft',
  draftOfCopy: 'sorreldraft',
};
const words = Object.values(canaries);

let at: WithLeads;
let worker: Actor;
let partner: Actor;
/** The concern, the case and the contact that it came from, and the concern that it was joined with. */
let concern: string;
let person: string;
let contact: string;
let twin: string;
let wrapped: Buffer;

before(async () => {
  at = await withLeads();
  worker = await at.join('helpline_worker');
  partner = await at.join('outside_partner');
  const { records, ines, lead, other } = at;
  person = await openCase(records, ines, { reference: 'TC-TOUCHED' });
  const opened = await records
    .asCaller(at.organisation)
    .open(randomUUID(), { group: 'other', statement: '1', words: 'as told' });
  assert.ok(opened.ok);
  [{ contact }] = await records.as(worker).contacts();
  [concern, twin] = [randomUUID(), randomUUID()];
  const raise = { do: 'raise', on, source: 'contact', immediateDanger: true } as const;
  await act(at, worker, twin, { ...raise, said: 'as told', child: '' });
  await act(
    at,
    worker,
    concern,
    { ...raise, said: canaries.said, child: canaries.child, from: person, dayGiven: canaries.dayGiven },
    { do: 'pass_on', on, passing: 'p1', to: 'duty_desk', reference: '', shared: canaries.shared },
  );
  const marked = { do: 'raise_concern', on, concern } as const;
  await done(records.as(worker).decide('contact', contact, 'latest', randomUUID(), marked));
  await act(at, other, concern, { do: 'review', on, agreed: false, words: canaries.review });
  const first: ConcernCommand[] = [
    { do: 'add_words', on, said: canaries.more, child: '' },
    { do: 'name_third', on, third: ines.userId },
    { do: 'add_reference', on, passing: 'p1', reference: canaries.reference },
    { do: 'link_to_case', on, case: person },
    { do: 'place_hold', on, hold: 'h1', ground: 'inquiry', until: null, reason: canaries.hold },
    { do: 'lift_hold', on, hold: 'h1', reason: canaries.lifted },
  ];
  await act(at, lead, concern, ...first);
  await act(at, ines, concern, { do: 'settle_review', on, words: canaries.settled });
  await done(
    records.as(lead).decideTogether(randomUUID(), [
      { kind: 'concern', stream: concern, expected: 'latest', command: { do: 'join', on, with: twin } },
      { kind: 'concern', stream: twin, expected: 'latest', command: { do: 'join', on, with: concern } },
    ]),
  );
  await letGoIntoCopy();
  await draftsOf(ines, lead);
  await act(
    at,
    lead,
    concern,
    {
      do: 'authority_answered',
      on,
      passing: 'p1',
      outcome: 'assessment',
      words: canaries.answer,
      chaseBy: null,
    },
    { do: 'escalate', on, passing: 'p1', level: 'their_manager', reason: canaries.escalated },
    { do: 'escalation_answered', on, passing: 'p1', result: 'changed', words: canaries.escalationAnswer },
    { do: 'close', on, outcome: 'authority_acts' },
    { do: 'ask_erasure', on, ground: 'legal_duty', reason: canaries.asked },
    { do: 'decline_erasure', on, reason: canaries.declined },
    { do: 'ask_erasure', on, ground: 'legal_duty', reason: canaries.asked },
  );
  // What would keep it: the other one is closed too.
  await act(at, worker, twin, { do: 'pass_on', on, passing: 'p1', to: 'police', reference: 'as told' });
  await act(at, other, twin, { do: 'review', on, agreed: true, words: '' });
  const nothing = { outcome: 'no_further_action', words: '', chaseBy: null } as const;
  await act(at, lead, twin, { do: 'authority_answered', on, passing: 'p1', ...nothing });
  await act(at, lead, twin, { do: 'close', on, outcome: 'no_further_action' });
});
after(() => at.close());

/** The person asked for a copy; what the concern says was let go into it. */
async function letGoIntoCopy(): Promise<void> {
  const mine = at.records.as(at.lead);
  const ask = { do: 'ask_copy', on, request: 'r1' } as const;
  await done(mine.decide('case', person, 'latest', randomUUID(), ask));
  const { concerns } = (await mine.subjectConcerns(person, 'r1'))!;
  const [{ lines, version: seen }] = concerns;
  assert.ok(lines.length > 3);
  const asked = { case: person, request: 'r1', concern, seen, lines, on };
  await done(mine.decideCopyLines(randomUUID(), { ...asked, decision: 'release', reason: canaries.copy }));
  const { entries } = (await mine.subjectConcerns(person, 'r1'))!;
  assert.ok(JSON.stringify(entries).includes(canaries.said), 'it stands in the copy');
}

/** Two people have words about it that wait for a second look. */
async function draftsOf(ines: Actor, lead: Actor): Promise<void> {
  const mine = at.records.as(ines);
  await mine.keepDraft(randomUUID(), {
    page: `/concerns/${concern}/words`,
    values: { said: canaries.draft },
  });
  const page = `/people/${person}/kept/copy/r1?concern=${concern}`;
  await at.records.as(lead).keepDraft(randomUUID(), { page, values: { reason: canaries.draftOfCopy } });
}

/** What somebody is told by every list, and by the page of each record that it touched. */
async function told(mine: Repository): Promise<string> {
  const asked = [
    () => mine.concerns(),
    () => mine.concern(concern),
    () => mine.concern(twin),
    () => mine.today(),
    () => mine.person(person),
    () => mine.contact(contact),
    () => mine.drafts(),
    () => mine.subjectAccess(person, 'r1'),
    () => mine.subjectConcerns(person, 'r1'),
    () => mine.concernRetention(),
    () => mine.sensitiveReads(0),
    () => mine.reportingDuties(),
    () => mine.sent(),
    () => mine.referrals(),
    () => mine.openings(),
    () => mine.auditTrail({ sinceMs: 0, limit: 5000 }),
    () => mine.extract(),
  ];
  const all: unknown[] = [];
  for (const ask of asked)
    all.push(
      await ask().catch((error: unknown) => {
        if (error instanceof NotAllowed) return null;
        throw error;
      }),
    );
  return JSON.stringify(all);
}

test('E22: before it is erased all of it is there to be found', async () => {
  const seen = await told(at.records.as(at.lead));
  const sealedAlone = [
    'draft',
    'dayGiven',
    'review',
    'settled',
    'copy',
    'asked',
    'declined',
    'lifted',
    'hold',
  ];
  const shown = standIn(seen, words);
  for (const [name, word] of Object.entries(canaries))
    assert.ok(shown.includes(word) || sealedAlone.includes(name), `${name} is not shown`);
  assert.ok((await told(at.records.as(at.ines))).includes(canaries.draft));
  const { rows } = await withClient(at.database.superuserUrl, client =>
    client.query<{ wrapped: Buffer }>('select wrapped from throughcare.data_key where stream = $1', [
      concern,
    ]),
  );
  [{ wrapped }] = rows;
});

test('E22: afterwards who the child is and what was said stand in no row, no draft, no copy, no link and no file', async () => {
  const mine = at.records.as(at.other);
  const expected = (await mine.concern(concern))!.version;
  await done(mine.agreeConcernErasure(randomUUID(), { concern, expected, on }));
  await at.records.tend();
  assert.equal(await keysOf(at, concern), 0);

  const rows = await rowsOfAll(at.database.superuserUrl);
  const naming: string[] = [];
  for (const [table, text] of rows) {
    assert.deepEqual(standIn(text, words), [], table);
    assert.ok(!text.includes(wrapped.toString('hex')), `${table} holds its key`);
    if (text.includes(concern)) naming.push(table);
  }
  // That it was there, who recorded something and who looked stays, with the line of its erasure: no read model, no draft. And
  // of the other one, which entry joined them: by that it is closed to everybody.
  assert.deepEqual(naming.filter(table => !/\.access(_\w+)?$/.test(table)).sort(), [
    'throughcare.concern_tie',
    'throughcare.erasure',
    'throughcare.event',
    'throughcare.stream',
  ]);
  assert.deepEqual(await tiesNaming(concern), [twin]);
  assert.deepEqual(standIn(filesBelow(at.rootsFolder), words), []);
});

/** The concerns of whose entries it is kept that they join or part this one. */
const tiesNaming = (other: string) =>
  withClient(at.database.superuserUrl, async client => {
    const { rows } = await client.query<{ concern: string }>(
      'select distinct concern from throughcare.concern_tie where $1 in (concern, other)',
      [other],
    );
    return rows.map(row => row.concern);
  });

test('E22, E20: nobody of any role is told a word of it, nor that the record it touched was tied to it', async () => {
  const everybody = [at.ines, at.lead, at.other, worker, partner, at.administrator];
  const more = [
    await at.join('auditor'),
    await at.join('analyst'),
    await at.join('practitioner', 'programme_lead'),
  ];
  for (const who of [...everybody, ...more]) {
    const seen = await told(at.records.as(who));
    assert.deepEqual(standIn(seen, words), [], who.name);
  }
  const lead = at.records.as(at.lead);
  assert.equal(await lead.concern(concern), null);
  const other = (await lead.concern(twin))!;
  assert.ok(!JSON.stringify([other.joined, other.state, other.events]).includes(concern));
  assert.deepEqual((await lead.subjectConcerns(person, 'r1'))!.concerns, []);
  assert.ok(!JSON.stringify(await lead.person(person)).includes(concern));
  // It keeps nothing any longer, and nothing of it is decided on any more.
  const page = (await lead.subjectAccess(person, 'r1'))!;
  const line = {
    case: person,
    request: 'r1',
    concern,
    seen: 1,
    decision: 'undo',
    lines: [],
    on,
    reason: '',
  } as const;
  const outcome = await lead.decideCopyLines(randomUUID(), line);
  assert.equal(outcome.ok, false);
  assert.ok(!JSON.stringify(page).includes(concern));
});

test('E22, E42: it goes neither with an export, and a rebuild makes nothing of it', async () => {
  const top = mkdtempSync(join(tmpdir(), 'throughcare-erased-'));
  try {
    const folder = join(top, 'everything');
    const leaving = { organisation: at.organisation, by: at.administrator.userId, reason: 'to look' };
    await at.records.exportEverything(leaving, folder);
    assert.deepEqual(standIn(filesBelow(folder), words), []);
  } finally {
    rmSync(top, { recursive: true });
  }
  assert.deepEqual((await at.records.rebuild()).differing, {});
  const { whole, projections } = await at.records.verifyAudit();
  assert.deepEqual([whole, projections], [true, {}]);
});
