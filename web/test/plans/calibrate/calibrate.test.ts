import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readScenario } from '@throughcare/planning';
import type { Repository } from '@throughcare/records';
import type { Role } from '@throughcare/pathway';
import type { FastifyInstance } from 'fastify';
import { parse } from 'yaml';
import { buildApp } from '../../../src/app.ts';
import { calibrationView } from '../../../src/plans/calibrate/calibration-view.ts';
import { learnedLines } from '../../../src/plans/calibrate/learned-lines.ts';
import { uploadedSeries } from '../../../src/plans/calibrate/series-text.ts';
import { nothingObserved } from '../../../src/plans/try/observed.ts';
import type { FoundCalibration } from '../../../src/plans/calibrate/task.ts';
import { cookiesOf, formFields } from '../../post.ts';
import { readPage } from '../../read-page.ts';
import { calibrationFolder, scenarioFolder, signedInAs, testOptions, testServices } from '../../services.ts';
import { fittedBy, madeUpSeries, ours, smallDesk, smallQuestion } from './fit-small.ts';

const small = smallDesk();
let app: FastifyInstance;
let id: string;
let found: FoundCalibration;

before(async () => {
  app = await appOf();
  ({ id, found } = await fittedBy(small.desk, smallQuestion()));
});
after(async () => {
  await app?.close();
  await small.close();
});

function appOf(records: Partial<Repository> = {}): Promise<FastifyInstance> {
  const base = testServices({ calibrationDesk: small.desk });
  const services = { ...base, records: { ...base.records, as: () => records as Repository } };
  return buildApp(testOptions({ services, now: () => Date.parse('2026-03-12T12:00:00Z') }));
}

const as = (role: Role) => ({ cookie: signedInAs(role) });

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

test('a fit says in plain words whether the plan gives what was seen, before any picture, and what it does not show', async () => {
  const { html, words, status } = await readPage(app, `/plans/calibrate/${id}`, as('commissioner'));
  assert.equal(status, 200);
  const view = calibrationView(found);
  assert.ok(words.includes(view.headline));
  for (const said of [...view.checks, ...view.doesNotShow, view.heldBack!.coverage])
    assert.ok(words.includes(said), said);
  assert.ok(html.indexOf(view.checks[0]) < html.indexOf('<figure>'), 'words come first');
  // Four kinds of figure, and what was learned.
  assert.equal(html.match(/<figure>/g)!.length, 5);
  for (const { label, learned } of found.calibration.parameters)
    assert.ok(words.includes(label), `${label} ${learned}`);
});

test('every figure of the series stands in its picture: fitted before the time that was held back, not seen by the fit after', () => {
  const { figures } = calibrationView(found);
  const rows = figures.flatMap(({ table }) => table.rows);
  assert.equal(rows.length, madeUpSeries.trim().split('\n').length - 1);
  const heldBack = rows.filter(row => row.at(-1) === 'Held back: the fit had not seen these');
  assert.ok(heldBack.every(([when]) => when.endsWith('2025')) && heldBack.length === 4 * 12);
  assert.ok(rows.filter(row => !heldBack.includes(row)).every(([when]) => /202[34]$/.test(when)));
});

test('a plan that cannot give what was seen says so first, and one that is surer than it should be is told as that', () => {
  const { calibration } = found;
  const beyond = calibrationView({ ...found, calibration: { ...calibration, beyond: true } });
  assert.match(beyond.headline, /cannot give what was observed/);
  assert.match(beyond.checks[0], /Do not rely on these numbers/);
  const far = { inside: false, observed: 1e6 };
  const checks = calibration.heldBack!.checks.map(check => ({ ...check, ...far }));
  const surer = calibrationView({
    ...found,
    calibration: {
      ...calibration,
      fitted: calibration.fitted.map(check => ({ ...check, ...far })),
      heldBack: { ...calibration.heldBack!, checks, coverage: { share: 0, low: 0, high: 0.1 } },
    },
  });
  assert.ok(
    surer.checks.some(words => words.startsWith('Even with its new numbers the plan gives only 0 of the')),
  );
  assert.ok(surer.checks.some(words => /mostly more was seen than it gives/.test(words)));
  assert.ok(surer.checks.some(words => /surer of what comes than it should be: 0 of 48/.test(words)));
});

test('figures that tell nothing leave every number as it was assumed, and the page says so', () => {
  const { calibration } = found;
  const view = calibrationView({
    ...found,
    calibration: {
      ...calibration,
      heldBack: null,
      parameters: calibration.parameters.map(one => ({ ...one, learned: false })),
    },
  });
  assert.equal(view.learned, undefined);
  assert.equal(view.still.length, calibration.parameters.length);
  assert.match(view.headline, /tells nothing new of any number\.$/);
});

test('it goes out as CSV and as a scenario file that runs beside the others with what was learned', async () => {
  const data = await app.inject({ url: `/plans/calibrate/${id}/data`, headers: as('commissioner') });
  const lines = data.body.trimEnd().split('\r\n');
  const { parameters, fitted, heldBack } = found.calibration;
  assert.equal(lines.length, 1 + parameters.length + fitted.length + heldBack!.checks.length + 1);
  assert.match(lines.at(-1)!, /fitted to made-up-series\.csv, 2023-01 to 2025-12; 100 runs, seed 1/);
  const { body, headers } = await app.inject({
    url: `/plans/calibrate/${id}/file`,
    headers: as('commissioner'),
  });
  assert.match(String(headers['content-disposition']), /small-service-calibrated\.yaml/);
  const scenario = readScenario('own.yaml', name =>
    name === 'own.yaml' ? body : readFileSync(join(calibrationFolder, name), 'utf8'),
  );
  const drawn = Object.entries(scenario.parameters).flatMap(([name, one]) => (one.drawn ? [name] : []));
  assert.deepEqual(drawn.sort(), parameters.flatMap(one => (one.learned ? [one.parameter] : [])).sort());
});

test('what was learned fits into a link, with the lines that were given, and the draws of one row stay together', () => {
  const drawn = (shift: number) => ({
    label: 'L',
    drawn: { together: 't', values: Array.from({ length: 200 }, (_, k) => shift + k) },
    unit: 'people',
    source: 'S',
    note: 'N',
  });
  const posterior = JSON.stringify({ extends: 'base.yaml', parameters: { a: drawn(0), b: drawn(1000) } });
  const text = learnedLines(
    'begins: 2024-01-01\nparameters:\n  c: { label: C, value: 1, unit: people }',
    posterior,
  )!;
  assert.ok(text.length <= 4000);
  const read = parse(text) as {
    begins: string;
    extends?: string;
    parameters: Record<string, { drawn: { values: number[] }; value?: number }>;
  };
  assert.equal(read.begins, '2024-01-01');
  assert.equal(read.extends, undefined, 'it stands on whichever plan is tried');
  assert.equal(read.parameters['c'].value, 1);
  const [a, b] = ['a', 'b'].map(name => read.parameters[name].drawn.values);
  assert.ok(a.length >= 20 && a.length === b.length);
  a.forEach((value, k) => assert.equal(b[k], 1000 + value));
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, k) => [`p${k}`, drawn(k)]));
  assert.equal(learnedLines('', JSON.stringify({ parameters: many })), null, 'too many for a link');
});

test('a fit of a plan that can be tried leads to the page on which it is tried, with what was learned', async () => {
  const series = {
    name: 'arrests.csv',
    csv: 'period,stage,statistic,value\n2027-01,investigation,came,800\n2027-02,investigation,came,820\n2027-03,investigation,came,850\n',
  };
  const { id: other, found: fit } = await fittedBy(
    small.desk,
    smallQuestion({ scenario: 'base', series, heldBack: 1 }),
  );
  const { html } = await readPage(app, `/plans/calibrate/${other}`, as('commissioner'));
  const href = /href="(\/plans\/try\?[^"]*)"/.exec(html)![1].replaceAll('&amp;', '&');
  const asked = new URLSearchParams(href.split('?')[1]);
  assert.deepEqual([asked.get('one'), asked.get('lines')], ['base', fit.tried]);
  const read = testServices().planDesk.files.read({
    scenarios: ['base', asked.get('two')!],
    settings: new Map(),
    lines: fit.tried!,
    observed: nothingObserved,
  });
  assert.ok(read.ok, JSON.stringify(read));
  assert.match(read.scenarios[0].parameters['arrests'].source!, /Calibrated to arrests\.csv/);
  small.desk.forget(small.desk.find(ours, other)!);
});

test('E16: a fit to the service’s own months is for analysts alone, and to a commissioner it is not there', async () => {
  const { id: own } = await fittedBy(small.desk, smallQuestion({ ownRecord: true }));
  for (const url of [
    `/plans/calibrate/${own}`,
    `/plans/calibrate/${own}/data`,
    `/plans/calibrate/${own}/file`,
  ]) {
    assert.equal((await app.inject({ url, headers: as('analyst') })).statusCode, 200, url);
    assert.equal((await app.inject({ url, headers: as('commissioner') })).statusCode, 404, url);
  }
  const list = await readPage(app, '/plans/calibrate', as('commissioner'));
  assert.ok(list.html.includes(id) && !list.html.includes(own));
  assert.ok((await readPage(app, '/plans/calibrate', as('analyst'))).html.includes(own));
  small.desk.forget(small.desk.find(ours, own)!);
});

test('another organisation’s fit is not there, nor one that was thrown away, nor one that never was', async () => {
  const { id: theirs } = await fittedBy(small.desk, smallQuestion({ organisation: 'another' }));
  for (const url of [theirs, '0'.repeat(32), '..%2f..%2fpackage', 'constructor']) {
    const { statusCode } = await app.inject({ url: `/plans/calibrate/${url}`, headers: as('analyst') });
    assert.equal(statusCode, 404, url);
  }
  assert.ok(!(await readPage(app, '/plans/calibrate', as('analyst'))).html.includes(theirs));
  small.desk.forget(small.desk.find('another', theirs)!);
  assert.equal(small.desk.find('another', theirs), undefined);
});

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
  const withRecord = await appOf({
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

test('without signing in nobody sees any of it, and other roles are refused', async () => {
  for (const url of ['/plans/calibrate', `/plans/calibrate/${id}`]) {
    assert.equal((await app.inject({ url })).statusCode, 303);
    assert.equal((await app.inject({ url, headers: as('practitioner') })).statusCode, 403);
  }
});

test('the plan of one service is offered here, and not where two plans are compared', async () => {
  const { html } = await readPage(app, '/plans/calibrate', as('analyst'));
  assert.match(html, /<option value="small-service">A small service</);
  assert.ok(!testServices().planDesk.files.choices.some(({ name }) => name === 'small-service'));
  assert.ok(readdirSync(scenarioFolder).includes('base.yaml'));
});
