import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScenario, readSeries } from '@throughcare/planning';
import { plan } from '../../src/commands/plan.ts';
import { calling } from './calling.ts';

const base = join(import.meta.dirname, '../../../examples/plans/base.yaml');
let folder: string;
before(() => (folder = mkdtempSync(join(tmpdir(), 'plan-fill-'))));
after(() => rmSync(folder, { recursive: true }));

const call = calling(plan, 'fill');

function writeExtract(): string {
  const file = join(folder, 'spells.csv');
  const head =
    'record,spell,sentenced_month,convicted_month,disposal,term_months,requirement,enrolled_month,started_month,completed_month,left_month';
  const row = (i: number): string =>
    `r${i},1,2025-01,2025-01,community_order,24,${i % 2 ? 'programme' : 'none'},2025-02,2025-05,${i % 3 ? '2025-11' : ''},${i % 3 ? '' : '2025-08'}`;
  writeFileSync(
    file,
    [head, ...Array.from({ length: 60 }, (_, i) => row(i)), 'z,1,2026-09,2026-09,fine,,none,,,,'].join('\n'),
  );
  return file;
}

test('plan fill writes a scenario that extends the plan, with the service’s own numbers, their source and date', async () => {
  const out = join(folder, 'own.yaml');
  const series = join(folder, 'own.csv');
  const {
    status,
    out: said,
    err,
  } = await call(base, '--extract', writeExtract(), '--out', out, '--series', series);
  assert.equal(status, 0, err);
  const own = readScenario(out, name => readFileSync(name, 'utf8'));
  assert.deepEqual(own.parameters['programme-completed'].counted, { yes: 40, of: 60 });
  assert.deepEqual(own.parameters['programme-share'].counted, { yes: 30, of: 60 });
  assert.equal(own.parameters['programme-completed'].source, 'The service’s own extract spells.csv');
  assert.equal(own.parameters['programme-completed'].date, '2026-09');
  assert.match(own.parameters['programme-completed'].note!, /Assumed before: 60 to 90 in 100/);
  const time = own.parameters['programme-time'].lognormal!;
  assert.equal(time.median, 6);
  // E16: nobody waits, so that number stays as it was, and says so.
  assert.match(said, /Left as it was: People who wait for a programme today\. Fewer than 10 people/);
  assert.ok(own.parameters['programme-waiting'].uniform);
  const past = { ...own, begins: '2020-01-01' };
  const { figures } = readSeries(series, readFileSync(series, 'utf8'), past);
  assert.ok(figures.length > 100);
  assert.equal(figures.at(-1)!.period, '2026-08', 'the last month of an extract may not be over');
  const late = ['--extract', writeExtract(), '--out', join(folder, 'late.yaml'), '--series', series];
  const refused = await call(base, ...late, '--from', '2026-09');
  assert.equal(refused.status, 2);
  assert.match(refused.err, /--from was 2026-09, and the last whole month of spells\.csv is 2026-08/);
  assert.equal(existsSync(join(folder, 'late.yaml')), false, 'nothing is written');
});

test('a released effect takes its parameter’s place with its interval; another number is refused', async () => {
  const release = join(folder, 'release.json');
  writeFileSync(
    release,
    JSON.stringify({
      format: 'throughcare-study-release/2',
      study: 'Required against alone',
      madeUp: true,
      standsOn: { ranAt: '2026-11-01' },
      outcome: { detected: 'any detected reoffence' },
      pairs: [
        {
          first: 'required',
          second: 'alone',
          labels: ['Required', 'Alone'],
          conclusion: { verdict: 'lower' },
          effects: [
            { measure: 'hazard ratio', method: 'Cox', value: 0.7, lower: 0.5, upper: 0.98, level: 0.95 },
          ],
        },
      ],
    }),
  );
  const out = join(folder, 'effect.yaml');
  const args = [base, '--out', out, '--release', release, '--effect'];
  assert.equal((await call(...args, 'programme-effect=required/alone')).status, 0);
  const own = readScenario(out, name => readFileSync(name, 'utf8'));
  const { median, sigma } = own.parameters['programme-effect'].lognormal!;
  assert.ok(Math.abs(median - Math.sqrt(0.5 * 0.98)) < 1e-4 && sigma > 0.1);
  assert.match(own.parameters['programme-effect'].source!, /^Made-up people: /);
  const wrong = await call(...args, 'arrests=required/alone');
  assert.equal(wrong.status, 2);
  assert.match(
    wrong.err,
    /arrests is no hazard ratio of this plan; these are: reference, custody-effect, programme-effect/,
  );
  assert.equal((await call(base, '--out', out)).status, 2);
  assert.equal((await call(base, '--out', out, '--release', release)).status, 2);
});
