import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readScenario } from '../../src/scenario/scenario.ts';
import { runPlan } from '../../src/answers/plan.ts';
import { moreSeatsText, readTexts, smallText } from '../answers/small-scenario.ts';

const examples = join(import.meta.dirname, '../../../examples/plans');

/** What a region writes first. */
const region = `extends: base.yaml
name: Our region
parameters:
  arrests: { value: 40, unit: people a month, date: 2027, source: Own counts }
`;

function cautionsOf(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  return readScenario('region.yaml', name =>
    name === 'region.yaml' ? text : (others[name] ?? readFileSync(join(examples, name), 'utf8')),
  ).cautions;
}

test('a region that takes its own arrests and the nation’s first day is cautioned, by line and with every number', () => {
  const [caution, ...others] = cautionsOf(region);
  assert.equal(others.length, 0);
  assert.match(caution, /^region\.yaml:4 Arrests when the plan begins: 1\/21 as many as in base\.yaml, /);
  for (const name of [
    'examination-waiting',
    'examination-places',
    'court-now',
    'custody-now',
    'programme-groups-now',
    'programme-waiting',
    'programme-now',
    'on-licence-now',
  ]) {
    assert.match(caution, new RegExp(`\\b${name}\\b`));
  }
  assert.match(caution, /For another area give each its own number under parameters/);
});

test('who gives the first day its own numbers, or says with a source that it is so, is not cautioned', () => {
  const own = `${region}
  examination-waiting: { value: 90, unit: people, date: 2027, source: Own counts }
  examination-places: { value: 130, unit: places, date: 2027, source: Own counts }
  court-now: { value: 150, unit: people, date: 2027, source: Own counts }
  custody-now: { value: 20, unit: people, date: 2027, source: Own counts }
  programme-groups-now: { value: 3, unit: groups, date: 2027, source: Own counts }
  programme-now: { value: 20, unit: people, date: 2027, source: Own counts }
  on-licence-now: { value: 20, unit: people, date: 2027, source: Own counts }
`;
  const [caution] = cautionsOf(own);
  assert.match(caution, /is still as there: programme-waiting\. /);
  assert.deepEqual(cautionsOf(`${own}  programme-waiting: { date: 2027, source: Own list }\n`), []);
  assert.match(
    cautionsOf('extends: own.yaml\nname: Our plan\n', { 'own.yaml': own })[0],
    /^own\.yaml:4 .*base\.yaml.*programme-waiting/,
  );
});

test('no plan of the examples is cautioned, nor one that changes arrivals by less than twice', () => {
  for (const folder of ['plans', 'calibration']) {
    const where = join(examples, '..', folder);
    for (const file of readdirSync(where).filter(name => name.endsWith('.yaml'))) {
      const { cautions } = readScenario(join(where, file), name => readFileSync(name, 'utf8'));
      assert.deepEqual(cautions, [], file);
    }
  }
  assert.deepEqual(cautionsOf(region.replace('value: 40', 'value: 1500')), []);
  assert.equal(cautionsOf(region.replace('value: 40', 'value: 1700')).length, 1);
});

test('twice as many places in one stage are a policy, and nothing is told of it', () => {
  const texts = {
    'small.yaml': smallText,
    'twice.yaml': moreSeatsText.replace('value: 260', 'value: 300'),
  };
  assert.deepEqual(readTexts(texts, 'twice.yaml').cautions, []);
  const groups = 'programme-groups-now: { value: 100, unit: groups, date: 2027, source: Chosen }';
  assert.deepEqual(cautionsOf(`extends: base.yaml\nname: More groups\nparameters:\n  ${groups}\n`), []);
});

test('places of every part that are those of another area are told, since the arrivals were forgotten', () => {
  const places = `extends: base.yaml
name: Our region
parameters:
  examination-places: { value: 130, unit: places, date: 2027, source: Own counts }
  programme-groups-now: { value: 3, unit: groups, date: 2027, source: Own counts }
`;
  const [caution, ...others] = cautionsOf(places);
  assert.equal(others.length, 0);
  assert.match(
    caution,
    /^region\.yaml:4 Places of Devices examined: 1\/21, On a programme: 1\/17 as many as in base\.yaml/,
  );
  assert.match(caution, /is still as there: arrests, examination-waiting, /);
});

test('a caution stands in the answer', () => {
  const own = {
    ...readTexts({ 'small.yaml': smallText }, 'small.yaml'),
    cautions: ['small.yaml:1 Of another area.'],
  };
  const { cautions, sentence } = runPlan([own, { ...own, name: 'Again' }], { seed: 1, replications: 2 });
  assert.deepEqual(cautions, own.cautions);
  assert.ok(sentence.endsWith(own.cautions[0]));
});
