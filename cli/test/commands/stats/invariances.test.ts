import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileOf, fixture, json } from './calling.ts';

const [header, ...lines] = readFileSync(fixture('lalonde.csv'), 'utf8').trimEnd().split('\n');
const [deaths, ...melanoma] = readFileSync(fixture('melanoma.csv'), 'utf8').trimEnd().split('\n');
const covariates = '--treatment treat --covariates age,educ,race,married,re75';

/** Every number of a result, without what names rows or is one a row. */
function figures(found: Readonly<Record<string, unknown>>): [string, number][] {
  const {
    weights: _,
    pairs: __,
    fitted: ___,
    martingaleResiduals: ____,
    file: _____,
    options: ______,
    ...rest
  } = found;
  const numbers: [string, number][] = [];
  JSON.stringify(rest, function (key, value: unknown) {
    if (typeof value === 'number') numbers.push([key, value]);
    return value;
  });
  return numbers;
}

/** Rounding apart: in no row's order are sums the same to the last bit. */
function assertSame(one: [string, number][], other: [string, number][]): void {
  assert.equal(one.length, other.length);
  one.forEach(([key, value], k) => {
    const apart = Math.abs(value - other[k][1]);
    assert.ok(apart <= 1e-7 * Math.max(Math.abs(value), 1e-3), `${key}: ${value} and ${other[k][1]}`);
  });
}

const calls: readonly (readonly [string, string, readonly string[], string])[] = [
  ['km', deaths, melanoma, '--time time --event status --event-is 1 --by ulcer'],
  ['logrank', deaths, melanoma, '--time time --event status --event-is 1 --by ulcer --strata sex'],
  ['rmst', deaths, melanoma, '--time time --event status --event-is 1 --by ulcer --tau 3000'],
  [
    'cox',
    deaths,
    melanoma,
    '--time time --event status --event-is 1 --covariates sex,age,thickness --robust',
  ],
  ['cif', deaths, melanoma, '--time time --event status --censored 2 --by ulcer'],
  ['finegray', deaths, melanoma, '--time time --event status --censored 2 --covariates sex,age,ulcer'],
  ['logistic', header, lines, '--outcome married --covariates age,race,treat'],
  ['weight', header, lines, `${covariates} --outcome re78 --estimand ATO`],
  ['balance', header, lines, `${covariates} --method propensity`],
  ['match', header, lines, `${covariates} --outcome re78 --caliper 0.2`],
  ['match', header, lines, `${covariates} --outcome re78 --method full`],
];

test('the order of the rows changes no figure of any statistic', async () => {
  for (const [statistic, head, rows, options] of calls) {
    const once = figures(await json(statistic, '--data', fileOf(`${head}\n${rows.join('\n')}\n`), options));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...rows], { minLength: rows.length }), async shuffled => {
        const again = await json(statistic, '--data', fileOf(`${head}\n${shuffled.join('\n')}\n`), options);
        assertSame(once, figures(again));
      }),
      { numRuns: 2 },
    );
  }
});

test('weights of 1 change no figure, and for Cox a row of weight 2 counts as two rows', async () => {
  const plain = fileOf(`${deaths}\n${melanoma.join('\n')}\n`);
  const ones = fileOf(`${deaths},w\n${melanoma.map(line => `${line},1`).join('\n')}\n`);
  const model = '--time time --event status --event-is 1 --covariates sex,age,thickness';
  assertSame(
    figures(await json('cox', '--data', plain, model)),
    figures(await json('cox', '--data', ones, `${model} --weights w`)),
  );
  const twos = fileOf(
    `${deaths},w\n${melanoma.map((line, i) => `${line},${i % 3 === 0 ? 2 : 1}`).join('\n')}\n`,
  );
  const doubled = fileOf(
    `${deaths}\n${melanoma.flatMap((line, i) => (i % 3 === 0 ? [line, line] : [line])).join('\n')}\n`,
  );
  const breslow = `${model} --ties breslow`;
  const weighted = await json<{ covariance: number[][] }>('cox', '--data', twos, `${breslow} --weights w`);
  const repeated = await json<{ covariance: number[][] }>('cox', '--data', doubled, breslow);
  weighted.covariance
    .flat()
    .forEach((value, k) =>
      assert.ok(Math.abs(value - repeated.covariance.flat()[k]) <= 1e-9 * Math.abs(value)),
    );
});

test('turning the arms round turns the sign of the effect, and its standard error stays', async () => {
  const turned = lines.map(line => line.replace(/^([01]),/, (_, arm: string) => `${1 - Number(arm)},`));
  const first = await json<{ effect: { difference: { value: number; standardError: number } } }>(
    'weight',
    '--data',
    fileOf(`${header}\n${lines.join('\n')}\n`),
    `${covariates} --outcome re78`,
  );
  const second = await json<{ effect: { difference: { value: number; standardError: number } } }>(
    'weight',
    '--data',
    fileOf(`${header}\n${turned.join('\n')}\n`),
    `${covariates} --outcome re78`,
  );
  assert.ok(Math.abs(first.effect.difference.value + second.effect.difference.value) < 1e-6);
  assert.ok(Math.abs(first.effect.difference.standardError - second.effect.difference.standardError) < 1e-6);
});
