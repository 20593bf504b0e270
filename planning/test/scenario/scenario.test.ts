import { test } from 'node:test';
import assert from 'node:assert/strict';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { moreSeats, moreSeatsText, readTexts, small, smallText } from '../answers/small-scenario.ts';

/** Reads the small scenario with one line changed and gives the faults. */
function faultsOf(
  from: string,
  to: string,
): readonly { line: number; column: number; what: string; mend: string }[] {
  assert.ok(smallText.includes(from), `the small scenario does not hold: ${from}`);
  try {
    readTexts({ 'small.yaml': smallText.replace(from, to) }, 'small.yaml');
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String(error));
    return error.faults;
  }
  return assert.fail('nothing was refused');
}

const lineOf = (text: string): number => smallText.slice(0, smallText.indexOf(text)).split('\n').length;

test('a scenario that extends another changes its own lines and keeps the rest', () => {
  assert.equal(moreSeats.parameters['seats'].value, 260);
  assert.equal(moreSeats.name, 'Many places');
  assert.deepEqual(moreSeats.stages, small.stages);
  assert.equal(moreSeats.years, 3);
});

test('a parameter is replaced whole: a value does not stand beside the range it replaces', () => {
  const text =
    'extends: small.yaml\nparameters:\n  growth: { label: Growth, value: 0, unit: in 100 a year }\n';
  const child = readTexts({ 'small.yaml': smallText, 'child.yaml': text }, 'child.yaml');
  assert.equal(child.parameters['growth'].value, 0);
  assert.equal(child.parameters['growth'].uniform, undefined);
});

test('null takes a stage away, and what still leads to it is a fault in the file where it stands', () => {
  const text = 'extends: small.yaml\nstages:\n  finished: null\n';
  assert.throws(
    () => readTexts({ 'small.yaml': smallText, 'child.yaml': text }, 'child.yaml'),
    /^ScenarioError: small\.yaml:\d+:\d+ There is no stage finished\. The stages are course, after-order; or leaves\.$/m,
  );
});

test('a mistyped parameter is named with its line, its column and the name that was meant', () => {
  const [fault] = faultsOf('{ start: seats }', '{ start: seat }');
  assert.deepEqual(fault, {
    file: 'small.yaml',
    line: lineOf('{ start: seats }'),
    column: 15,
    what: 'There is no parameter seat.',
    mend: 'Did you mean seats?',
  });
});

test('a bare number is refused, because it has no unit and no source', () => {
  const [fault] = faultsOf('{ start: seats }', '{ start: 150 }');
  assert.equal(fault.line, lineOf('{ start: seats }'));
  assert.match(
    fault.what,
    /stages\.course\.places\.start is the bare number 150, which has no unit and no source/,
  );
  assert.match(fault.mend, /Name it under parameters/);
});

test('a number in the wrong unit is refused with the units that fit', () => {
  const [fault] = faultsOf('{ fixed: order }', '{ fixed: seats }');
  assert.equal(
    `${fault.what} ${fault.mend}`,
    'Parameter seats is in places, and this place needs days, weeks, months or years. Change its unit, or name another parameter.',
  );
});

test('an unknown field, a missing one and an unknown unit each say so', () => {
  const said = (from: string, to: string): string =>
    faultsOf(from, to)
      .map(f => `${f.what} ${f.mend}`)
      .join(' ');
  assert.match(
    said('place: course', 'plaice: course'),
    /place is missing\. Add it\..*plaice is not known in the scenario/,
  );
  assert.match(said('unit: £', 'unit: pounds'), /course-cost\.unit was pounds\. Allowed: days; /);
  assert.match(said('unit: places', 'unit: place'), /Did you mean places\?/);
  assert.match(said('side: more programmes', 'side: best'), /side was best/);
});

test('probabilities over one are refused', () => {
  const [fault] = faultsOf('uniform: [40, 50], unit: people a month', 'uniform: [40, 50], unit: in 100');
  assert.match(fault.what, /needs people a week, people a month or people a year/);
  const over = faultsOf(
    'finish: { label: Finish, counted: { yes: 150, of: 200 }, unit: in 100',
    'finish: { label: Finish, uniform: [50, 120], unit: in 100',
  );
  assert.match(over[0].what, /Parameter finish can be 120 in 100/);
  const two = faultsOf('shares: { finished: finish }', 'shares: { finished: finish, leaves: finish }');
  assert.match(two[0].what, /The shares of course can add up to 200 in 100/);
  assert.equal(two[0].line, lineOf('shares: { finished: finish }'));
});

test('a stage that nothing leads to, one that leads nowhere and a loop without time are refused', () => {
  const extra = (stage: string): string => smallText.replace('parameters:\n', `${stage}parameters:\n`);
  const said = (text: string): string => {
    try {
      readTexts({ 'small.yaml': text }, 'small.yaml');
      return 'nothing';
    } catch (error) {
      return (error as Error).message;
    }
  };
  assert.match(
    said(extra('  island:\n    label: Island\n    stay: until the end\n')),
    /Nothing leads to stage island/,
  );
  assert.match(
    said(
      smallText.replace('    next:\n      - shares: { finished: finish }\n        rest: after-order\n', ''),
    ),
    /Stage course ends and leads nowhere/,
  );
  const fork = '  fork:\n    label: Fork\n    stay: instant\n    next: [{ rest: fork }]\n';
  assert.match(
    said(extra(fork).replace('to: course, rate', 'to: fork, rate')),
    /leads back to itself without any time/,
  );
});

test('a range upside down, a number below nought and a parameter with no number are refused', () => {
  const first = (from: string, to: string): string => faultsOf(from, to)[0].what;
  assert.match(first('uniform: [40, 50]', 'uniform: [50, 40]'), /runs from 50 to 40/);
  assert.match(first('value: 8, unit: months', 'value: -8, unit: months'), /can be -8 months, below 0/);
  assert.match(first('value: 8, unit: months', 'unit: months'), /Parameter order has no number/);
  assert.match(
    first('value: 8, unit: months', 'value: 8, uniform: [1, 2], unit: months'),
    /two: value and uniform/,
  );
});

test('all faults come at once, and a parameter of the file that nothing uses is one', () => {
  const text = `${moreSeatsText}  seets: { label: Seats, value: 1, unit: places }\nplace: corse\n`;
  assert.throws(
    () => readTexts({ 'small.yaml': smallText, 'more.yaml': text }, 'more.yaml'),
    (error: unknown) => {
      assert.ok(error instanceof ScenarioError);
      assert.deepEqual(
        error.faults.map(({ file, line, what, mend }) => `${file}:${line} ${what} ${mend}`),
        [
          'more.yaml:7 There is no stage corse. Did you mean course?',
          'more.yaml:6 Nothing uses parameter seets. Did you mean seats?',
        ],
      );
      return true;
    },
  );
});

test('text that is no YAML, an empty file and files that extend each other are refused in words', () => {
  assert.throws(() => readTexts({ 'a.yaml': 'name: [1' }, 'a.yaml'), /a\.yaml:1:9 This is no YAML/);
  assert.throws(() => readTexts({ 'a.yaml': '' }, 'a.yaml'), /a\.yaml:1:1 This file holds no scenario/);
  const circle = { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'extends: a.yaml\n' };
  assert.throws(
    () => readTexts(circle, 'a.yaml'),
    /b\.yaml:1:1 This goes in a circle: a\.yaml extends b\.yaml extends a\.yaml\. Let one/,
  );
  assert.throws(() => readTexts({ 'a.yaml': 'extends: a.yaml\n' }, 'a.yaml'), /This file extends itself/);
  const row = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [`${i}.yaml`, `extends: ${i + 1}.yaml\n`]),
  );
  assert.throws(() => readTexts({ ...row, '9.yaml': smallText }, '0.yaml'), /the 9th file in a row/);
});

test('a file of thousands of lines that nobody uses is told of the first of them, in seconds', () => {
  const lines = Array.from(
    { length: 8000 },
    (_, i) => `  p${i}: { label: P, value: 1, unit: people, date: 2027, source: Made up }\n`,
  );
  const text = smallText + lines.join('');
  const began = performance.now();
  assert.throws(
    () => readTexts({ 'long.yaml': text }, 'long.yaml'),
    (error: ScenarioError) => {
      assert.equal(error.faults.length, 50);
      assert.match(error.faults.at(-1)!.mend, /7950 more like it, or others, are not told/);
      return true;
    },
  );
  // Holding every name against every other took minutes of a file of 5 MB.
  assert.ok(performance.now() - began < 20_000);
});

test('E41: a detected reoffence cannot be given a price: there is no field for it', () => {
  const [fault] = faultsOf('returnsTo: course }', 'returnsTo: course, cost: course-cost }');
  assert.equal(fault.what, 'cost is not known in detectedReoffending.');
});
