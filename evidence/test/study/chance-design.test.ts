import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDay, isoDay } from '../../src/day.ts';
import { designSummary, designText, run, sourceOf, StudyRefusal } from '../../src/index.ts';
import { periodOf, periodStart } from '../../src/study/chance-periods.ts';
import { protocolOf } from '../small-study.ts';
import {
  AT,
  CHANGE,
  chanceProtocol,
  chanceText,
  designOf,
  DESIGNS,
  DISPOSALS,
  LIST_ARMS,
  pairOf,
  smallWorld,
} from './chance-small.ts';

const KINDS = Object.keys(DESIGNS) as (keyof typeof DESIGNS)[];

test('a design reads no outcome: others in their place, or none at all, give the same lock and the same words', () => {
  const files = smallWorld(1, { lessCustodySince: 0.2 });
  const turned = files['reconvictions.csv'].replaceAll('image', 'motoring');
  for (const kind of KINDS) {
    const protocol = chanceProtocol(kind);
    const own = designOf(protocol, files);
    for (const other of [{ ...files, 'reconvictions.csv': turned }, { 'people.csv': files['people.csv'] }]) {
      const same = designOf(protocol, other);
      assert.deepEqual(same.lock, own.lock, kind);
      assert.equal(designText(same), designText(own));
      assert.equal(JSON.stringify(designSummary(same)), JSON.stringify(designSummary(own)));
    }
    assert.doesNotMatch(designText(own), /NaN|undefined|Infinity/);
  }
});

test('a design counts by period, side, court or region, and every person once', () => {
  const files = smallWorld(1, { people: 5000, lessCustodySince: 0.2 });
  for (const kind of KINDS) {
    const [pair] = designOf(chanceProtocol(kind), files).pairs;
    const known = pair.chance?.known;
    assert.ok(known !== undefined && known.checks.length > 0 && known.facts.length > 0, kind);
    const counted = known.counts.reduce((total, { people }) => total + people, 0);
    if (kind === 'series' || kind === 'steps' || kind === 'court') assert.equal(counted, 5000, kind);
    assert.ok(designText(designOf(chanceProtocol(kind), files)).includes(known.facts[0]));
  }
});

test('the lock holds where chance put people: another date, region, place or court is refused', () => {
  const files = smallWorld(1, { people: 4000, lessCustodySince: 0.2 });
  // The same arm, another place within the design: only the hash of the design's own columns can see it.
  const change = (kind: (typeof KINDS)[number], cells: string[]): void => {
    if (kind === 'series' || kind === 'jump' || kind === 'steps' || kind === 'fuzzy')
      cells[1] = isoDay((parseDay(cells[1]) ?? 0) + 1);
    else if (kind === 'court') cells[5] = cells[5] === 'court 1.1' ? 'court 1.2' : 'court 1.1';
    else cells[3] = isoDay((parseDay(cells[2]) ?? 0) + 3);
  };
  for (const kind of KINDS) {
    const [header, ...rows] = files['people.csv'].trimEnd().split('\n');
    const at = rows.findIndex(row => /^p\d+,2021-05-1/.test(row) && row.split(',')[3] !== '');
    const cells = rows[at].split(',');
    change(kind, cells);
    const other = { ...files, 'people.csv': [header, ...rows.with(at, cells.join(','))].join('\n') };
    assert.notEqual(other['people.csv'], files['people.csv'].trimEnd());
    const text = chanceText(DESIGNS[kind], {
      arms:
        kind === 'fuzzy' || kind === 'court'
          ? DISPOSALS.replaceAll('time_zero: convicted_on', 'time_zero: joined_on')
          : LIST_ARMS,
      estimand: kind === 'steps' ? 'ATT' : 'ATE',
    });
    const protocol = protocolOf(text);
    assert.throws(
      () => run(protocol, designOf(protocol, files).lock, sourceOf(other), AT),
      /The data is not what the design saw/,
      kind,
    );
  }
});

test('the law’s own date may be pooled across by a design that is about it, and no other date may', () => {
  const files = smallWorld(1);
  const rest = (date: string): string =>
    `policy_dates:\n  - { date: ${date}, column: convicted_on, what: short terms are suspended }\n`;
  for (const kind of ['series', 'jump'] as const) {
    pairOf(protocolOf(chanceText(DESIGNS[kind], { rest: rest(CHANGE) })), files);
    assert.throws(
      () => designOf(protocolOf(chanceText(DESIGNS[kind], { rest: rest('2024-01-01') })), files),
      /both sides of 1 January 2024/,
    );
  }
  const byCourt = chanceText(DESIGNS.court, { arms: DISPOSALS, rest: rest(CHANGE) });
  assert.throws(() => designOf(protocolOf(byCourt), files), /both sides of 1 January 2023.*discontinuity/s);
});

test('data that cannot bear a design is refused in words that say what to change', () => {
  const files = smallWorld(1);
  const refused = (text: string, says: RegExp, own: Readonly<Record<string, string>> = files): void => {
    assert.throws(
      () => designOf(protocolOf(text), own),
      (error: unknown) => error instanceof StudyRefusal && says.test(error.message),
      String(says),
    );
  };
  refused(
    chanceText(DESIGNS.series.replace(CHANGE, '2026-05-01')),
    /Nobody who is eligible is in the arm first/,
  );
  refused(
    chanceText(DESIGNS.series.replace(CHANGE, '2020-04-01')),
    /3 months before 1 April 2020.*design\.unit/s,
  );
  refused(
    chanceText(DESIGNS.series.replace(' }', ', unit: quarter }').replace(CHANGE, '2021-01-01')),
    /4 quarters before/,
  );
  refused(
    chanceText(DESIGNS.jump.replace('365', '14')),
    /14 days .* are needed on each side.*bandwidth_days/s,
    smallWorld(1, { people: 500 }),
  );
  const lines = files['people.csv'].split('\n');
  const gap = [lines[0], ...lines.slice(1).filter(line => !/^p\d+,2021-0[67]/.test(line))].join('\n');
  refused(chanceText(DESIGNS.series), /Nobody has a convicted_on in the month from 1 June 2021/, {
    ...files,
    'people.csv': gap,
  });
  refused(
    chanceText(DESIGNS.steps, { estimand: 'ATT' }),
    /Nobody of region \d .* in the quarter/s,
    smallWorld(1, { people: 250 }),
  );
  refused(
    chanceText(DESIGNS.list, { arms: LIST_ARMS }),
    /people have a place \(place_on\) before they joined/,
    {
      ...files,
      'people.csv': files['people.csv'].replaceAll(/,20\d\d-\d\d-\d\d,region/g, ',2019-01-01,region'),
    },
  );
  refused(
    chanceText(DESIGNS.court.replace('[region]', '[region, convicted_on]'), { arms: DISPOSALS }),
    /24 courts in 48 pools/,
  );
  const lonely = `${files['people.csv']}alone,2023-05-05,2023-05-05,,region 1,court 1.9,custody,30,male,\n`;
  refused(chanceText(DESIGNS.court, { arms: DISPOSALS }), /Only one person is in court 1\.9/, {
    ...files,
    'people.csv': lonely,
  });
});

test('people without a date, region or court leave at a step of their own, counted by what is missing', () => {
  const files = smallWorld(1, { people: 4000 });
  const people = files['people.csv']
    .replace(/(p7,.*),court \d\.\d/, '$1,')
    .replace(/(p9,.*),court \d\.\d/, '$1,');
  const { attrition } = designOf(chanceProtocol('court'), { ...files, 'people.csv': people });
  const step = attrition.find(({ step: name }) => name === 'has what the design goes by');
  assert.deepEqual([step?.removed, step?.detail], [2, [{ what: 'court', count: 2 }]]);
});

test('the clock of those who were in custody starts at release where the arm says so', () => {
  const files = smallWorld(1, { people: 3000 });
  const arms = DISPOSALS.replaceAll('time_zero: convicted_on', 'time_zero: convicted_on, released: place_on');
  const { maturity } = designOf(protocolOf(chanceText(DESIGNS.fuzzy, { arms })), files);
  const zeros = files['people.csv']
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
    .map(([, convicted, , place]) => (place === '' ? convicted : place))
    .sort();
  assert.equal(maturity.by === 'calendar' ? maturity.latestTimeZero : '', zeros.at(-1));
});

test('every day lies in one period, which begins no later than the day and ends after it', () => {
  const day = fc.integer({ min: parseDay('2015-01-01') ?? 0, max: parseDay('2035-12-31') ?? 0 });
  fc.assert(
    fc.property(day, day, fc.constantFrom('week', 'month', 'quarter'), (origin, own, unit) => {
      const index = periodOf(origin, unit, own);
      assert.ok(periodStart(origin, unit, index) <= own && own < periodStart(origin, unit, index + 1));
      assert.equal(periodOf(origin, unit, origin), 0);
    }),
  );
});

test('months from the 31st begin on the last day of shorter months', () => {
  const origin = parseDay('2026-01-31') ?? 0;
  assert.deepEqual(
    [0, 1, 2, 3].map(index => isoDay(periodStart(origin, 'month', index))),
    ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  );
  assert.equal(periodOf(parseDay('2026-03-22') ?? 0, 'month', parseDay('2026-03-21') ?? 0), -1);
});
