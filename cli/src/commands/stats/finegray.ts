import { fineGray, normalInterval } from '@throughcare/evidence';
import { chiSquareUpper } from '@throughcare/numerics';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { modelOf, requireIndependent, withoutIntercept } from './covariates.ts';
import { rowsOf } from './cox.ts';
import { readData } from './data.ts';
import { StatsRefused } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { causeOf, competingOf } from './survival-columns.ts';

/** The Fine-Gray model. */
export const finegray: Subcommand = {
  name: 'finegray',
  summary: 'ratios of subdistribution hazards of one cause, by Fine and Gray',
  method:
    'Fine and Gray (1999), ties by Breslow; standard error by their sandwich, with the estimation of the censoring distribution counted. As R: cmprsk::crr(ftime, fstatus, cov1, failcode = cause).',
  uses: {
    ...ON_DATA,
    time: { required: true },
    event: { required: true },
    censored: {},
    cause: { default: '1' },
    covariates: { required: true },
    factor: {},
    level: { default: 0.95 },
  },
  fields: [
    ['cause, causes, censored', 'what the answer is about, and the coding of --event'],
    [
      'coefficients',
      '[{term, column, level?, coefficient, hazardRatio, lower, upper, standardError, modelStandardError, z, p}]',
    ],
    ['covariance, modelCovariance', 'a row a term'],
    ['logLikelihood', '{null, model}'],
    ['n, events, iterations', 'rows, events of the cause'],
  ],
  examples: [
    'throughcare stats finegray --data evidence/test/fixtures/melanoma.csv --time time --event status --censored 2 --cause 1 --covariates sex,age,thickness,ulcer',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const competing = competingOf(call, data);
  if (competing.start !== undefined)
    throw new StatsRefused('The Fine-Gray model takes --time, without delayed entry.');
  const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
  const names = model.terms.map(({ term }) => term);
  const fit = fineGray(
    {
      time: competing.time,
      cause: competing.cause,
      covariates: withoutIntercept(model.design),
      columns: names.length,
      names,
    },
    causeOf(call, competing),
  );
  requireIndependent(fit.dependent, names);
  const level = levelOf(call);
  const coefficients = model.terms.map((term, j) => {
    const coefficient = fit.coefficients[j];
    const standardError = Math.sqrt(fit.covariance[j * names.length + j]);
    const { lower, upper } = normalInterval(coefficient, standardError, level);
    const z = coefficient / standardError;
    return {
      ...term,
      coefficient,
      hazardRatio: Math.exp(coefficient),
      lower: Math.exp(lower),
      upper: Math.exp(upper),
      standardError,
      modelStandardError: Math.sqrt(fit.modelCovariance[j * names.length + j]),
      z,
      p: chiSquareUpper(z * z, 1),
    };
  });
  return {
    facts: {
      ...data.facts,
      cause: call.text('cause'),
      causes: competing.causes.map((cause, k) => ({ cause, events: competing.counts[k] })),
      censored: competing.censored ?? null,
      n: data.used,
      events: fit.events,
      iterations: fit.iterations,
      standardErrorName: 'sandwich of Fine and Gray',
      coefficients,
      baselines: model.baselines,
      covariance: rowsOf(fit.covariance, names.length),
      modelCovariance: rowsOf(fit.modelCovariance, names.length),
      logLikelihood: { null: fit.logLikelihood[0], model: fit.logLikelihood[1] },
    },
    lines: [
      data.heading,
      `${data.used} rows, ${fit.events} events of cause ${call.text('cause')}`,
      ...sayTable(
        ['term', 'coefficient', 'hazard ratio', 'lower', 'upper', 'standard error', 'z', 'p'],
        coefficients.map(c => [
          c.term,
          c.coefficient,
          c.hazardRatio,
          c.lower,
          c.upper,
          c.standardError,
          c.z,
          c.p,
        ]),
      ),
      `log likelihood ${sayNumber(fit.logLikelihood[0])} to ${sayNumber(fit.logLikelihood[1])}`,
    ],
    cautions: [...data.cautions, ...competing.cautions],
  };
}
