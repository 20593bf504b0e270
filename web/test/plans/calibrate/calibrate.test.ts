import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario } from '@throughcare/planning';
import type { FastifyInstance } from 'fastify';
import { parse } from 'yaml';
import { calibrationView } from '../../../src/plans/calibrate/calibration-view.ts';
import { learnedLines } from '../../../src/plans/calibrate/learned-lines.ts';
import { nothingObserved } from '../../../src/plans/try/observed.ts';
import type { FoundCalibration } from '../../../src/plans/calibrate/task.ts';
import { readPage } from '../../read-page.ts';
import { calibrationFolder, scenarioFolder, testServices } from '../../services.ts';
import { appOf, as } from './app-of.ts';
import { fittedBy, madeUpSeries, ours, smallDesk, smallQuestion } from './fit-small.ts';

const small = smallDesk();
let app: FastifyInstance;
let id: string;
let found: FoundCalibration;

before(async () => {
  app = await appOf(small.desk);
  ({ id, found } = await fittedBy(small.desk, smallQuestion()));
});
after(async () => {
  await app?.close();
  await small.close();
});

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
      heldBack: { ...calibration.heldBack!, checks, asFew: 0.005 },
      fittedAsFew: 0.005,
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
