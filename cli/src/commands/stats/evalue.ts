import { asRiskRatio, differenceAsRiskRatio, eValue } from '@throughcare/evidence';
import type { RatioMeasure } from '@throughcare/evidence';
import type { Call } from './call.ts';
import { WrongCall } from './refusal.ts';
import { sayNumber } from './say.ts';
import type { Answer, Subcommand } from './subcommand.ts';

const MEASURES: Readonly<Record<string, RatioMeasure>> = {
  risk: 'risk ratio',
  odds: 'odds ratio',
  hazard: 'hazard ratio',
};

/** E-values. */
export const evalue: Subcommand = {
  name: 'evalue',
  summary: 'how strong something unrecorded would have to be to explain an estimate away',
  method:
    'VanderWeele and Ding (2017): RR + sqrt(RR (RR - 1)). A common outcome’s odds ratio counts as its root, a hazard ratio as (1 - .5^sqrt(HR)) / (1 - .5^sqrt(1/HR)); a standardised difference of means d as exp(.91 d). As R: EValue.',
  uses: {
    measure: { default: 'risk', choices: ['risk', 'odds', 'hazard', 'difference'] },
    estimate: { required: true },
    lower: {},
    upper: {},
    'standard-error': { help: 'Of a standardised difference, in place of --lower and --upper.' },
    true: { help: 'The value that the estimate should be moved to. Default: 1, or 0 for a difference.' },
    rare: { default: false },
  },
  fields: [
    ['eValue', 'of the estimate'],
    [
      'eValueOfLimit',
      'of the interval’s limit nearer to the true value; 1 when the interval holds it; null without an interval',
    ],
    ['riskRatio, lower, upper', 'what the estimate and its interval count as'],
  ],
  examples: [
    'throughcare stats evalue --estimate 3.9 --lower 1.8 --upper 8.7',
    'throughcare stats evalue --measure hazard --estimate 0.8',
  ],
  run,
};

function run(call: Call): Answer {
  const measure = call.text('measure');
  const isDifference = measure === 'difference';
  const asRatio = (value: number): number =>
    isDifference ? differenceAsRiskRatio(value) : asRiskRatio(value, MEASURES[measure], call.flag('rare'));
  const estimate = call.number('estimate');
  if (call.has('lower') !== call.has('upper'))
    throw new WrongCall('Give both --lower and --upper, or neither.');
  const interval = limitsOf(call, estimate, isDifference);
  if (interval && !(interval[0] <= estimate && estimate <= interval[1])) {
    throw new WrongCall(
      `--estimate ${estimate} lies outside --lower ${interval[0]} to --upper ${interval[1]}.`,
    );
  }
  const target = asRatio(call.has('true') ? call.number('true') : isDifference ? 0 : 1);
  const riskRatio = asRatio(estimate);
  const limits = interval?.map(asRatio);
  const value = eValue(riskRatio / target);
  let ofLimit: number | null = null;
  if (limits !== undefined) {
    const holds = limits[0] <= target && target <= limits[1];
    ofLimit = holds ? 1 : eValue((limits[0] > target ? limits[0] : limits[1]) / target);
  }
  return {
    facts: {
      eValue: value,
      eValueOfLimit: ofLimit,
      riskRatio,
      lower: limits?.[0] ?? null,
      upper: limits?.[1] ?? null,
    },
    lines: [
      `E-value of the estimate: ${sayNumber(value)}${ofLimit === null ? '' : `; of the limit: ${sayNumber(ofLimit)}`}`,
      'Something unrecorded would have to go with both the arm and the outcome by that ratio to explain it away. A large',
      'E-value does not show that there is nothing of the kind.',
    ],
  };
}

function limitsOf(call: Call, estimate: number, isDifference: boolean): [number, number] | undefined {
  if (call.has('lower')) return [call.number('lower'), call.number('upper')];
  if (!call.has('standard-error')) return undefined;
  if (!isDifference)
    throw new WrongCall(
      '--standard-error goes with --measure difference; of a ratio give --lower and --upper.',
    );
  const reach = 1.959963984540054 * call.number('standard-error');
  return [estimate - reach, estimate + reach];
}
