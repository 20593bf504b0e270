import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { buildApp } from '../../src/app.ts';
import type { LogLine } from '../../src/frame/log.ts';
import { ways } from '../../src/help/groups.ts';
import { familyStatement, statement } from '../../src/help/statement.ts';
import { testOptions, testServices } from '../services.ts';
import { testDesk } from './desk.ts';
import { callerAt, codeOn } from './walk.ts';

const HOUR = 60 * 60 * 1000;

async function atTheHelpline() {
  const desk = testDesk();
  const lines: LogLine[] = [];
  let now = Date.UTC(2026, 2, 4, 9);
  const base = testServices();
  const services = { ...base, records: { ...base.records, asCaller: () => desk } };
  const app = await buildApp(testOptions({ services, log: line => lines.push(line), now: () => now }));
  return { app, desk, lines, later: (ms: number) => (now += ms), caller: callerAt(app) };
}

test('a caller writes, gets a code, types it back, comes back with it and reads the answer', async () => {
  const { caller, desk, app } = await atTheHelpline();
  const shown = await caller.write('I do not know what to do next.');
  const code = codeOn(shown);
  assert.match(code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const typing = await caller.send(shown, '/help/code/confirm');
  assert.ok(!typing.body.includes(code), 'it would be copied from the screen and not from the paper');
  const confirmed = await caller.send(typing, '/help/code/confirm', {
    code: code.toLowerCase().replaceAll('-', ' '),
  });
  assert.match(confirmed.body, /Your code works/);
  assert.ok(
    desk.contacts.get(code.replaceAll('-', ''))!.events.some(event => event.type === 'code_confirmed'),
  );

  const later = callerAt(app);
  const waiting = await later.send(await later.open('/help/code'), '/help/code', { code });
  assert.match(waiting.body, /No answer yet/);
  desk.answer(code, 'Thank you for writing.\n\nLet us begin with tonight.');
  const answered = await later.send(await later.open('/help/code'), '/help/code', { code });
  assert.match(answered.body, /Thank you for writing\.<\/p>\s*<p>Let us begin with tonight\./);
});

test('E5: the box can’t be reached, and nothing can be sent, before the statement was read on the same way', async () => {
  const { caller, desk, app, later } = await atTheHelpline();
  for (const { letter } of ways) {
    const answer = await callerAt(app).open(`/help/${letter}/write`);
    assert.equal(answer.headers.location, `/help/${letter}`);
  }
  const box = await caller.toTheBox('a');
  assert.equal((await caller.open('/help/b/write')).headers.location, '/help/b', 'read on another way');
  later(3 * HOUR);
  const words = 'Words that took a long time to find, and may not be lost.';
  const asked = await caller.send(box, '/help/a/write', { words });
  assert.equal(desk.contacts.size, 0);
  assert.match(asked.body, /What we must pass on/);
  const back = await caller.send(asked, '/help/a');
  assert.ok(back.body.includes(`>${words}</textarea>`), 'the words came along');
  assert.match(codeOn(await caller.send(back, '/help/a/write', { words })), /-/);
});

test('E5: the version of the statement is kept with the contact, and a changed word needs a new version', async () => {
  const { caller, desk } = await atTheHelpline();
  await caller.write('A first message.', 'c');
  const [opened] = [...desk.contacts.values()][0].events;
  assert.deepEqual(opened.facts, {
    group: 'child_who_may_have_been_abused',
    caller: 'not_said',
    statement: statement.version,
  });
  const known: Record<string, string> = {
    '2026-1': '312c4ef042e8a1fb26855376bb78c13ca7730a2f8bbf2ed102c4689a5b57051a',
    'family-2026-1': 'd17f2449a0e06e9c050a8f1ab898383f5f14ec561e6da45b8e71be2a94bc2475',
  };
  for (const { version, ...words } of [statement, familyStatement]) {
    const print = createHash('sha256')
      .update(JSON.stringify([words.private, words.passedOn]))
      .digest('hex');
    assert.equal(print, known[version], 'the words changed: give them a new version and add it here');
  }
});

test('E26: somebody in a family reads words of their own, whose version is kept, and having read the others is not enough', async () => {
  const { caller, desk } = await atTheHelpline();
  const shown = await caller.open('/help/b');
  for (const words of familyStatement.private) assert.ok(shown.body.includes(words), words);
  assert.ok(!shown.body.includes(statement.private[0]));
  await caller.send(await caller.open('/help/a'), '/help/a');
  assert.equal((await caller.open('/help/b/write')).headers.location, '/help/b');
  await caller.write('A first message.', 'b');
  const [opened] = [...desk.contacts.values()][0].events;
  assert.equal((opened.facts as { statement: string }).statement, familyStatement.version);
});

test('E3: whatever a caller writes is taken as it is: long, in any script, with links, or with words that other systems stop', async () => {
  const { caller, desk } = await atTheHelpline();
  const told = [
    'a'.repeat(9_999),
    'Nid wyf yn gwybod beth i’w wneud. ŵŷ 私は 🙂\nA second line.',
    "<script>alert(1)</script> '; drop table event; -- ../../etc/passwd",
    'See https://quill.example/sparrow and www.quill.example',
    '  spaces at both ends  ',
  ];
  for (const words of told) {
    assert.notEqual(codeOn(await caller.write(words)), '');
    assert.deepEqual([...desk.contacts.values()].at(-1)!.events[0].sealed, { words });
  }
});

test('E3: a message that is empty or too long is answered in words, and every letter of it is still there', async () => {
  const { caller } = await atTheHelpline();
  const empty = await caller.write('   ');
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /There is a problem/);
  assert.match(empty.body, /<title>Error: Write/);
  const long = `begin ${'b'.repeat(10_001)} end`;
  const kept = await caller.write(long);
  assert.equal(kept.statusCode, 422);
  assert.ok(kept.body.includes(long));
});

test('E3: when the record can’t be reached the words are kept on the page, and sending them again does it once', async () => {
  const { caller, desk } = await atTheHelpline();
  const words = 'Forty characters and a few more, so that it is shown in full.';
  const box = await caller.toTheBox();
  desk.loseConnection();
  const lost = await caller.send(box, '/help/a/write', { words });
  assert.equal(lost.statusCode, 503);
  assert.ok(lost.body.includes(words));
  const first = await caller.send(lost, '/help/a/write', { words });
  const again = await caller.send(lost, '/help/a/write', { words });
  assert.equal(codeOn(first), codeOn(again));
  assert.equal(desk.contacts.size, 1);
});

test('E4, E3: neither the log nor the desk learns where a caller comes from, and the log not what they wrote', async () => {
  const { app, desk, lines } = await atTheHelpline();
  const caller = callerAt(app);
  const shown = await caller.write('quill and sparrow');
  await caller.send(shown, '/help/code/confirm', { code: codeOn(shown) });
  const kept = JSON.stringify([...desk.contacts.values()].map(one => one.events));
  assert.doesNotMatch(kept, /127\.0\.0\.1|lightMyRequest|visitor|cookie/i);
  const log = JSON.stringify(lines);
  assert.doesNotMatch(log, /quill|sparrow|127\.0\.0\.1|lightMyRequest/);
  assert.ok(!log.includes(codeOn(shown)));
});

test('E37: a link in an answer is plain text, and nothing on the page can be clicked because of it', async () => {
  const { caller, desk } = await atTheHelpline();
  const code = codeOn(await caller.write('A message.'));
  desk.answer(code, 'Look at https://quill.example and <a href="https://quill.example">this</a>');
  const page = await caller.send(await caller.open('/help/code'), '/help/code', { code });
  assert.match(page.body, /https:\/\/quill\.example/);
  assert.doesNotMatch(page.body, /<a[^>]*quill/);
  assert.match(page.body, /Internet Watch Foundation/);
});

test('E44: two browsers with one code: neither is ever shown what was written, and both read the answer', async () => {
  const { app, caller, desk } = await atTheHelpline();
  const secret = 'quill sparrow thimble';
  const shown = await caller.write(secret);
  const code = codeOn(shown);
  desk.answer(code, 'An answer.');
  const other = callerAt(app);
  for (const one of [caller, other]) {
    const page = await one.send(await one.open('/help/code'), '/help/code', { code });
    assert.match(page.body, /An answer\./);
    assert.ok(!page.body.includes('quill'));
  }
  const page = await other.send(await other.open('/help/code'), '/help/code', { code });
  const sent = await other.send(page, '/help/code/more', { words: 'thimble again' });
  assert.match(sent.body, /We have your message/);
  assert.ok(!sent.body.includes('thimble'));
});

test('E44: an answer that is past its days leaves a stub', async () => {
  const desk = testDesk();
  const withCode = desk.withCode.bind(desk);
  desk.withCode = async code => {
    const contact = await withCode(code);
    return contact && contact !== 'wait'
      ? { ...contact, replies: [{ on: contact.openedOn, words: null }] }
      : contact;
  };
  const base = testServices();
  const app = await buildApp(
    testOptions({ services: { ...base, records: { ...base.records, asCaller: () => desk } } }),
  );
  const caller = callerAt(app);
  const code = codeOn(await caller.write('A message.'));
  const page = await caller.send(await caller.open('/help/code'), '/help/code', { code });
  assert.match(page.body, /It could be read for 30 days/);
});

test('E27: somebody under 18 has a way of their own, is shown the children’s helpline, asked nothing, and refused nothing', async () => {
  const { caller, desk } = await atTheHelpline();
  const first = await caller.open('/help');
  assert.match(first.body, /I am under 18/);
  for (const { letter } of ways.filter(way => way.caller !== 'under_18')) {
    assert.match((await caller.open(`/help/${letter}`)).body, /I am under 18/, letter);
  }
  const way = await caller.open('/help/f');
  assert.match(way.body, /0800 1111/);
  assert.match(way.body, /You are not in trouble for asking/);
  const box = await caller.toTheBox('f');
  const asked = [...box.body.matchAll(/<(?:input|textarea|select)[^>]*name="([^"]*)"/g)].map(
    found => found[1],
  );
  assert.deepEqual(asked, ['_token', '_command', 'words']);
  assert.notEqual(codeOn(await caller.write('I am 15.', 'f')), '');
  assert.equal([...desk.contacts.values()][0].events[0].facts.caller, 'under_18');
});

test('E29: titles and addresses on a caller’s pages give nothing away', async () => {
  const { caller } = await atTheHelpline();
  const neutral =
    /^(Error: )?(Welcome|Before you write|Write|Your code|Answers|Sent|Done|What we keep|Tonight|Sorry) – Throughcare$/;
  const shown = await caller.write('A message.');
  const pages = [shown, await caller.write(' '), await caller.send(shown, '/help/code/confirm')];
  for (const url of [
    '/help',
    '/help/a',
    '/help/f',
    '/help/kept',
    '/help/tonight',
    '/help/code',
    '/help/none',
  ])
    pages.push(await caller.open(url));
  for (const { body } of pages) {
    assert.match(/<title>([^<]*)<\/title>/.exec(body)![1], neutral);
    assert.match(body, /Leave this page/);
    assert.doesNotMatch(body, /location\.replace|history\.(replace|push)/);
    for (const [, href] of body.matchAll(/href="(\/[^"]*)"/g)) {
      assert.doesNotMatch(href, /child|abuse|offen|behaviour|sex|family|police|harm/i);
    }
  }
});

test('the code can be seen again for half an hour by the browser that got it, and by no other', async () => {
  const { app, caller, later } = await atTheHelpline();
  const shown = await caller.write('A message.');
  const typing = await caller.send(shown, '/help/code/confirm');
  const wrong = await caller.send(typing, '/help/code/confirm', { code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /That is not the code we showed you/);
  assert.equal(codeOn(await caller.send(wrong, '/help/code/again')), codeOn(shown));
  const other = callerAt(app);
  await other.open('/help/a');
  const stolen = await other.send(wrong, '/help/code/again');
  assert.equal(codeOn(stolen), '');
  later(HOUR);
  const late = await caller.send(wrong, '/help/code/again');
  assert.equal(late.statusCode, 410);
});

test('words written after the code was typed long ago are kept while it is asked for again', async () => {
  const { caller, later } = await atTheHelpline();
  const code = codeOn(await caller.write('A message.'));
  const page = await caller.send(await caller.open('/help/code'), '/help/code', { code });
  later(HOUR);
  const words = 'A second message that took an hour.';
  const asked = await caller.send(page, '/help/code/more', { words });
  assert.match(asked.body, /Your words are kept beside it/);
  const back = await caller.send(asked, '/help/code', { code });
  assert.ok(back.body.includes(`>${words}</textarea>`));
});

test('wrong codes are counted by how they begin and in all, never by who sends them', async () => {
  const { app, caller, later } = await atTheHelpline();
  const code = codeOn(await caller.write('A message.'));
  const tried = async (typed: string) => {
    const somebody = callerAt(app);
    return (await somebody.send(await somebody.open('/help/code'), '/help/code', { code: typed })).statusCode;
  };
  for (let i = 0; i < 10; i++) assert.equal(await tried(`QQQQ-0000-0000-000${i}`), 422);
  assert.equal(await tried('QQQQ-0000-0000-0010'), 429);
  assert.equal(await tried(code), 200, 'a code that begins otherwise still opens');
  later(16 * 60 * 1000);
  assert.equal(await tried('QQQQ-0000-0000-0011'), 422);
});
