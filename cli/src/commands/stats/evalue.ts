import { asRiskRatio, differenceAsRiskRatio, eValue } from '@throughcare/evidence';
import type { RatioMeasure } from '@throughcare/evidence';
import { normalQuantile } from '@throughcare/numerics';
import type { Call } from './call.ts';
import { levelOf } from './call.ts';
import { WrongCall } from './refusal.ts';
import { sayNumber } from './say.ts';
import type { Subcommand } from './subcommand.ts';

const MEASURES = ['risk', 'odds', 'hazard', 'rate', 'difference'] as const;

export const evalue: Subcommand = {
  name: 'evalue',
  summary: 'how strong something unmeasured would have to be (E-value)',
  method:
    'VanderWeele and Ding (2017): a risk ratio as it stands; of a common outcome the root of an odds ratio, and (1 - .5^sqrt(h)) / (1 - .5^sqrt(1/h)) of a hazard ratio h; of a standardised difference d exp(.91 d), its limits exp(.91 d -+ 1.78 s). As R’s EValue.',
  uses: {
    estimate: { required: true },
    lower: {},
    upper: {},
    'standard-error': { help: 'In place of the limits; of a ratio, of its logarithm.' },
    measure: {
      choices: MEASURES,
      default: 'risk',
      help: 'A ratio of risks, odds, hazards or rates, or a standardised difference of means.',
    },
    rare: { default: false },
    true: { help: 'The value that the estimate should be moved to. Default: 1; of a difference 0.' },
    level: { default: 0.95, help: 'Confidence level of limits made from --standard-error.' },
  },
  fields: [
    ['riskRatio', '{estimate, lower, upper}: as the risk ratios that the E-value is of'],
    [
      'eValue',
      'of the estimate: the least risk ratio, with arm and with outcome, of something unmeasured that would explain it away',
    ],
    ['eValueOfLimit', 'of the limit nearer to the true value; 1 when the interval holds it'],
    ['sentence', 'the same in words'],
  ],
  examples: [
    'throughcare stats evalue --estimate 3.9 --lower 1.8 --upper 8.7',
    'throughcare stats evalue --measure hazard --estimate 0.68 --lower 0.47 --upper 0.996',
  ],
  run(call) {
    const measure = call.text('measure');
    const isDifference = measure === 'difference';
    const asked = call.has('true') ? call.number('true') : isDifference ? 0 : 1;
    const toRatio = ratioOf(call, measure);
    const [lower, upper] = limitsOf(call, isDifference);
    const estimate = toRatio(call.number('estimate'));
    const truth = toRatio(asked);
    const limits =
      lower === undefined && upper === undefined
        ? undefined
        : isDifference && call.has('standard-error')
          ? differenceLimits(call)
          : {
              ...(lower === undefined ? {} : { lower: toRatio(lower) }),
              ...(upper === undefined ? {} : { upper: toRatio(upper) }),
            };
    const value = eValue(estimate / truth);
    const ofLimit = limits && limitValue(limits, estimate, truth);
    const sentence =
      `Something unmeasured could explain the estimate away if it went with arm and with outcome by a risk ratio of ${sayNumber(value)} each, beyond the covariates; nothing weaker could.` +
      (ofLimit === undefined
        ? ''
        : ofLimit === 1
          ? ' The interval holds no effect already.'
          : ` For the interval to hold no effect ${sayNumber(ofLimit)} would do.`);
    return {
      facts: {
        riskRatio: { estimate, ...limits },
        eValue: value,
        ...(ofLimit === undefined ? {} : { eValueOfLimit: ofLimit }),
        sentence,
      },
      lines: [
        `As a risk ratio ${sayNumber(estimate)}${limits ? ` (${[limits.lower, limits.upper].map(one => (one === undefined ? '-' : sayNumber(one))).join(' to ')})` : ''}.`,
        `E-value ${sayNumber(value)}${ofLimit === undefined ? '' : `, of the limit ${sayNumber(ofLimit)}`}.`,
        sentence,
      ],
    };
  },
};

function ratioOf(call: Call, measure: string): (value: number) => number {
  const rare = call.flag('rare');
  if (measure === 'difference') {
    if (rare)
      throw new WrongCall(
        '--rare is for odds and hazard ratios; a difference of means knows no rare outcome.',
      );
    return differenceAsRiskRatio;
  }
  const name: RatioMeasure =
    measure === 'odds' ? 'odds ratio' : measure === 'hazard' ? 'hazard ratio' : 'risk ratio';
  return value => {
    if (!(value > 0)) throw new WrongCall(`${value} came as a ${measure} ratio; a ratio is above 0.`);
    return asRiskRatio(value, name, rare);
  };
}

/** The limits as given, or made from the standard error. */
function limitsOf(call: Call, isDifference: boolean): readonly [number | undefined, number | undefined] {
  const [lower, upper] = (['lower', 'upper'] as const).map(name =>
    call.has(name) ? call.number(name) : undefined,
  );
  const estimate = call.number('estimate');
  if (call.has('standard-error')) {
    if (lower !== undefined || upper !== undefined)
      throw new WrongCall('Give --standard-error, or --lower and --upper; not both.');
    const error = call.number('standard-error');
    if (!(error >= 0)) throw new WrongCall(`--standard-error is ${error}; it is 0 or more.`);
    const reach = normalQuantile((1 + levelOf(call)) / 2) * error;
    return isDifference
      ? [estimate - reach, estimate + reach]
      : [estimate * Math.exp(-reach), estimate * Math.exp(reach)];
  }
  if ((lower !== undefined && lower > estimate) || (upper !== undefined && upper < estimate)) {
    throw new WrongCall(
      `The estimate of ${estimate} lies outside its limits of ${lower ?? '-'} and ${upper ?? '-'}. Are they in the right order?`,
    );
  }
  return [lower, upper];
}

/** VanderWeele and Ding's own approximation for a standardised difference. */
function differenceLimits(call: Call) {
  const [d, s] = [call.number('estimate'), call.number('standard-error')];
  return { lower: Math.exp(0.91 * d - 1.78 * s), upper: Math.exp(0.91 * d + 1.78 * s) };
}

/** Of the limit on the side of the true value; 1 when that one is passed. */
function limitValue(
  limits: { lower?: number; upper?: number },
  estimate: number,
  truth: number,
): number | undefined {
  const near = estimate >= truth ? limits.lower : limits.upper;
  if (near === undefined) return undefined;
  const passed = estimate >= truth ? near <= truth : near >= truth;
  return passed ? 1 : eValue(near / truth);
}
