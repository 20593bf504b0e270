import fc from 'fast-check';
import type { Condition, Network, Stage, StageTerms } from '../../src/engine/network.ts';
import { refuseUnreached } from '../../src/engine/refuse/unreached.ts';
import type { Duration } from '../../src/engine/duration.ts';
import type { Risk } from '../../src/engine/risk.ts';
import type { Source } from '../../src/engine/source.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const small = fc.integer({ min: 0, max: 4 });

const duration: fc.Arbitrary<Duration> = fc.constantFrom<Duration>(
  { kind: 'fixed', mean: 2 },
  { kind: 'exponential', mean: 3 },
  { kind: 'gamma', mean: 3, spread: 1.4 },
  { kind: 'lognormal', mean: 3, spread: 0.5 },
  { kind: 'weibull', mean: 2, shape: 0.7 },
  { kind: 'uniform', from: 0, to: 4 },
  { kind: 'empirical', values: [1, 2, 5], weights: [2, 0, 1] },
);

const condition = (stages: number): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.record({
      of: fc.constant('attribute' as const),
      index: fc.constant(0),
      atLeast: fc.constantFrom(0, 1),
    }),
    fc.record({
      of: fc.constantFrom('waiting' as const, 'inside' as const),
      index: fc.integer({ min: 0, max: stages - 1 }),
      below: small,
    }),
    fc.record({ of: fc.constant('times round' as const), index: fc.constant(0), atLeast: small }),
  );

/** Leaves out what was drawn as null: an option that a network does not use. */
const chosen = <T extends object>(options: { [K in keyof T]: T[K] | null }): Partial<T> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null)) as Partial<T>;

const anyStage = (stages: number): fc.Arbitrary<Omit<Stage, 'name' | 'luck'>> => {
  const to = fc.integer({ min: -1, max: stages - 1 });
  const when = fc.array(condition(stages), { maxLength: 2 });
  const routes = fc.tuple(to, to, share).map(([a, b, first]) => ({ to: [a, b], share: [first, 1 - first] }));
  const option = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 2 });
  return fc
    .record({
      places: fc.tuple(small, small),
      stay: fc.oneof(
        { weight: 5, arbitrary: duration },
        { weight: 1, arbitrary: fc.constant('open' as const) },
      ),
      first: routes,
      later: option(fc.tuple(routes, when, fc.integer({ min: 0, max: 30 }))),
      otherStays: option(fc.tuple(duration, when)),
      priority: option(
        fc.array(fc.tuple(when, fc.constantFrom(-1, 0, 2), fc.constantFrom(0, 1)), { maxLength: 2 }),
      ),
      groups: option(fc.tuple(fc.integer({ min: 1, max: 3 }), small)),
      needs: option(fc.integer({ min: 1, max: 2 })),
      patience: option(fc.tuple(duration, to)),
      most: option(fc.integer({ min: 3, max: 5 })),
      sets: option(fc.constantFrom(0, 1)),
      startWaiting: small,
      startInside: small,
      startWaited: option(fc.constant([5, 1])),
      building: option(duration),
      risk: fc.constantFrom(0, 1, 3),
      terms: option(fc.tuple(fc.constantFrom(0, 0.5, 1), when, fc.constantFrom(0, 1, 2))),
    })
    .map(each => ({
      places: [
        { at: 0, places: each.places[0] },
        { at: 20, places: each.places[1] },
      ],
      stay: each.stay,
      next: [
        { from: 0, ...each.first },
        ...(each.later ? [{ from: each.later[2], when: each.later[1], ...each.later[0] }] : []),
      ],
      startWaiting: each.startWaiting,
      startInside: each.startInside,
      risks: [0, 1, 2].map(risk => ({ risk, waiting: each.risk, inside: risk === 0 ? 0 : each.risk })),
      ...chosen<Stage>({
        otherStays:
          each.otherStays && each.stay !== 'open'
            ? [{ from: 5, when: each.otherStays[1], stay: each.otherStays[0] }]
            : null,
        priority:
          each.priority?.map(([of, base, perTimeWaited]) => ({ when: of, base, perTimeWaited })) ?? null,
        groups: each.groups && { atLeast: each.groups[0], atMost: each.groups[0] + each.groups[1] },
        needs: each.needs === null ? null : [{ resource: 0, units: each.needs }],
        patience: each.patience && { length: each.patience[0], to: each.patience[1] },
        list: each.most === null ? null : { most: each.most, fullTo: -1 },
        sets: each.sets === null ? null : [{ attribute: 0, value: each.sets }],
        startWaited: each.startWaited,
        terms: each.terms && each.stay !== 'open' && !each.groups ? termsOf(each.terms) : null,
        building: each.building && [{ ordered: 3, takes: each.building, places: 2 }],
      } as never),
    }));
};

/** Served here, or a shorter stay here; not both of one term, which needs a fixed length. */
const termsOf = ([share, when, which]: readonly [number, Condition[], number]): StageTerms =>
  which === 0
    ? { counts: [{ term: 0, when }], anew: [1] }
    : which === 1
      ? { less: [{ term: 0, share, when }] }
      : { counts: [{ term: 1 }], less: [{ term: 0, share }], anew: [0] };

const anySource: fc.Arbitrary<Partial<Source>> = fc
  .record({
    steps: fc.constantFrom(null, [{ from: 10, factor: 2 }]),
    season: fc.constantFrom(null, { length: 12, factors: [0, 1, 2] }),
    observed: fc.constantFrom(null, { ends: [5, 9], counts: [6, 2] }),
    gaps: fc.constantFrom<Duration | null>(
      null,
      { kind: 'fixed', mean: 1 },
      { kind: 'gamma', mean: 1, spread: 0.5 },
    ),
    strata: fc.constantFrom(null, [
      { share: 0.3, values: [1] },
      { share: 0.7, values: [0] },
    ]),
  })
  .map(each => chosen<Source>(each as never));

/** Any network of up to four stages that uses any of what a network can hold. */
export const anyNetwork: fc.Arbitrary<Network> = fc
  .integer({ min: 1, max: 4 })
  .chain(count => networkOf(count))
  .filter(isReached);

/** Whether something leads to every stage. */
export function isReached(network: Network): boolean {
  try {
    refuseUnreached(network);
    return true;
  } catch {
    return false;
  }
}

function networkOf(count: number): fc.Arbitrary<Network> {
  return fc
    .record({
      stages: fc.array(anyStage(count), { minLength: count, maxLength: count }),
      source: anySource,
      growth: fc.constantFrom(-0.02, 0, 0.02),
      detectedTo: fc.integer({ min: -1, max: count - 1 }),
      units: small,
      counted: fc.boolean(),
    })
    .map(({ stages, source, growth, detectedTo, units, counted }) => ({
      attributes: ['completed'],
      terms: ['sentence', 'licence'],
      ...(counted ? { countBy: [{ attribute: 0, values: 2 }] } : {}),
      stages: stages.map((each, luck) => ({ name: `stage ${luck}`, luck, ...each })),
      sources: [
        { name: 'source', luck: 0, to: 0, rate: 0.8, growth, deterred: 0.1, deterredFrom: 12, ...source },
      ],
      resources: [
        {
          name: 'room',
          units: [
            { at: 0, places: units },
            { at: 15, places: 3 },
          ],
        },
      ],
      risks: [
        risk('detected', 0, detectedTo, 'at risk'),
        risk('undetected', 1, 'stays', 'date'),
        risk('death', 2, -1, 'date'),
      ],
      periodEnds: [15, 40],
    }));
}

function risk(name: string, luck: number, to: Risk['to'], clock: Risk['clock']): Risk {
  return {
    name,
    luck,
    to,
    clock,
    hazard: [
      { from: 0, rate: 0.05 },
      { from: 4, rate: 0 },
      { from: 8, rate: 0.02 },
    ],
    ratios: [{ when: [{ of: 'attribute', index: 0, atLeast: 1 }], ratio: 0.5 }],
  };
}
