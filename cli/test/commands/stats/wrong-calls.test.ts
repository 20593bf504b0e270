import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixture, say } from './calling.ts';

describe('a wrong call is said in a sentence, with status 2', () => {
  const lung = fixture('lung.csv');
  const calls: readonly (readonly [what: string, args: readonly string[], sentence: RegExp])[] = [
    ['no statistic', [], /Say which statistic: km, logrank/],
    ['an unknown statistic', ['coxx'], /There is no statistic "coxx"\. Did you mean cox\?/],
    [
      'an option of another statistic',
      ['km', '--data', lung, '--tau', '3'],
      /stats km does not use --tau\. It uses --data, .*--json\./,
    ],
    ['an option that nobody has', ['km', '--levl', '0.9'], /no option --levl\. Did you mean level\?/],
    ['an option that is missing', ['cox', '--data', lung], /also needs --event COL, --covariates a,b,c/],
    ['an option without its value', ['km', '--data'], /--data needs a value/],
    [
      'an option given twice',
      ['km', '--data', lung, '--time', 'time', '--time', 'age'],
      /--time is given twice/,
    ],
    [
      'a choice that is none',
      ['cox', '--data', lung, '--ties', 'exact'],
      /--ties is "exact"; it may be efron, breslow/,
    ],
    ['a number that is none', ['rmst', '--data', lung, '--tau', 'x'], /--tau is "x"; it must be a number/],
    [
      'a level of 95',
      ['km', '--data', lung, '--time', 'time', '--event', 'status', '--event-is', '2', '--level', '95'],
      /between 0 and 1, such as 0\.95/,
    ],
    [
      'a column in two roles',
      ['cox', '--data', lung, '--time', 'time', '--event', 'status', '--covariates', 'time,age'],
      /time is named by --time and by --covariates/,
    ],
    [
      'start without stop',
      [
        'cox',
        '--data',
        lung,
        '--start',
        'age',
        '--event',
        'status',
        '--event-is',
        '2',
        '--covariates',
        'sex',
      ],
      /both --start COL and --stop COL/,
    ],
    [
      'an estimand that the method has not',
      [
        'match',
        '--data',
        fixture('lalonde.csv'),
        '--treatment',
        'treat',
        '--covariates',
        'age',
        '--estimand',
        'ATE',
      ],
      /ATE came with --method nearest/,
    ],
    [
      'an option that the method has not',
      [
        'match',
        '--data',
        fixture('lalonde.csv'),
        '--treatment',
        'treat',
        '--covariates',
        'age',
        '--method',
        'full',
        '--replace',
      ],
      /--replace is for --method nearest/,
    ],
    ['a ratio below 0', ['evalue', '--estimate', '-2'], /a ratio is above 0/],
    [
      'limits that do not hold the estimate',
      ['evalue', '--estimate', '2', '--lower', '3', '--upper', '4'],
      /lies outside its limits/,
    ],
    ['two equal risks', ['power', '--rates', '0.1,0.1'], /names 0\.1 twice/],
  ];
  for (const [what, args, sentence] of calls) {
    test(what, async () => {
      const { status, out, err } = await say(...args);
      assert.equal(status, 2, err);
      assert.equal(out, '');
      assert.match(err, sentence);
    });
  }
});
