import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { describeAlone } from '../../src/answers/alone.ts';
import { replicate } from '../../src/answers/replicate.ts';
import { readScenario } from '../../src/scenario/scenario.ts';
import type { Scenario } from '../../src/scenario/scenario-schema.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { smallText } from '../answers/small-scenario.ts';
import { wholeText } from './whole-scenario.ts';

/** The plan, or all that is told of the text: in sentences, each with a line and a mend, and none of a library's. */
function answerTo(text: string, others: Readonly<Record<string, string>> = {}): Scenario | string {
  try {
    return readScenario('a.yaml', name => ({ 'a.yaml': text, ...others })[name] ?? '');
  } catch (error) {
    assert.ok(error instanceof ScenarioError, String((error as Error).stack));
    for (const { line, column, what, mend } of error.faults) {
      assert.ok(line >= 1 && column >= 1, `${line}:${column}`);
      assert.match(what, /^\S.*\.$/s);
      assert.match(mend, /^[A-Z].*[.?]$/s);
      assert.doesNotMatch(
        `${what} ${mend}`,
        /Invalid|expected|Too (small|big)|Unrecognized|received|undefined|\[object|such as ?\./,
      );
    }
    return error.message;
  }
}

const told = (text: string, expected: RegExp): void => {
  const answer = answerTo(text);
  assert.ok(typeof answer === 'string', `nothing was said of ${text.slice(0, 80)}`);
  assert.match(answer, expected);
};

/** Paths of everything in plain data. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    ...(path.length > 0 ? [path] : []),
    ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key])),
  ];
}

const whole: unknown = parse(wholeText);
const small: unknown = parse(smallText);
const places = [whole, small].flatMap(data => pathsOf(data).map(path => ({ data, path })));

const wrong = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  'nonsense',
  '2027-02-30',
  '0x10',
  0,
  -1,
  1.5,
  1e300,
  Number.NaN,
  Infinity,
  true,
  [],
  [1],
  ['a', 'b'],
  {},
  { a: 1 },
  { value: 'x' },
  [[[]]],
);

test('a wrong value in any place is told in our own sentences, with what came, what is taken and an example', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), wrong, ({ data, path }, value) => {
      const changed = structuredClone(data);
      const within = path.slice(0, -1).reduce((at, key) => (at as never)[key], changed) as Record<
        string,
        unknown
      >;
      within[path.at(-1)!] = value;
      const answer = answerTo(stringify(changed));
      if (typeof answer !== 'string') return;
      // Every place has words of its own.
      assert.doesNotMatch(answer, /was .*\. Remove it\./);
    }),
    { numRuns: 3000 },
  );
});

const names = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'leaves',
  'goes unseen',
  'instant',
  'length',
  'null',
  'true',
  '12',
];
/** Every word of the text that is somebody's name. */
const ownWords =
  'desk band high low event room seen stays rate half twice two first few many mean same year never'.split(
    ' ',
  );

test('names that every object has are names like others, or are told; none gives a trace', () => {
  let ran = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...ownWords),
      fc.constantFrom(...names),
      fc.boolean(),
      fc.nat(12),
      (word, name, everywhere, which) => {
        let seen = 0;
        const text = wholeText.replaceAll(new RegExp(`(?<=[\\s{\\[,:])${word}(?=[\\s}\\],:])`, 'g'), found =>
          everywhere || seen++ === which ? name : found,
        );
        const answer = answerTo(text);
        if (typeof answer === 'string') return;
        ran++;
        describeAlone({ ...answer, years: 1 }, 0, 1, replicate([{ ...answer, years: 1 }], 1, 2));
      },
    ),
    { numRuns: 600 },
  );
  assert.ok(ran > 20, `${ran} ran`);
});

test('any text at all is a plan, or is told by line; no text gives a trace', () => {
  const signs = fc.oneof(
    fc.constantFrom(
      '*',
      '&',
      '*a',
      '&a ',
      '<<: ',
      '{',
      '}',
      '[',
      ']',
      ':',
      ': ',
      '- ',
      '? ',
      '|',
      '>',
      '---',
    ),
    fc.constantFrom('%YAML 1.1', '...', '!!set ', '!!binary ', '!x ', '\t', '\n', '"', "'", '#', 'null', '~'),
    fc.constantFrom('.nan', '0x1F', '__proto__', 'constructor', '2027-01-01', '\u0000', '\uFEFF', '\r', '💥'),
    fc.constantFrom('__proto__: {}', 'extends: a.yaml\n', 'extends: [a]\n'),
  );
  const spoilt = fc
    .array(fc.tuple(fc.nat(wholeText.length), fc.nat(12), signs), { minLength: 1, maxLength: 4 })
    .map(cuts =>
      cuts.reduce(
        (text, [at, length, sign]) => text.slice(0, at) + sign + text.slice(at + length),
        wholeText,
      ),
    );
  const anything = fc.oneof(
    { weight: 4, arbitrary: spoilt },
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(signs, { maxLength: 60 }).map(all => all.join('')),
    fc
      .array(fc.oneof(signs, fc.constantFrom('a', 'name', 'stages', 'parameters', '\n  ')), { maxLength: 60 })
      .map(all => all.join('')),
  );
  fc.assert(
    fc.property(anything, text => void answerTo(text)),
    { numRuns: 1500 },
  );
});

test('small slips in YAML are told where they stand, with the mend', () => {
  const at = (words: string): number => wholeText.slice(0, wholeText.indexOf(words)).split('\n').length;
  const with_ = (from: string, to: string): string => {
    assert.ok(wholeText.includes(from), from);
    return wholeText.replace(from, to);
  };
  const on = (words: string, sentence: string): RegExp =>
    new RegExp(`^a\\.yaml:${at(words)}:\\d+ ${sentence}`);
  told(
    with_('rate: rate', 'rate: *nope'),
    on('rate: rate', '\\*nope has no &nope before it\\. Put it in quotes'),
  );
  told(with_('name: Made up', 'name: &a [*a]'), on('name:', '\\*a stands within what it stands for'));
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
  ];
  told(
    bomb.join('\n'),
    /^a\.yaml:2:\d+ Aliases here stand for more than can be read\. Write out what is meant\.$/,
  );
  told('['.repeat(5000), /too deep to be read|This is no YAML/);
  told(`a: ${'{a: '.repeat(5000)}${'}'.repeat(5000)}`, /^a\.yaml:1:\d+ .*too deep to be read/);
  told(
    with_('stages:\n', 'stages:\n  __proto__: { label: X, stay: instant, next: [{ rest: leaves }] }\n'),
    /Nothing can be called __proto__\. Give it another name/,
  );
  told(
    with_('name: Made up', '? [a]\n: b\nname: Made up'),
    on('name:', 'No name stands here before the colon'),
  );
  told(
    with_('counts: [1, 2]', 'counts: [0x10, 2]'),
    on('counts:', '0x10 is a number to the base 16\\. Write 16, or put it in quotes'),
  );
  told(`${wholeText}---\n${wholeText}`, /A second document begins here\. Remove the line ---/);
  told(`${wholeText}name: Again\n`, /This name stands here twice\. Keep one of the two/);
  told(
    with_('  desk:\n', '  " desk":\n'),
    /The name " desk" begins or ends with a blank\. Leave the blank out/,
  );
  // The language of the file is fixed: no line of it makes a date or a set of what is written.
  assert.ok(typeof answerTo(`%YAML 1.1\n---\n${wholeText}`) !== 'string');
});

test('a file that extends none that can be read is told at its own line', () => {
  const read = (name: string): string => {
    if (name === 'a.yaml') return 'name: A\nextends: nosuch.yaml\n';
    throw new RangeError(`${name} can't be read`);
  };
  assert.throws(
    () => readScenario('a.yaml', read),
    /^ScenarioError: a\.yaml:2:1 There is no file nosuch\.yaml that can be read\. Write the name of a file beside this one/,
  );
});
