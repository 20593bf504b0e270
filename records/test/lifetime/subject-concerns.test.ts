import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { CaseCommand } from '@throughcare/pathway';
import { sayPack, withConcerns, type Actor, type Outcome } from '../../src/index.ts';
import type { LinesDecision } from '../../src/lifetime/decide-copy-lines.ts';
import { done, openCase } from '../people.ts';
import { act, closed, on, raised, told, withLeads, type WithLeads } from './concerned.ts';

let at: WithLeads;
before(async () => {
  at = await withLeads();
});
after(() => at.close());

let people = 0;

/** Somebody who asked for a copy. */
async function asked(): Promise<string> {
  const id = await openCase(at.records, at.ines, {
    reference: `TC-${++people}`,
    stage: 'not_known_to_police',
  });
  await ofCase(id, { do: 'ask_copy', on, request: 'r1' });
  return id;
}

const ofCase = (id: string, command: CaseCommand) =>
  done(at.records.as(at.lead).decide('case', id, 'latest', randomUUID(), command));

async function copyOf(id: string, actor: Actor = at.lead) {
  const mine = at.records.as(actor);
  const { pack } = (await mine.subjectAccess(id, 'r1'))!;
  const concerns = (await mine.subjectConcerns(id, 'r1'))!;
  const lines = concerns.concerns.flatMap(({ concern, version: seen, lines: of }) =>
    of.map(line => ({ ...line, concern, seen })),
  );
  return { pack: withConcerns(pack, concerns), lines };
}

const decided = (
  id: string,
  line: LineOfConcern,
  change: Partial<LinesDecision> = {},
  actor: Actor = at.lead,
) =>
  at.records.as(actor).decideCopyLines(randomUUID(), {
    case: id,
    request: 'r1',
    concern: line.concern,
    seen: line.seen,
    decision: 'release',
    lines: [{ version: line.version, field: line.field }],
    on,
    reason: 'thistlereason',
    ...change,
  });

interface LineOfConcern {
  readonly concern: string;
  readonly seen: number;
  readonly version: number;
  readonly field: string;
}

async function release(id: string, field: string, actor: Actor = at.lead) {
  const line = (await copyOf(id)).lines.find(one => one.field === field)!;
  assert.ok(line, field);
  return decided(id, line, {}, actor);
}

/** The reference of a case and its ids are its own; everything else of two copies has to be the same. */
const bare = (pack: object) => JSON.stringify(pack).replace(/TC-\d+/g, 'TC');

test('E23: nothing of a concern is in a copy by default, and the copy is the same byte by byte as where there is none', async () => {
  const [without, linked, from] = [await asked(), await asked(), await asked()];
  const concern = await raised(at);
  await act(at, at.lead, concern, { do: 'link_to_case', on, case: linked });
  await closed(at, concern);
  await raised(at, { from });
  const nothing = await copyOf(without);
  assert.deepEqual(nothing.lines, []);
  for (const id of [linked, from]) {
    const { pack, lines } = await copyOf(id);
    assert.ok(lines.some(line => line.value === told.said && line.exemption === 'concern'));
    assert.equal(bare(pack), bare(nothing.pack));
    assert.equal(bare([sayPack(pack)]), bare([sayPack(nothing.pack)]));
  }
});

test('E23: a safeguarding lead releases one line, with the exemption named; the case says nothing of it, nor does the copy', async () => {
  const id = await asked();
  const concern = await raised(at, { from: id });
  const mine = at.records.as(at.ines);
  const before = await mine.person(id);
  await done(release(id, 'said'));
  const { pack, lines } = await copyOf(id);
  assert.ok(sayPack(pack).includes(told.said));
  assert.ok(!JSON.stringify(pack).includes(told.child));
  assert.equal(lines.find(line => line.field === 'said')?.decided?.released, true);
  assert.doesNotMatch(
    JSON.stringify(pack) + sayPack(pack),
    /concern|released|exempt|withheld|thistlereason|E\d\d/i,
  );
  assert.ok(!JSON.stringify(pack).includes(concern));
  assert.deepEqual(await mine.person(id), before, 'whoever reads the case sees no trace of it');
  const { events } = (await at.records.as(at.other).concern(concern))!;
  const { facts, sealed } = events.at(-1)!;
  assert.equal(events.at(-1)!.type, 'lines_decided');
  assert.deepEqual([facts.decision, facts.by, sealed?.reason], ['release', at.lead.userId, 'thistlereason']);
  assert.deepEqual(facts.lines, [{ version: 1, field: 'said', exemption: 'concern' }]);
  await ofCase(id, { do: 'ask_copy', on, request: 'r2' });
  const second = await at.records.as(at.lead).subjectConcerns(id, 'r2');
  assert.deepEqual(second?.entries, [], 'what was let go into one copy is not in the next');
});

test('E6, E7, E23: nobody whom a concern is about sees that it is there, nor releases a line of it', async () => {
  const id = await asked();
  const accused = await at.join('safeguarding_lead');
  const concern = await raised(at, { from: id, about: [accused.userId] });
  const theirs = await copyOf(id, accused);
  assert.deepEqual(theirs.lines, []);
  const line = { concern, seen: 1, version: 1, field: 'said' };
  const outcome = await decided(id, line, {}, accused);
  assert.equal(refusedAs(outcome), 'not_as_shown');
  await done(release(id, 'said'));
  assert.equal(bare((await copyOf(id, accused)).pack), bare(theirs.pack));
  for (const actor of [at.ines, at.administrator]) {
    await assert.rejects(at.records.as(actor).subjectConcerns(id, 'r1'), /roles do not include/);
  }
  await assert.rejects(release(id, 'child', at.ines), /roles do not include/);
});

test('E23: only a line that is there goes, into a copy that was asked for and not given, of a case that the concern touches', async () => {
  const [id, elsewhere] = [await asked(), await asked()];
  const concern = await raised(at, { from: id });
  const line = { concern, seen: 1, version: 1, field: 'said' };
  const refused = async (change: Partial<LinesDecision>, code: string) => {
    const outcome = await decided(id, line, change);
    assert.ok(!outcome.ok && outcome.reason === 'refused', JSON.stringify(outcome));
    assert.equal(outcome.refusal.code, code);
  };
  await refused({ case: elsewhere }, 'not_as_shown');
  await refused({ lines: [{ version: 1, field: 'from' }] }, 'not_as_shown');
  await refused({ lines: [{ version: 9, field: 'said' }] }, 'not_as_shown');
  await refused({ request: 'r9' }, 'no_such_request');
  await refused({ reason: ' ' }, 'no_reason');
  await done(release(id, 'said'));
  await refused({ decision: 'keep_back' }, 'decided_since');
  assert.equal(refusedAs(await give(id)), 'lines_undecided');
  const { lines } = await copyOf(id);
  const rest = lines.filter(one => one.decided === null);
  await done(decided(id, lines[0], { decision: 'keep_back', lines: rest }));
  await done(give(id));
  await refused({}, 'already_given');
});

const give = async (id: string, actor: Actor = at.lead) =>
  at.records.as(actor).giveCopy(randomUUID(), {
    case: id,
    request: 'r1',
    expected: (await at.records.as(at.lead).person(id))!.version,
    on,
  });
const refusedAs = (outcome: Outcome) => !outcome.ok && outcome.reason === 'refused' && outcome.refusal.code;

test('E6, E7, E23: a lead whom a concern is about is not told by a refusal that it is there, and what they give holds nothing of it', async () => {
  const id = await asked();
  const accused = await at.join('safeguarding_lead');
  await raised(at, { from: id, about: [accused.userId] });
  await done(release(id, 'said'));
  assert.equal(refusedAs(await give(id)), 'lines_undecided', 'somebody who sees it is refused');
  const theirs = await copyOf(id, accused);
  await done(give(id, accused));
  assert.equal(bare((await copyOf(id, accused)).pack.entries), bare(theirs.pack.entries));
});

test('E21, E6: the access log says that lines of the concern were gone through, and ties it to no case', async () => {
  const id = await asked();
  const concern = await raised(at, { from: id });
  await copyOf(id);
  const auditor = await at.join('auditor');
  const { rows } = await at.records.as(auditor).auditTrail({ sinceMs: 0 });
  const read = rows.filter(row => JSON.stringify(row).includes('subjectConcerns'));
  assert.ok(read.some(row => JSON.stringify(row).includes(concern)));
  assert.ok(!rows.some(row => JSON.stringify(row).includes(concern) && JSON.stringify(row).includes(id)));
});
