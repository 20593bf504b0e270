import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { raisedFrom, stillCome } from '../../src/scenario/compile/threat.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { madeUp, runOf } from './made-up.ts';

const open = `open:
  label: Open
  stay: until the end`;
const by = '[{ elasticity: response, from: now, to: tried }]';

/** How many come in ten years, five of them under the threat, and how many were kept away. */
function threatened(response: string, tried: string, rest = ''): { came: number; away: number } {
  const { s } = runOf(
    madeUp({
      years: 10,
      arrivals: `, deterred: { after: later, by: ${by}${rest} }`,
      numbers: {
        rate: '400 people a month',
        later: '5 years',
        response: `${response} per cent fewer for each per cent more`,
        now: '20 in 100',
        tried: `${tried} in 100`,
        ...(rest === '' ? {} : { half: '50 in 100' }),
      },
      stages: open,
    }),
  );
  return { came: s.came, away: s.deterred.reduce((sum, each) => sum + each, 0) };
}

const expected = 400 * 12 * 5;
const near = (count: number, mean: number): void =>
  assert.ok(Math.abs(count - mean) < 4 * Math.sqrt(mean), `${count}, not near ${mean}`);

test('as many stay away as the elasticity says of the ratio of the threats, from its day on', () => {
  // Twice as firm at an elasticity of 1 keeps half away, four times as firm at a half likewise, and at 0 nobody.
  near(threatened('1', '40').away, expected / 2);
  near(threatened('0.5', '80').away, expected / 2);
  near(threatened('0.5', '80').came, expected * 1.5);
  assert.equal(threatened('0', '80').away, 0);
  assert.equal(threatened('1', '20').away, 0);
});

test('a share that is given comes on top of what the threat does', () => {
  near(threatened('1', '40', ', share: half').away, expected * 0.75);
});

test('a threat that is weaker than it was lets more come, and keeps nobody away', () => {
  const { came, away } = threatened('1', '10');
  assert.equal(away, 0);
  near(came, expected + expected * 2);
});

test('the same people come for the same luck, whatever the threat', () => {
  const free = threatened('0', '40');
  const some = threatened('1', '40');
  assert.equal(some.came + some.away, free.came);
});

test('threats multiply, and each is undone by its opposite', () => {
  const share = fc.double({ min: 0.01, max: 1, noNaN: true });
  const elasticity = fc.double({ min: 0, max: 3, noNaN: true });
  fc.assert(
    fc.property(share, share, elasticity, (a, b, e) => {
      const row = (from: string, to: string) => ({ elasticity: 'e', from, to });
      const of = (...rows: ReturnType<typeof row>[]): number =>
        stillCome({ after: 'x', by: rows }, { a, b, e, x: 0 });
      const there = of(row('a', 'b'));
      assert.ok(Math.abs(there * of(row('b', 'a')) - 1) < 1e-12);
      assert.ok(Math.abs(of(row('a', 'b'), row('b', 'a')) - 1) < 1e-12);
      assert.ok(b >= a ? there <= 1 : there >= 1);
    }),
  );
});

test('steps of arrivals keep their days, each so many times as high from the day of the threat on', () => {
  const steps = [
    { from: 10, factor: 2 },
    { from: 30, factor: 5 },
  ];
  assert.deepEqual(raisedFrom(steps, 20, 3), [
    { from: 10, factor: 2 },
    { from: 20, factor: 6 },
    { from: 30, factor: 15 },
  ]);
  assert.deepEqual(raisedFrom([], 0, 3), [{ from: 0, factor: 3 }]);
  assert.deepEqual(raisedFrom(steps, 30, 2).at(-1), { from: 30, factor: 10 });
});

test('a threat that says nothing, is measured against none or in another unit is told by line with its mend', () => {
  const told = (deterred: string, numbers: Readonly<Record<string, string>> = {}): string => {
    const all = {
      rate: '1 people a month',
      later: '5 years',
      response: '1 per cent fewer for each per cent more',
      now: '20 in 100',
      tried: '40 in 100',
      ...numbers,
    };
    try {
      madeUp({ arrivals: `, deterred: ${deterred}`, numbers: all, stages: open });
      return 'nothing';
    } catch (error) {
      if (error instanceof ScenarioError) return error.message;
      throw error;
    }
  };
  assert.match(told('{ after: later }'), /:\d+:\d+ Nothing says how many are deterred\. Add by:/);
  assert.match(
    told(`{ after: later, by: ${by} }`, { now: '0 in 100' }),
    /now can be 0, and this place needs more/,
  );
  assert.match(
    told(`{ after: later, by: ${by} }`, { tried: '4 years' }),
    /tried is in years, and this place needs in 100/,
  );
  assert.match(told(`{ after: later, by: ${by} }`, { response: '1 times' }), /response is in times/);
  // A threat may be of any kind, so long as both of its ends are.
  assert.equal(told(`{ after: later, by: ${by} }`, { now: '3 years', tried: '4 years' }), 'nothing');
});
