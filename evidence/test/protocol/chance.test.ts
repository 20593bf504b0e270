import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProtocol } from '../../src/index.ts';
import type { ProtocolFault } from '../../src/index.ts';
import { chanceText, DESIGNS, DISPOSALS, LIST_ARMS } from '../study/chance-small.ts';

function faultsOf(text: string): readonly ProtocolFault[] {
  const read = readProtocol(text);
  return read.ok ? [] : read.faults;
}

const texts = {
  series: chanceText(DESIGNS.series),
  jump: chanceText(DESIGNS.jump),
  fuzzy: chanceText(DESIGNS.fuzzy, { arms: DISPOSALS }),
  list: chanceText(DESIGNS.list, { arms: LIST_ARMS }),
  steps: chanceText(DESIGNS.steps, { estimand: 'ATT' }),
  court: chanceText(DESIGNS.court, { arms: DISPOSALS }),
};

/** What is written instead of what, and the one fault that must come of it: where, and what it says. */
const HOSTILE: readonly {
  kind: keyof typeof texts;
  from: string;
  to: string;
  at: string;
  says: RegExp;
}[] = [
  { kind: 'series', from: 'interrupted series', to: 'interupted series', at: 'design.by', says: /interrupted series, discontinuity, waiting list/ },
  { kind: 'series', from: 'column: convicted_on, date', to: 'column: convicted, date', at: 'design.column', says: /No column is called convicted .*convicted_on/ },
  { kind: 'series', from: 'column: convicted_on, date', to: 'column: age, date', at: 'design.column', says: /age holds numbers; a date column/ },
  { kind: 'series', from: 'date: 2023-01-01', to: 'date: 2023-02-30', at: 'design.date', says: /This is no date/ },
  { kind: 'series', from: 'date: 2023-01-01', to: 'date: 2029-01-01', at: 'design.date', says: /comes after the extract of 31 December 2028/ },
  { kind: 'series', from: 'date: 2023-01-01 }', to: 'date: 2023-01-01, unit: year }', at: 'design.unit', says: /week, month, quarter/ },
  { kind: 'series', from: 'eligibility: []', to: 'eligibility: [{ rule: late, where: { convicted_on: { from: 2024-01-01 } } }]', at: 'eligibility.0.where.convicted_on', says: /leaves out everybody before 1 January 2023/ },
  { kind: 'jump', from: 'eligibility: []', to: 'eligibility: [{ rule: early, where: { convicted_on: { to: 2022-12-31 } } }]', at: 'eligibility.0.where.convicted_on', says: /leaves out everybody since 1 January 2023/ },
  { kind: 'jump', from: 'bandwidth_days: 365', to: 'bandwidth_days: 3', at: 'design.bandwidth_days', says: /14 or more/ },
  { kind: 'jump', from: ', bandwidth_days: 365', to: '', at: 'design.bandwidth_days', says: /bandwidth_days is missing/ },
  { kind: 'jump', from: 'bandwidth_days', to: 'bandwith_days: 365, bandwidth_days', at: 'design.bandwith_days', says: /Did you mean bandwidth_days/ },
  { kind: 'jump', from: 'estimand: ATE', to: 'estimand: ATO', at: 'estimand', says: /whom chance moved.*Write ATE/ },
  { kind: 'jump', from: 'within_days: 365', to: 'kind: count\n  time_at_risk: { custody: in }\n  within_days: 365', at: 'outcome.kind', says: /write binary/ },
  { kind: 'jump', from: '  - [first, second]', to: '  - [first, second]\n  - [second, first]', at: 'compare', says: /one comparison/ },
  { kind: 'jump', from: 'outcome:\n', to: '  third: { label: others, where: {}, time_zero: convicted_on, programme: none }\noutcome:\n', at: 'arms', says: /makes its two arms itself/ },
  { kind: 'jump', from: 'estimand: ATE', to: 'missing_values: { method: multiple imputation }\nestimand: ATE', at: 'missing_values.method', says: /complete case or indicator/ },
  { kind: 'fuzzy', from: 'effect_of: the arms', to: 'effect_of: custody', at: 'design.effect_of', says: /the change, the arms/ },
  { kind: 'list', from: 'started: place_on', to: 'started: joined_on', at: 'design.started', says: /name two columns/ },
  { kind: 'list', from: 'second group, where: {}, time_zero: joined_on', to: 'second group, where: {}, time_zero: place_on', at: 'arms.second.time_zero', says: /Write joined_on/ },
  { kind: 'list', from: 'within_days: 365', to: 'time_at_risk: { custody: out, from: joined_on, to: place_on }\n  within_days: 365', at: 'outcome.time_at_risk.custody', says: /custody: in/ },
  { kind: 'list', from: 'started: place_on', to: 'started: place_on, within: [age]', at: 'design.within.0', says: /a category column/ },
  { kind: 'steps', from: 'region 1: 2020-10-01', to: 'region 1: 2020-11-15', at: 'design.step_dates.region 1', says: /lies within a quarter.*2021-01-01/s },
  { kind: 'steps', from: 'region 1: 2020-10-01', to: 'region 1: soon', at: 'design.step_dates.region 1', says: /or never/ },
  { kind: 'steps', from: 'region 1: 2020-10-01, ', to: '', at: 'design.step_dates', says: /Say when it began in region 1/ },
  { kind: 'steps', from: 'step_dates: { region 1:', to: 'step_dates: { region 9: never, region 1:', at: 'design.step_dates.region 9', says: /never "region 9"/ },
  { kind: 'steps', from: 'region 2: 2021-04-01, region 3: 2021-10-01, region 4: 2022-04-01', to: 'region 2: never, region 3: never, region 4: never', at: 'design.step_dates', says: /begins in 3 regions/ },
  { kind: 'steps', from: 'region 6: 2023-04-01', to: 'region 6: 2030-04-01', at: 'design.step_dates.region 6', says: /comes after the extract/ },
  { kind: 'steps', from: 'estimand: ATT', to: 'estimand: ATE', at: 'estimand', says: /Write ATT/ },
  { kind: 'court', from: 'pool: [region]', to: 'pool: [court]', at: 'design.pool.0', says: /no other to compare/ },
  { kind: 'court', from: 'pool: [region]', to: 'pool: [age]', at: 'design.pool.0', says: /a pool is a word/ },
  { kind: 'court', from: 'court: court,', to: 'court: cuort,', at: 'design.court', says: /court/ },
  { kind: 'court', from: 'court: court,', to: 'court: region,', at: 'design.court', says: /8 courts by its own list/ },
  { kind: 'court', from: '{ column: sex, as', to: '{ column: court, as', at: 'covariates.1.column', says: /Take it out/ },
]; // prettier-ignore

for (const [kind, text] of Object.entries(texts)) {
  test(`the ${kind} protocol as it stands has no fault`, () => {
    assert.deepEqual(faultsOf(text), []);
  });
}

test('every slip of the pen is told by line and column, with what to write', () => {
  for (const { kind, from, to, at, says } of HOSTILE) {
    const text = texts[kind];
    assert.ok(text.includes(from), `${kind}: ${from}`);
    const changed = text.replace(from, () => to);
    const faults = faultsOf(changed);
    const own = faults.find(fault => fault.at === at && says.test(fault.message));
    assert.ok(own !== undefined, `${kind}, ${to}: ${JSON.stringify(faults)}`);
    const lines = changed.split('\n');
    const key = at.split('.').at(-1) ?? '';
    const place = lines[own.line - 1].slice(own.column - 1);
    // A list's item has no key to stand at; what is missing is told where it should stand.
    if (!/^\d+$/.test(key) && !/missing/.test(own.message))
      assert.ok(place.startsWith(key), `${at}: ${place}`);
  }
});

test('an outcome column can be neither date, region, court nor place of a design', () => {
  for (const kind of ['series', 'list', 'steps', 'court'] as const) {
    const recorded = texts[kind]
      .replace(
        /  found_in:\n(    .*\n)+/,
        '  recorded_in: { event: sex, is: male, days: age, from: conviction, complete_because: said }\n',
      )
      .replace(/  negative_control.*\n/, '')
      .replaceAll(/, time_zero: \w+/g, '')
      .replace('court: court,', 'court: sex,')
      .replace('region: region,', 'region: sex,')
      .replace('started: place_on }', 'started: place_on, within: [sex] }')
      .replace('{ by: interrupted series, column: convicted_on', '{ by: interrupted series, column: age');
    const faults = faultsOf(recorded);
    assert.ok(
      faults.some(({ at, message }) => at.startsWith('design.') && /is part of the outcome/.test(message)),
      `${kind}: ${JSON.stringify(faults)}`,
    );
  }
});
