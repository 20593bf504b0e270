import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isEstimate,
  release,
  releaseSchema,
  reportText,
  run,
  sourceOf,
  studyReportSchema,
} from '../../src/index.ts';
import type { PairReport } from '../../src/index.ts';
import { assertNear, fixtureText } from '../fixture.ts';
import { AT, chanceProtocol, designOf, DESIGNS, pairOf, smallWorld } from './chance-small.ts';
import type { SmallWorld } from './chance-small.ts';

type Kind = keyof typeof DESIGNS;

/** What is planted, and what each design should find of it. */
const PLANTED: readonly { kind: Kind; world: SmallWorld; truth: number }[] = [
  { kind: 'series', world: { sinceChange: -0.15 }, truth: -0.15 },
  { kind: 'jump', world: { sinceChange: -0.15 }, truth: -0.15 },
  // Custody does harm to everybody alike, so the effect in those whom date or court moved is the same.
  { kind: 'fuzzy', world: { inCustody: 0.3, lessCustodySince: 0.2, courtsDiffer: 0.05 }, truth: 0.3 },
  { kind: 'court', world: { inCustody: 0.3 }, truth: 0.3 },
  { kind: 'steps', world: { withHelp: -0.15 }, truth: -0.15 },
];

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

for (const { kind, world, truth } of PLANTED) {
  // Binomial(8, .95): fewer than six by luck once in 170 such tests.
  test(`${kind}: an effect of ${truth} that was planted lies within the interval in six or more of eight worlds`, () => {
    const protocol = chanceProtocol(kind);
    let covered = 0;
    for (const seed of SEEDS) {
      const { headline } = pairOf(protocol, smallWorld(seed, world));
      assert.ok(isEstimate(headline));
      const { lower, upper } = headline.interval;
      if (lower <= truth && truth <= upper) covered++;
    }
    assert.ok(covered >= 6, `${covered} of ${SEEDS.length}`);
  });
}

test('waiting list: a rate halved by a place is found within the interval in six or more of eight worlds', () => {
  const protocol = chanceProtocol('list');
  let covered = 0;
  let ratios = 0;
  for (const seed of SEEDS) {
    const pair = pairOf(protocol, smallWorld(seed, { risk: 0.5, placeRatio: 0.5 }));
    const log = pair.chance?.effects.find(({ name }) => name === 'logarithm of the rate ratio');
    assert.ok(log !== undefined && isEstimate(pair.headline));
    const { lower, upper } = log.effect.interval;
    if (lower <= Math.log(0.5) && Math.log(0.5) <= upper) ratios++;
    // A rate of .5 a person and year while waiting, half of it with a place.
    if (pair.headline.interval.lower <= -0.25 && -0.25 <= pair.headline.interval.upper) covered++;
  }
  assert.ok(covered >= 6 && ratios >= 6, `${covered} and ${ratios} of ${SEEDS.length}`);
});

test('waiting list: nobody is protected for having lived long enough to start, and no trap is called', () => {
  const pair = pairOf(chanceProtocol('list'), smallWorld(3, { risk: 0.5, placeRatio: 1 }));
  assert.ok(isEstimate(pair.headline) && isEstimate(pair.naive));
  assert.ok(pair.naive.interval.upper < -0.1, 'those who ever started seem protected');
  assert.equal(pair.conclusion.verdict, 'cannot tell yet');
  assert.deepEqual(
    pair.traps.map(({ id }) => id),
    [],
  );
});

function doubtsOf(pair: PairReport): readonly string[] {
  return (pair.chance?.checks ?? []).flatMap(({ verdict, assumption }) =>
    verdict === 'in doubt' ? [assumption] : [],
  );
}

test('people moved across the date are named, before and after outcomes, and nothing is concluded', () => {
  const protocol = chanceProtocol('jump');
  const files = smallWorld(1, { people: 20_000, sinceChange: -0.15, moved: 0.8 });
  const name = 'Nobody was moved from one side of the date to the other.';
  const known = designOf(protocol, files).pairs[0].chance?.known.checks ?? [];
  assert.equal(known.find(({ assumption }) => assumption === name)?.verdict, 'in doubt');
  const pair = pairOf(protocol, files);
  assert.ok(doubtsOf(pair).includes(name));
  assert.equal(pair.conclusion.because, 'an assumption in doubt');
  assert.equal(pair.conclusion.verdict, 'cannot tell yet');
  assert.match(pair.conclusion.sentences[0], /Nobody was moved.*the data speaks against it/s);
});

test('without people moved the same effect is concluded', () => {
  const { conclusion } = pairOf(
    chanceProtocol('jump'),
    smallWorld(1, { people: 20_000, sinceChange: -0.15 }),
  );
  assert.equal(conclusion.verdict, 'lower');
  assert.match(conclusion.sentences[0], /Among people just before and just after 1 January 2023/);
});

test('courts that hardly differ are a weak instrument: named, and nothing is concluded', () => {
  const pair = pairOf(
    chanceProtocol('court'),
    smallWorld(1, { people: 3000, courtsDiffer: 0, inCustody: 0.3 }),
  );
  assert.ok(doubtsOf(pair).includes('Courts differ enough to move people.'), doubtsOf(pair).join());
  assert.equal(pair.conclusion.verdict, 'cannot tell yet');
});

test('a date that hardly moved anybody is a weak instrument: named in the design', () => {
  const known = designOf(chanceProtocol('fuzzy'), smallWorld(1, { lessCustodySince: 0 })).pairs[0].chance
    ?.known;
  const strength = known?.checks.find(({ assumption }) => /moved enough people/.test(assumption));
  assert.equal(strength?.verdict, 'in doubt');
});

test('a series that breaks where nothing changed is named, and nothing is concluded', () => {
  const pair = pairOf(
    chanceProtocol('series'),
    smallWorld(2, { people: 20_000, sinceChange: -0.15, earlierBreak: 0.2 }),
  );
  assert.ok(doubtsOf(pair).includes('Without the change the trend would have gone on as it was.'));
  assert.equal(pair.conclusion.because, 'an assumption in doubt');
});

test('a design with hardly any events concludes nothing, and says that they are few', () => {
  for (const kind of ['series', 'jump', 'steps', 'court'] as const) {
    const { conclusion } = pairOf(chanceProtocol(kind), rarely(smallWorld(1, {}), 600));
    assert.equal(conclusion.because, 'few events', kind);
  }
});

/** Only one reconviction in `every`. */
function rarely(files: ReturnType<typeof smallWorld>, every: number): ReturnType<typeof smallWorld> {
  const [header, ...rows] = files['reconvictions.csv'].trimEnd().split('\n');
  return { ...files, 'reconvictions.csv': [header, ...rows.filter((_, i) => i % every === 0)].join('\n') };
}

test('nobody detected at all is withheld in words, never printed as a number that is none', () => {
  for (const kind of Object.keys(DESIGNS) as Kind[]) {
    const source = sourceOf(rarely(smallWorld(1), 1_000_000));
    const protocol = chanceProtocol(kind);
    const { report } = run(protocol, designOf(protocol, rarely(smallWorld(1), 1_000_000)).lock, source, AT);
    const text = reportText(report);
    assert.doesNotMatch(text, /NaN|undefined|Infinity/, kind);
    assert.equal(report.pairs[0].conclusion.verdict, 'cannot tell yet');
  }
});

test('the report prints design, effects and every assumption with its verdict', () => {
  for (const kind of Object.keys(DESIGNS) as Kind[]) {
    const files = smallWorld(1, { placeRatio: kind === 'list' ? 0.5 : undefined });
    const protocol = chanceProtocol(kind);
    const { report } = run(protocol, designOf(protocol, files).lock, sourceOf(files), AT);
    const [{ chance }] = report.pairs;
    assert.ok(chance !== undefined && chance.checks.length >= 3, kind);
    const text = reportText(report);
    assert.ok(text.includes(chance.design));
    for (const { assumption, finding } of chance.checks)
      assert.ok(text.includes(assumption) && text.includes(finding));
    for (const { name } of chance.effects) assert.ok(text.includes(name));
    assert.doesNotMatch(text, /NaN|undefined|Infinity/, kind);
  }
});

test('the order of rows does not matter', () => {
  const turned = (text: string): string => {
    const [header, ...rows] = text.trimEnd().split('\n');
    return [header, ...rows.reverse()].join('\n');
  };
  for (const kind of Object.keys(DESIGNS) as Kind[]) {
    const files = smallWorld(5, { people: 4000, lessCustodySince: 0.2 });
    const other = {
      'people.csv': turned(files['people.csv']),
      'reconvictions.csv': turned(files['reconvictions.csv']),
    };
    const [one, two] = [pairOf(chanceProtocol(kind), files), pairOf(chanceProtocol(kind), other)];
    assert.ok(isEstimate(one.headline) && isEstimate(two.headline), kind);
    assert.ok(Math.abs(one.headline.value - two.headline.value) < 1e-9, kind);
    assert.ok(Math.abs(one.headline.interval.upper - two.headline.interval.upper) < 1e-9, kind);
    assert.deepEqual(two.conclusion, one.conclusion);
  }
});

test('a later look widens the interval', () => {
  const protocol = chanceProtocol('jump');
  const files = smallWorld(4, { sinceChange: -0.1 });
  const first = run(protocol, designOf(protocol, files).lock, sourceOf(files), AT);
  const fewer = { ...files, 'people.csv': files['people.csv'].trimEnd().split('\n').slice(0, -1).join('\n') };
  const lock = { ...designOf(protocol, fewer).lock, looks: first.lock.looks };
  const second = run(protocol, lock, sourceOf(fewer), AT);
  const widths = [first, second].map(({ report }) => {
    const { headline } = report.pairs[0];
    assert.ok(isEstimate(headline));
    return (headline.interval.upper - headline.interval.lower) / headline.standardError;
  });
  assert.ok(widths[1] > widths[0] + 0.1, widths.join());
});

test('report and release stand by the published schemas, and the release tells no exact count', () => {
  for (const kind of Object.keys(DESIGNS) as Kind[]) {
    for (const world of [{ lessCustodySince: 0.2 }, { moved: 0.8 }]) {
      const files = smallWorld(6, world);
      const protocol = chanceProtocol(kind);
      const { report } = run(protocol, designOf(protocol, files).lock, sourceOf(files), AT);
      const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
      assert.deepEqual(studyReportSchema.safeParse(json(report)).error?.issues ?? [], [], kind);
      const out = release(report);
      assert.deepEqual(releaseSchema.safeParse(json(out)).error?.issues ?? [], [], kind);
      const [{ headline }] = report.pairs;
      if (!isEstimate(headline)) continue;
      const told = JSON.stringify(out);
      for (const { n, events } of headline.arms) {
        for (const count of [n, events])
          assert.ok(
            Number(count) % 5 === 0 ||
              !new RegExp(`\\b${Number(count).toLocaleString('en-GB')}\\b`).test(told),
            `${kind}: ${count}`,
          );
      }
    }
  }
});

test('each headline and its standard error are those of a program in R that reads the same two files', () => {
  const r = JSON.parse(fixtureText('chance-studies-r-outputs.json')) as Record<
    Kind,
    { readonly value: number; readonly standardError: number }
  >;
  const files = smallWorld(1, { people: 6000, sinceChange: -0.1, lessCustodySince: 0.2, withHelp: -0.1 });
  for (const kind of Object.keys(DESIGNS) as Kind[]) {
    const { headline } = pairOf(chanceProtocol(kind), files);
    assert.ok(isEstimate(headline));
    assertNear(headline.value, r[kind].value);
    assertNear(headline.standardError, r[kind].standardError);
  }
});
