import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LEAVES } from '../../src/engine/network.ts';
import type { Network, Stage, StageTerms } from '../../src/engine/network.ts';
import type { Duration } from '../../src/engine/duration.ts';
import { simulate } from '../../src/engine/simulate.ts';

const stage = (luck: number, stay: Duration, to: number, terms: StageTerms, startInside = 0): Stage => ({
  name: `stage ${luck}`,
  luck,
  places: [{ at: 0, places: Infinity }],
  stay,
  next: [{ from: -Infinity, to: [to], share: [1] }],
  startWaiting: 0,
  startInside,
  terms,
});

/** Held for `held`, then in prison for what `sentence` leaves of it. */
const heldThenSentenced = (held: Duration, sentence: Duration, share: number, rate = 2): Network => ({
  terms: ['sentence'],
  stages: [
    stage(0, held, 1, { counts: [{ term: 0 }] }),
    stage(1, sentence, LEAVES, { less: [{ term: 0, share }] }),
  ],
  sources: [{ name: 'source', luck: 0, to: 0, rate, growth: 0, deterred: 0, deterredFrom: 0 }],
  periodEnds: [2000, 12_000],
});

test('a stay is shorter by that share of what was served elsewhere, and never shorter than nothing', () => {
  for (const [held, sentence, share, whole] of [
    [3, 5, 1, 5],
    [3, 5, 0.5, 6.5],
    [3, 5, 0, 8],
    [7, 5, 1, 7],
  ]) {
    const s = simulate(
      heldThenSentenced({ kind: 'fixed', mean: held }, { kind: 'fixed', mean: sentence }, share),
      1,
    );
    assert.ok(Math.abs(s.timeInFlowSum[1] / s.leftInPeriod[1] - whole) < 1e-9, `${held} of ${sentence}`);
  }
});

test('as many are in prison as the time held before leaves of the sentences, by its closed form', () => {
  // E max(0, b - X) of an exponential X with mean a is b - a (1 - exp(-b / a)).
  const [a, b, rate] = [4, 6, 2];
  const s = simulate(
    heldThenSentenced({ kind: 'exponential', mean: a }, { kind: 'fixed', mean: b }, 1, rate),
    3,
  );
  const mean = s.insideTime[2 + 1] / 10_000;
  const expected = rate * (b - a * (1 - Math.exp(-b / a)));
  // 20,000 people of a standard deviation below b.
  assert.ok(Math.abs(mean / expected - 1) < (4 * b) / Math.sqrt(20_000) / (expected / rate), `${mean}`);
});

/** How many recalls a licence with `left` to run brings: f(t) is the integral of h exp(-h u) (1 + f(t - u - recall)). */
function recallsExpected(length: number, hazard: number, recall: number, steps = 4000): Float64Array {
  const step = length / steps;
  const f = new Float64Array(steps + 1);
  for (let i = 1; i <= steps; i++) {
    // By its ordinary differential equation: f' = h (1 + f(t - recall) - f).
    const before = Math.max(0, Math.round(i - 0.5 - recall / step));
    f[i] = f[i - 1] + step * hazard * (1 + f[before] - f[i - 1]);
  }
  return f;
}

test('a licence ends on its day, for those who were on it at the start too, however often they are recalled', () => {
  const [length, recall, hazard, there] = [100, 20, 0.03, 4000];
  const licence = (startInside: number, rate: number): Network => ({
    terms: ['licence'],
    stages: [
      {
        ...stage(
          0,
          { kind: 'fixed', mean: length },
          LEAVES,
          { counts: [{ term: 0 }], less: [{ term: 0, share: 1 }] },
          startInside,
        ),
        risks: [{ risk: 0, waiting: 0, inside: 1 }],
      },
      stage(1, { kind: 'fixed', mean: recall }, 0, { counts: [{ term: 0 }] }),
    ],
    sources: [{ name: 'source', luck: 0, to: 0, rate, growth: 0, deterred: 0, deterredFrom: 0 }],
    risks: [{ name: 'recall', luck: 0, hazard: [{ from: 0, rate: hazard }], clock: 'at risk', to: 1 }],
    periodEnds: [length + recall, 4000],
  });
  const f = recallsExpected(length, hazard, recall);
  const near = (count: number, expected: number): void =>
    assert.ok(Math.abs(count - expected) < 5 * Math.sqrt(expected), `${count}, not near ${expected}`);

  const began = simulate(licence(0, 1), 5);
  near(began.happened[0] + began.happened[2], (4000 - length / 2) * f.at(-1)!);
  // What a recall takes is not added to the licence, but for one that goes on beyond its end.
  const longest = (length + recall) * began.left;
  const spent = began.timeInFlowSum[0] + began.timeInFlowSum[1];
  assert.ok(spent >= length * began.left - 1e-6 && spent < longest, `${spent / began.left} days`);

  const stock = simulate(licence(there, 0), 5);
  assert.equal(stock.present, 0);
  assert.equal(stock.leftInPeriod[1], 0, 'nobody has more of it left than all');
  near(stock.happened[0], (there * f.reduce((sum, each) => sum + each, 0)) / f.length);
});

test('what begins a term anew forgets what was served of it, and a new person has served nothing', () => {
  const network = heldThenSentenced({ kind: 'fixed', mean: 3 }, { kind: 'fixed', mean: 5 }, 1);
  const [held, sentenced] = network.stages;
  const s = simulate(
    { ...network, stages: [{ ...held, terms: { ...held.terms, anew: [0] } }, sentenced] },
    1,
  );
  assert.ok(Math.abs(s.timeInFlowSum[1] / s.leftInPeriod[1] - 8) < 1e-9);
});

test('a term that cannot be served is refused in a sentence', () => {
  const network = heldThenSentenced({ kind: 'fixed', mean: 3 }, { kind: 'fixed', mean: 5 }, 1);
  const first = (changed: Partial<Stage>): Network => ({
    ...network,
    stages: [{ ...network.stages[0], ...changed }, network.stages[1]],
  });
  const both: StageTerms = { counts: [{ term: 0 }], less: [{ term: 0, share: 1 }] };
  for (const [wrong, says] of [
    [first({ terms: { counts: [{ term: 4 }] } }), /names term 4, which the network does not have/],
    [first({ stay: 'instant' }), /is instant, so no term can be served there/],
    [first({ groups: { atLeast: 1, atMost: 2 } }), /a group ends together/],
    [first({ terms: { less: [{ term: 0, share: 2 }] } }), /a share was 2/],
    [first({ terms: both, stay: { kind: 'exponential', mean: 3 } }), /give it a fixed one/],
  ] as const) {
    assert.throws(() => simulate(wrong, 1), says);
  }
});

test('terms that nobody serves change nothing of a run', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), seed => {
      const network = heldThenSentenced(
        { kind: 'gamma', mean: 3, spread: 0.5 },
        { kind: 'exponential', mean: 5 },
        0,
      );
      const { terms: _, ...without } = network;
      const bare = without.stages.map(({ terms: __, ...own }) => own);
      const short = { periodEnds: [20, 60] };
      assert.deepEqual(
        simulate({ ...network, ...short }, seed),
        simulate({ ...without, ...short, stages: bare }, seed),
      );
    }),
    { numRuns: 20 },
  );
});
