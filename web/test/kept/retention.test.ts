import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '../helpline/house.ts';

const house = await openHouse();
const practitioner = await house.walker('practitioner');
const safeguarding = await house.walker('safeguarding_lead');
const administrator = await house.walker('administrator');

test('a schedule is set by an administrator, seen by a safeguarding lead, and found by nobody else', async () => {
  const before = (await administrator.open('/retention')).body;
  assert.match(before, /No schedule is set, so nothing of it goes/);
  const answers = {
    class: 'casework',
    months: '72',
    from: 'ended',
    agreed: 'by_two',
    owner: administrator.actor.userId,
    legalReference: 'policy 4, as told',
    reason: 'as told',
  };
  const wrong = await administrator.fill('/retention/set', { ...answers, months: 'six' });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /Enter how many months/);
  assert.equal((await administrator.fill('/retention/set', answers)).headers.location, '/retention');
  const seen = (await safeguarding.open('/retention')).body;
  assert.match(seen, /72 months\. From its closing\./);
  assert.match(seen, /Nobody yet, so nothing goes by it\./);
  const { class: of, months, from, agreed } = answers;
  const looked = { class: of, months, from, agreed };
  assert.doesNotMatch((await administrator.open('/retention')).body, /I have checked this schedule/);
  const checked = await safeguarding.fill('/retention', looked, '/retention/check');
  assert.equal(checked.headers.location, '/retention');
  assert.match((await administrator.open('/retention')).body, /Nothing goes by it before/);
  assert.equal((await practitioner.open('/retention')).statusCode, 403);
  assert.equal((await safeguarding.open('/retention/set')).statusCode, 403);
});

test('E22: an administrator ends a schedule with a reason, and nothing of its class goes any more', async () => {
  const set = {
    class: 'group',
    months: '12',
    from: 'ended',
    agreed: 'by_two',
    owner: administrator.actor.userId,
    legalReference: 'policy 4, as told',
    reason: 'as told',
  };
  assert.equal((await administrator.fill('/retention/set', set)).statusCode, 303);
  const link = 'href="/retention/end/group"';
  assert.ok((await administrator.open('/retention')).body.includes(link));
  assert.ok(!(await safeguarding.open('/retention')).body.includes(link), 'it is not theirs');
  const silent = await administrator.fill('/retention/end/group', { reason: ' ' });
  assert.equal(silent.statusCode, 422);
  assert.match(silent.body, /Give the reason in a few words\. Nothing was saved\./);
  const ended = await administrator.fill('/retention/end/group', { reason: 'as told' });
  assert.equal(ended.headers.location, '/retention');
  assert.ok(!(await administrator.open('/retention')).body.includes(link));
  for (const one of ['group', 'anything'])
    assert.equal((await administrator.open(`/retention/end/${one}`)).statusCode, 404);
  assert.equal((await safeguarding.open('/retention/end/group')).statusCode, 403);
});

/** Three empty boxes, as a browser sends them. */
const none = { 'until-day': '', 'until-month': '', 'until-year': '' };

test('E22: a safeguarding lead holds a class of records on a page, all see it, and somebody else lifts it', async () => {
  const hold = {
    scope: 'casework',
    ground: 'inquiry',
    authority: 'the inquiry, letter of 2 March',
    owner: safeguarding.actor.userId,
    reason: 'as told',
    ...none,
  };
  assert.match(
    (await safeguarding.open('/retention/hold')).body,
    /number to call back is in no record and no hold covers it: it goes after the call/,
    'E4: and what no hold keeps',
  );
  const wrong = await safeguarding.fill('/retention/hold', {
    ...hold,
    authority: '',
    'until-day': 'soon',
  });
  assert.equal(wrong.statusCode, 422);
  assert.match(wrong.body, /Say who asked for it, and under what/);
  assert.match(wrong.body, /There is no such date as “soon”\. Enter the last day as day, month and year\./);
  const early = await safeguarding.fill('/retention/hold', {
    ...hold,
    'until-day': '1',
    'until-month': 'March',
    'until-year': '2026',
  });
  assert.match(early.body, /It would end before it begins\. Nothing was saved\./);
  const dated = { ...hold, 'until-day': '27', 'until-month': '11', 'until-year': '2026' };
  assert.equal((await safeguarding.fill('/retention/hold', dated)).headers.location, '/retention');
  const own = (await safeguarding.open('/retention')).body;
  assert.match(own, /the inquiry, letter of 2 March/);
  assert.match(own, /<dt>Stands until<\/dt><dd><time datetime="2026-11-27">27 November 2026</);
  const lift = /\/retention\/hold\/[0-9a-f-]+\/lift/;
  assert.doesNotMatch(own, lift);
  assert.match(own, /somebody else has to lift it: another safeguarding lead, or an administrator\./);
  const seen = (await administrator.open('/retention')).body;
  assert.match(seen, /the inquiry, letter of 2 March/);
  assert.match(seen, lift);
  const other = await house.walker('safeguarding_lead');
  const [url] = lift.exec((await other.open('/retention')).body)!;
  const alone = await safeguarding.fill(url, { reason: 'as told' });
  assert.match(
    alone.body,
    /another safeguarding lead or an administrator has to lift it\. Nothing was saved/,
  );
  assert.equal((await administrator.open(url)).statusCode, 200);
  assert.equal((await practitioner.open(url)).statusCode, 403);
  assert.equal((await other.fill(url, { reason: 'as told' })).headers.location, '/retention');
  assert.doesNotMatch((await safeguarding.open('/retention')).body, /the inquiry, letter of 2 March/);
  assert.equal((await other.open(url)).statusCode, 404);
});

test('E7: an administrator sees how long concerns are kept, as they set it, and not how many there are', async () => {
  const set = {
    class: 'concern',
    months: '84',
    from: 'ended',
    agreed: 'by_two',
    owner: administrator.actor.userId,
    legalReference: 'policy 7, as told',
    reason: 'as told',
  };
  assert.equal((await administrator.fill('/retention/set', set)).statusCode, 303);
  const panel = (body: string) =>
    body.split('<section class="panel">').find(one => one.includes('policy 7'))!;
  const seen = panel((await administrator.open('/retention')).body);
  assert.match(seen, /84 months/);
  assert.match(seen, /How many there are is not shown to you\./);
  assert.doesNotMatch(seen, /Ended:|Due:/);
  assert.match(seen, /End this schedule/);
  assert.match(panel((await safeguarding.open('/retention')).body), /Ended: 0\. Due: 0\./);
});
