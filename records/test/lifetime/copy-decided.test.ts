import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sayPack } from '../../src/index.ts';
import { done } from '../people.ts';
import { copying, kept, on, refusedAs } from './copying.ts';

let here: Awaited<ReturnType<typeof copying>>;
before(async () => {
  here = await copying();
});
after(() => here.at.close());

test('E23: a line that is kept back is released by a safeguarding lead, and that it was is not told', async () => {
  const { ines, lead, withMuchKeptBack, decide, copyOf } = here;
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

test('E23: a copy is given only once every line that is kept back was decided on, also one that came since', async () => {
  const { at, ines, lead, act, withMuchKeptBack, all, decide, give, copyOf } = here;
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
  const { at, ines, lead, act, withMuchKeptBack, all, copyOf } = here;
  const id = await withMuchKeptBack();
  await all(id, 'keep_back');
  const { version: expected } = await copyOf(id);
  await act(ines, id, { do: 'write_note', on, words: 'sorrelnote' });
  const outcome = await at.records.as(lead).giveCopy(randomUUID(), { case: id, request: 'r1', expected, on });
  assert.equal(!outcome.ok && outcome.reason, 'conflict');
});

test('E23: what was given stays as it was given, whatever is recorded or put right later', async () => {
  const { at, ines, act, withMuchKeptBack, all, give, copyOf } = here;
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

test('E23: a decision is of what was shown: what is put right later waits again, and is not in the copy', async () => {
  const { at, ines, withMuchKeptBack, all, decide, give, copyOf } = here;
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
  const { at, withMuchKeptBack, decide, copyOf } = here;
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
  const { at, lead, withMuchKeptBack, decide, copyOf } = here;
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
