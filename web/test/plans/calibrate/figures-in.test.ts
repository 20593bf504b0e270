import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Repository } from '@throughcare/records';
import type { Role } from '@throughcare/pathway';
import type { FastifyInstance } from 'fastify';
import { uploadedSeries } from '../../../src/plans/calibrate/series-text.ts';
import { cookiesOf, formFields } from '../../post.ts';
import { signedInAs } from '../../services.ts';
import { appOf, as } from './app-of.ts';
import { madeUpSeries, ours, smallDesk } from './fit-small.ts';

const small = smallDesk();
let app: FastifyInstance;
before(async () => {
  app = await appOf(small.desk);
});
after(async () => {
  await app?.close();
  await small.close();
});

/** Sends the form of a fit, with a file where one is given. */
async function send(
  to: FastifyInstance,
  role: Role,
  typed: Record<string, string>,
  upload?: { readonly name: string; readonly body: string },
) {
  const shown = await to.inject({ url: '/plans/calibrate', headers: as(role) });
  const fields = { ...formFields(shown.body, '/plans/calibrate'), ...typed };
  const boundary = 'canary-boundary';
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (upload)
    parts.push(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${upload.name}"\r\n\r\n${upload.body}\r\n`,
    );
  return to.inject({
    method: 'POST',
    url: '/plans/calibrate',
    headers: {
      cookie: cookiesOf(shown, signedInAs(role)),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: `${parts.join('')}--${boundary}--\r\n`,
  });
}

test('figures come as a file or as lines, each fault is told by its line, and the lines are there to be mended', async () => {
  const bad = 'period,stage,statistic,value\n2024-13,programme,came,12\n2024-02,programe,came,12\n';
  for (const answer of [
    await send(app, 'commissioner', { scenario: 'small-service', series: bad }),
    await send(app, 'commissioner', { scenario: 'small-service' }, { name: 'own.csv', body: bad }),
  ]) {
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /Line 2\.<\/strong> The period is 2024-13/);
    assert.match(answer.body, /Line 3\.<\/strong> There is no stage programe\. Did you mean programme\?/);
    assert.match(answer.body, /<textarea[^>]*name="series"[^>]*>period,stage[\s\S]*2024-13/);
  }
  const early = await send(app, 'analyst', {
    scenario: 'base',
    series: madeUpSeries.replaceAll('assessment', 'investigation'),
  });
  assert.match(early.body, /lies before the plan begins \(2027-01-01\)/);
  const lines = await send(app, 'analyst', { scenario: 'base', lines: 'begins: soon', series: madeUpSeries });
  assert.match(lines.body, /Line 1\./);
  const back = await send(app, 'analyst', {
    scenario: 'small-service',
    series: madeUpSeries,
    heldBack: '36',
  });
  assert.match(back.body, /Hold back a whole number from 0 to 35/);
  assert.match((await send(app, 'analyst', { scenario: 'small-service' })).body, /Choose a file of figures/);
});

test('the same figures are the same fit, however they come, and what is kept of them is figures alone', async () => {
  const withWords = `"period", stage,statistic,value\r\n${madeUpSeries.trim().split('\n').slice(1).reverse().join('\r\n')}\r\n\r\n`;
  const answer = await send(
    app,
    'analyst',
    { scenario: 'small-service' },
    { name: 'made-up-series.csv', body: withWords },
  );
  assert.equal(answer.statusCode, 303);
  const begun = small.desk.find(ours, String(answer.headers.location).split('/').at(-1)!)!;
  assert.equal(begun.question.series.csv.split('\n')[0], 'period,stage,statistic,value');
  assert.equal(begun.question.heldBack, 12, 'a year, unless it is said otherwise');
  small.desk.forget(begun);
});

test('E1: a file that is no table of figures is refused whatever it is called, and none of it is kept', async () => {
  const folders = () => small.desk.list(ours).length;
  const kept = folders();
  const disguised = [
    ['own.csv', '\u0089PNG\r\n\u001a\n'],
    ['own.csv', '%PDF-1.7\n'],
    ['own.csv', 'PK\u0003\u0004'],
    ['own.csv', `period,stage,statistic,value\n${'x'.repeat(600)}\n`],
    ['own.png', 'period,stage,statistic,value\n2024-01,programme,came,1\n'],
    ['own.csv', `period,stage,statistic,value\n${'2024-01,programme,came,1\n'.repeat(5000)}`],
  ];
  for (const [name, body] of disguised) {
    const answer = await send(app, 'analyst', { scenario: 'small-service' }, { name, body });
    assert.equal(answer.statusCode, 422, `${name} ${body.slice(0, 10)}`);
  }
  assert.equal(folders(), kept);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async bytes => {
      const read = await uploadedSeries({
        name: 'own.csv',
        // oxlint-disable-next-line require-await -- a file comes so
        bytes: (async function* () {
          yield Buffer.from(bytes);
        })(),
      });
      // Whatever is let in is text, to the last byte.
      if (read.ok) assert.deepEqual(Buffer.from(read.text), Buffer.from(bytes));
    }),
    { numRuns: 200 },
  );
});

test('an analyst’s own months are counted in the extract without identity, whole months alone; nobody else’s request reads it', async () => {
  let extracts = 0;
  const head =
    'record,spell,sentenced_month,convicted_month,disposal,term_months,requirement,order_ended_month,order_ended_how,programme,basis,enrolled_month,started_month,completed_month,left_month,sessions_attended';
  const rows = Array.from({ length: 40 }, (_, k) => {
    const month = (of: number) => `${2024 + Math.floor(of / 12)}-${String(1 + (of % 12)).padStart(2, '0')}`;
    return `r${k},1,${month(k % 24)},,community_order,24,programme,,,,requirement,${month(k % 24)},${month(2 + (k % 24))},,,3`;
  });
  // One more in the month that is not over.
  const csv = [head, ...rows, 'r40,1,2026-03,,community_order,24,programme,,,,requirement,2026-03,,,,0'];
  const withRecord = await appOf(small.desk, {
    extract: () => {
      extracts++;
      return Promise.resolve({ csv: csv.map(line => `${line}\n`) });
    },
  } as unknown as Partial<Repository>);
  const typed = { scenario: 'small-service', source: 'own' };
  const refused = await send(withRecord, 'commissioner', typed);
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /Only an analyst may count/);
  assert.equal(extracts, 0);
  const late = await send(withRecord, 'analyst', { ...typed, lines: 'begins: 2026-06-01' });
  assert.match(late.body, /no whole month since the plan begins \(2026-06-01\)/);
  const answer = await send(withRecord, 'analyst', typed);
  assert.equal(answer.statusCode, 303);
  const begun = small.desk.find(ours, String(answer.headers.location).split('/').at(-1)!)!;
  assert.ok(begun.question.ownRecord);
  const months = begun.question.series.csv
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.slice(0, 7));
  assert.deepEqual([months[0], months.at(-1)], ['2023-03', '2026-02']);
  small.desk.forget(begun);
  await withRecord.close();
});
