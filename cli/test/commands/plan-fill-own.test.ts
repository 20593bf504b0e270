import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { decideHistory, serviceHistory, signsInAs } from '@throughcare/demo';
import { attendanceOutcomes, day } from '@throughcare/pathway';
import type { CaseState, Enrolment } from '@throughcare/pathway';
import { readScenario } from '@throughcare/planning';
import type { PlanAlone, Scenario } from '@throughcare/planning';
import { extract } from '../../src/commands/extract.ts';
import { plan } from '../../src/commands/plan.ts';
import { fillDemonstration } from '../../src/serve/demonstration.ts';
import { listening, openDataFolder } from './data-folder.ts';

const today = day('2026-11-02');
const people = 1000;
const base = join(import.meta.dirname, '../../../examples/plans/base.yaml');

let top: string;
let own: Scenario;
before(async () => {
  const { dataFolder, server, records, ...folder } = await openDataFolder();
  top = folder.top;
  try {
    await fillDemonstration({
      records,
      folder: dataFolder,
      people,
      now: Date.parse(`${today}T10:00:00Z`),
      tell: () => undefined,
      stop: new AbortController().signal,
    });
    const file = join(top, 'own.csv');
    const { said, io } = listening();
    const asked = ['--as', signsInAs('analyst'), '--out', file, '--data', dataFolder];
    assert.equal(await extract.run(asked, io), 0, said.err);
    const filled = join(top, 'own.yaml');
    assert.equal(await plan.run(['fill', base, '--extract', file, '--out', filled], io), 0, said.err);
    own = readScenario(filled, name => readFileSync(name, 'utf8'));
  } finally {
    await records.close();
    await server.stop();
  }
});
after(() => rmSync(top, { recursive: true, force: true }));

/** What the made-up service did, decided anew without a database: the enrolments that an extract shows beside a sentence. */
function enrolments(): Enrolment[] {
  const streams = [...serviceHistory(1, people, today).streams()].filter(({ kind }) => kind === 'case');
  return streams.flatMap(stream => {
    const state = decideHistory(stream).state as CaseState;
    const sentences = state.orders.filter(
      ({ activates, proceedings }) =>
        activates === null &&
        state.proceedings.find(one => one.id === proceedings)?.stage !== 'ended_without_conviction',
    );
    return sentences.flatMap(({ from }, i): Enrolment[] => {
      const next = sentences[i + 1]?.from ?? '9999-12-31';
      return state.enrolments.filter(({ since }) => since >= from && since < next).slice(0, 1);
    });
  });
}
const began = ({ attendances }: Enrolment): boolean =>
  attendances.some(({ code }) => attendanceOutcomes[code].attended);

test('the service’s own extract fills a plan with what its made-up history did', () => {
  const all = enrolments();
  const { parameters } = own;
  const source = 'The service’s own extract own.csv';
  const on = all.filter(one => began(one) && one.endedOn === null).length;
  const waiting = all.filter(one => !began(one) && one.endedOn === null).length;
  for (const [name, count] of [
    ['programme-now', on],
    ['programme-waiting', waiting],
  ] as const) {
    if (count >= 10)
      assert.deepEqual([parameters[name].value, parameters[name].source], [count, source], name);
    else assert.notEqual(parameters[name].source, source, name);
  }
  const ended = all.filter(one => began(one) && one.endedOn !== null);
  const finished = ended.filter(({ status }) => status === 'programme_complete').length;
  const { yes, of } = parameters['programme-completed'].counted!;
  const error = Math.sqrt((yes * (of - yes)) / of ** 3);
  assert.ok(
    Math.abs(yes / of - finished / ended.length) < 3 * error,
    `${yes} of ${of}; ${finished} of ${ended.length}`,
  );
});

test('the plan with the service’s own numbers runs, and names them as its own', async () => {
  const { said, io } = listening();
  assert.equal(
    await plan.run(['run', join(top, 'own.yaml'), '--replications', '2', '--json'], io),
    0,
    said.err,
  );
  const { assumptions, statistics } = JSON.parse(said.out) as PlanAlone;
  const ours = assumptions.filter(({ source }) => source?.startsWith('The service’s own extract'));
  assert.ok(ours.length >= 3, `${ours.length} are the service's own`);
  assert.ok(statistics.every(({ low, middle, high }) => low <= middle && middle <= high));
});
