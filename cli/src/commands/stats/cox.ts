import {
  baselineHazard,
  concordance,
  coxRegression,
  martingaleResiduals,
  proportionalHazardsAdvice,
  proportionalHazardsTest,
} from '@throughcare/evidence';
import type { CoxFit, Ties, TimeTransform } from '@throughcare/evidence';
import { chiSquareUpper } from '@throughcare/numerics';
import { levelOf } from './call.ts';
import { asRows, coefficientRows, ratiosOf, sayCoefficients, standardErrors } from './coefficient-rows.ts';
import { modelOf, requireIndependent, withoutIntercept } from './covariates.ts';
import type { Model } from './covariates.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Subcommand } from './subcommand.ts';
import { eventsOf, weightsOf } from './survival-columns.ts';

export const cox: Subcommand = {
  name: 'cox',
  summary: 'proportional hazards regression',
  method:
    'Cox (1972); ties by Efron (1977) or Breslow; robust covariance by Lin and Wei (1989), summed by cluster; proportional hazards by Grambsch and Therneau (1994) in its exact form. As R’s coxph and cox.zph.',
  uses: {
    ...ON_DATA,
    time: {},
    start: {},
    stop: {},
    event: { required: true },
    'event-is': {},
    covariates: { required: true },
    factor: {},
    strata: {},
    cluster: {},
    weights: {},
    ties: { choices: ['efron', 'breslow'], default: 'efron' },
    robust: {
      default: false,
      help: 'Robust standard errors make the tests and intervals; always so with --cluster, or with weights that are not whole numbers.',
    },
    transform: { choices: ['km', 'identity', 'rank', 'log'], default: 'km' },
    level: { default: 0.95 },
  },
  fields: [
    ['n, events', 'rows used, and how many ended by the event'],
    ['strata, clusters', 'the names of the strata and the number of clusters, where there are any'],
    ['standardErrorUsed', 'model, or robust: which of them z, p and intervals rest on'],
    [
      'coefficients',
      'one a term: {term, column, level, coefficient, hazardRatio, standardError, modelStandardError, robustStandardError, z, p, lower, upper (of the coefficient), hazardRatioLower, hazardRatioUpper}',
    ],
    ['baselines', 'the level of each factor that the others are compared with'],
    ['covariance, robustCovariance', 'of the coefficients, in their order'],
    ['logLikelihood', '{null, model}'],
    ['tests', 'likelihoodRatio, wald, score, robustWald, robustScore: each {chiSquare, degreesOfFreedom, p}'],
    [
      'concordance, concordanceStandardError',
      'share of pairs whose order the model gets right (Harrell 1996)',
    ],
    [
      'proportionalHazards',
      '{transform, terms: [{term, chiSquare, degreesOfFreedom, p}], global}; a factor’s levels are one term; columns: the same for each coefficient alone; sentences say what to do',
    ],
    [
      'baselineHazard',
      'cumulative, at covariates of 0: [{stratum, table: [{time, cumulativeHazard}]}]; left out with a caution where 0 is too far away to have one',
    ],
    ['martingaleResiduals', 'one a row used, in the file’s order'],
    ['iterations', 'Newton steps'],
  ],
  examples: [
    'throughcare stats cox --data evidence/test/fixtures/rossi.csv --time week --event arrest --covariates fin,age,race,wexp,mar,paro,prio',
    'throughcare stats cox --data evidence/test/fixtures/heart.csv --start start --stop stop --event event --covariates age,year,surgery,transplant --cluster id',
  ],
  run(call) {
    const data = readData(call);
    const rows = eventsOf(call, data);
    const weights = weightsOf(call, data);
    const model = modelOf(data, call.columns('covariates'), call.columns('factor'));
    const strata = call.has('strata') ? groupedBy(data, call.columns('strata')) : undefined;
    const cluster = call.has('cluster') ? groupedBy(data, call.columns('cluster')) : undefined;
    const level = levelOf(call);
    const fit = coxRegression(
      {
        ...rows,
        covariates: withoutIntercept(model.design),
        columns: model.terms.length,
        names: model.terms.map(({ term }) => term),
        ...(strata ? { strata: strata.codes } : {}),
        ...(cluster ? { cluster: cluster.codes } : {}),
        ...(weights ? { weights } : {}),
      },
      call.text('ties') as Ties,
    );
    requireIndependent(
      fit.dependent,
      model.terms.map(({ term }) => term),
    );
    const robust =
      call.flag('robust') ||
      cluster !== undefined ||
      weights?.some(weight => !Number.isInteger(weight)) === true;
    const columns = model.terms.length;
    const own = standardErrors(fit.covariance, columns);
    const robustErrors = standardErrors(fit.robustCovariance, columns);
    const tested = coefficientRows(
      model.terms,
      fit.coefficients,
      robust ? fit.robustCovariance : fit.covariance,
      level,
    );
    const tests = testsOf(fit);
    const hazards = hazardsTest(fit, model, call.text('transform') as TimeTransform);
    const atZero = hazardAtZero(fit, strata?.names);
    return {
      facts: {
        ...data.facts,
        n: data.used,
        events: rows.events,
        ...(strata ? { strata: strata.names } : {}),
        ...(cluster ? { clusters: cluster.names.length } : {}),
        standardErrorUsed: robust ? 'robust' : 'model',
        coefficients: tested.map((row, j) => ({
          ...row,
          modelStandardError: own[j],
          robustStandardError: robustErrors[j],
          hazardRatio: ratiosOf(row).ratio,
          hazardRatioLower: ratiosOf(row).lower,
          hazardRatioUpper: ratiosOf(row).upper,
        })),
        baselines: model.baselines,
        covariance: asRows(fit.covariance, columns),
        robustCovariance: asRows(fit.robustCovariance, columns),
        logLikelihood: { null: fit.logLikelihood[0], model: fit.logLikelihood[1] },
        tests,
        ...concordanceFacts(fit, cluster?.codes),
        proportionalHazards: hazards,
        ...(atZero ? { baselineHazard: atZero } : {}),
        martingaleResiduals: martingaleResiduals(fit),
        iterations: fit.iterations,
      },
      cautions: atZero ? data.cautions : [...data.cautions, NO_BASELINE],
      lines: [
        data.heading,
        `${rows.events} events. Standard errors: ${robust ? `robust${cluster ? ` by ${call.text('cluster')}` : ''}` : 'of the model'}. Baselines: ${model.baselines.map(({ column, level }) => `${column} ${level}`).join(', ') || 'none'}.`,
        '',
        ...sayCoefficients(tested, 'hazard ratio'),
        '',
        ...sayTable(
          ['test', 'chi-square', 'df', 'p'],
          Object.entries(tests).map(([name, { chiSquare, degreesOfFreedom, p }]) => [
            name,
            chiSquare,
            degreesOfFreedom,
            p,
          ]),
        ),
        `Log likelihood ${sayNumber(fit.logLikelihood[0])} without and ${sayNumber(fit.logLikelihood[1])} with the covariates.`,
        '',
        ...sayTable(
          ['proportional hazards', 'chi-square', 'df', 'p'],
          [...hazards.terms, hazards.global].map(({ term, chiSquare, degreesOfFreedom, p }) => [
            term,
            chiSquare,
            degreesOfFreedom,
            p,
          ]),
        ),
        ...hazards.sentences,
      ],
    };
  },
};

const NO_BASELINE =
  'The hazard at covariates of 0 is left out: 0 lies so far from these people that it is no number (a year or a date, say). Count such a covariate from a value near theirs.';

/** The baseline hazard by stratum, or nothing where 0 is so far away that it has no number. */
function hazardAtZero(fit: CoxFit, strata: readonly string[] | undefined) {
  const found = baselineHazard(fit);
  const last = found.map(({ cumulativeHazard }) => cumulativeHazard.at(-1) ?? 0);
  if (!last.every(Number.isFinite) || last.every(value => value === 0)) return undefined;
  return found.map(({ stratum, time, cumulativeHazard }) => ({
    ...(strata ? { stratum: strata[stratum] } : {}),
    table: Array.from(time, (at, k) => ({ time: at, cumulativeHazard: cumulativeHazard[k] })),
  }));
}

function concordanceFacts(fit: CoxFit, cluster: Int32Array | undefined) {
  const found = concordance(fit, cluster);
  return { concordance: found.concordance, concordanceStandardError: found.standardError };
}

function testsOf(fit: CoxFit) {
  const { degreesOfFreedom } = fit;
  const test = (chiSquare: number) => ({
    chiSquare,
    degreesOfFreedom,
    p: chiSquareUpper(chiSquare, degreesOfFreedom),
  });
  return {
    likelihoodRatio: test(fit.likelihoodRatioTest),
    wald: test(fit.waldTest),
    score: test(fit.scoreTest),
    robustWald: test(fit.robustWaldTest),
    robustScore: test(fit.robustScoreTest),
  };
}

/** Of each covariate (a factor's levels together), of each coefficient, and of all; and what to do about it. */
function hazardsTest(fit: CoxFit, { terms }: Model, transform: TimeTransform) {
  const columns = [...new Set(terms.map(({ column }) => column))];
  const together = columns.map(name => ({
    name,
    columns: terms.flatMap(({ column }, j) => (column === name ? [j] : [])),
  }));
  const alone = terms.map(({ term }, j) => ({ name: term, columns: [j] }));
  const named = ({
    name,
    chiSquare,
    degreesOfFreedom,
    p,
  }: {
    name: string;
    chiSquare: number;
    degreesOfFreedom: number;
    p: number;
  }) => ({
    term: name,
    chiSquare,
    degreesOfFreedom,
    p,
  });
  const test = proportionalHazardsTest(fit, transform, together);
  return {
    transform,
    terms: test.terms.map(named),
    global: { ...named(test.global), term: 'GLOBAL' },
    columns: proportionalHazardsTest(fit, transform, alone).terms.map(named),
    sentences: proportionalHazardsAdvice(fit, test).sentences,
  };
}
