import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '../../src/commands/plan.ts';
import { calling } from './calling.ts';

const numbers = (own: string): string => `parameters:
  rate: { label: rate, value: 24, unit: people a week, date: 2027, source: Made up }
  none: { label: none, value: 0, unit: in 100 a year, date: 2027, source: Made up }
  never: { label: never, value: 0, unit: in 100, date: 2027, source: Made up }
  year: { label: year, value: 1, unit: years, date: 2027, source: Made up }
  mean: { label: mean, value: 0.7, unit: days, date: 2027, source: Made up }
  ${own}
`;
const desk = (name: string, cost: string, own: string): string => `name: ${name}
summary: As many places as come.
side: other
begins: 2027-01-01
years: 1
drawnYear: 1
place: desk
doesNotWeigh: [Nothing]
arrivals: { label: People, to: desk, rate: rate, growth: none }
detectedReoffending: { share: never, within: year, returnsTo: desk }
stages:
  desk:
    label: Desk
    stay: { exponential: { mean: mean } }
    next: [{ rest: leaves }]
    cost: { ${cost} }
${numbers(own)}`;

const call = calling(plan);

test('plan even finds the price at which two ways of paying come out even, the same on any number of threads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-even-'));
  try {
    const [first, second] = ['a.yaml', 'b.yaml'].map(name => join(folder, name));
    writeFileSync(
      first,
      desk(
        'By the start',
        'perStart: price',
        'price: { label: Price, uniform: [5, 25], unit: £, date: 2027 }',
      ),
    );
    writeFileSync(
      second,
      desk(
        'By the head',
        'perArrival: flat',
        'flat: { label: Flat, value: 10, unit: £, date: 2027, source: Made up }',
      ),
    );
    const args = ['even', first, second, '--parameter', 'price', '--runs', '4', '--json'];
    const { status, out } = await call(...args);
    assert.equal(status, 0);
    const found = JSON.parse(out) as { at: number; low: number; high: number; unit: string };
    // Whoever comes begins: 10 £ a head is 10 £ a start.
    assert.ok(Math.abs(found.at - 10) < 1e-6 && found.low <= found.at && found.at <= found.high, out);
    assert.equal(found.unit, '£');
    assert.equal((await call(...args, '--threads', '1')).out, out);
    const { out: words } = await call(...args.slice(0, -1));
    assert.match(words, /Both come out even at 10 \(95% 10 to 10\), all else being as uncertain as it is\./);
    const { status: wrong, err } = await call('even', first, second, '--parameter', 'prise');
    assert.deepEqual(
      [wrong, err],
      [2, 'Neither plan uses a parameter prise. Look for its name in the files.\nNothing was run.\n'],
    );
    const { err: certain } = await call('even', first, second, '--parameter', 'mean');
    assert.match(certain, /mean is certain in these plans, so say where to search: --from and --to\./);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
