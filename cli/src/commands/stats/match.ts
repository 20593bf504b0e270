import {
  fitPropensity,
  matchedDifference,
  matchFull,
  matchMahalanobis,
  matchNearest,
  matchOptimal,
  normalInterval,
  subclassify,
} from '@throughcare/evidence';
import type { DesignMatrix, Link, Matched } from '@throughcare/evidence';
import { balanceFacts } from './balance-facts.ts';
import { levelOf } from './call.ts';
import type { Call } from './call.ts';
import { modelOf } from './covariates.ts';
import { readData } from './data.ts';
import { groupedBy } from './groups.ts';
import { StatsRefused, WrongCall } from './refusal.ts';
import { sayNumber, sayTable } from './say.ts';
import { ON_DATA } from './subcommand.ts';
import type { Answer, Subcommand } from './subcommand.ts';
import { treatmentOf } from './treatment.ts';
import { outcomeOf } from './weight.ts';

/** Matching. */
export const match: Subcommand = {
  name: 'match',
  summary: 'matched people of two arms, and the difference that they leave',
  method:
    'Propensity by logistic (or probit) regression; nearest neighbour, optimal, full (Hansen 2004) or subclassification, or nearest and optimal on Mahalanobis distances. The caliper is checked on every pair. Difference of weighted means with cluster-robust standard error by matched set (Abadie and Spiess 2022). As R: MatchIt, sandwich::vcovCL.',
  uses: {
    ...ON_DATA,
    treatment: { required: true },
    'treatment-is': {},
    covariates: { required: true },
    factor: {},
    outcome: {},
    'outcome-is': {},
    estimand: { default: 'ATT', choices: ['ATT', 'ATC', 'ATE'] },
    method: { default: 'nearest', choices: ['nearest', 'optimal', 'full', 'subclass', 'entropy'] },
    distance: { default: 'propensity', choices: ['propensity', 'mahalanobis'] },
    link: { default: 'logit', choices: ['logit', 'probit'] },
    caliper: {},
    'caliper-on': { default: 'raw', choices: ['raw', 'logit'] },
    'caliper-in': { default: 'sd', choices: ['sd', 'score'] },
    ratio: { default: 1 },
    replace: { default: false },
    order: {
      choices: ['largest', 'smallest', 'closest'],
      help: 'Who is matched first. Default: largest, for ATC smallest; closest for Mahalanobis distances.',
    },
    exact: {},
    subclasses: { default: 6 },
    level: { default: 0.95 },
  },
  fields: [
    ['arms, counts', 'what the arms are called, and how many people are in each'],
    [
      'matched',
      '{treated, control, unmatched, distance, widest, caliper}: people with weight, people without a match, sum and largest of the distances',
    ],
    ['pairs', '[{focal, match, set?}] as row numbers; row 1 is the first below the header'],
    ['rowNumbers, scores, weights, sets', 'of each used row'],
    ['effectiveSampleSizes, balance', 'as in stats balance, with the mean distance within pairs'],
    [
      'effect',
      '{means, difference, standardError, standardErrorName, standardErrors, lower, upper}; with --outcome',
    ],
    ['notes', 'who was left out, in sentences'],
  ],
  examples: [
    'throughcare stats match --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --outcome re78 --caliper 0.2',
    'throughcare stats match --data evidence/test/fixtures/lalonde.csv --treatment treat --covariates age,educ,race,married,nodegree,re74,re75 --method full',
  ],
  run,
};

function run(call: Call): Answer {
  const data = readData(call);
  const { treated, arms, counts } = treatmentOf(call, data);
  const { design } = modelOf(data, call.columns('covariates'), call.columns('factor'));
  if (call.text('method') === 'entropy') {
    throw new WrongCall('Entropy balancing makes weights and no matches: stats weight --method entropy.');
  }
  const propensity = fitPropensity(design, treated, { link: call.text('link') as Link });
  if (propensity.separated.length > 0) {
    const names = propensity.separated.map(j => design.names[j]).join(', ');
    throw new StatsRefused(
      `${names}: the covariates tell the two arms apart without error (separation), so nobody there has a counterpart. Merge levels, or leave the column out.`,
    );
  }
  const stratum = call.has('exact') ? groupedBy(data, call.columns('exact')).codes : undefined;
  // People are known by their place in the file: nothing else tells rows apart that are alike.
  const people = { treated, scores: propensity.scores, rank: data.rowNumbers, ...(stratum && { stratum }) };
  const found = matchPeople(call, people, design);
  const estimand = call.text('estimand') as 'ATT' | 'ATC' | 'ATE';
  const balance = balanceFacts(call, data, treated, found.weights, estimand, found.pairs);
  const level = levelOf(call);
  const effect = call.has('outcome')
    ? effectFacts(call, outcomeOf(call, data), treated, found, level)
    : undefined;
  const withWeight = (arm: number) =>
    found.weights.reduce((n, w, i) => n + (w > 0 && treated[i] === arm ? 1 : 0), 0);
  const matched = {
    treated: withWeight(1),
    control: withWeight(0),
    unmatched: found.unmatched,
    distance: found.distance,
    widest: found.widest,
    caliper: found.caliper ?? null,
  };
  return {
    facts: {
      ...data.facts,
      arms,
      counts,
      matched,
      notes: found.notes,
      pairs:
        found.pairs === undefined
          ? []
          : Array.from(found.pairs[0], (focal, k) => ({
              focal: data.rowNumbers[focal],
              match: data.rowNumbers[found.pairs?.[1][k] ?? 0],
            })),
      rowNumbers: data.rowNumbers,
      scores: propensity.scores,
      weights: found.weights,
      ...(found.sets && { sets: found.sets }),
      ...balance.facts,
      ...(effect && { effect }),
    },
    lines: [
      data.heading,
      `${arms.treated} (${counts.treated}) against ${arms.control} (${counts.control}), ${estimand}`,
      `matched: ${matched.treated} treated and ${matched.control} control; ${matched.unmatched} without a match; sum of distances ${sayNumber(matched.distance)}, largest ${sayNumber(matched.widest)}`,
      ...found.notes,
      ...balance.lines,
      ...(effect
        ? [
            `means ${sayNumber(effect.means.treated)} and ${sayNumber(effect.means.control)}; difference ${sayNumber(effect.difference)} (${sayNumber(effect.lower)} to ${sayNumber(effect.upper)}), ${effect.standardErrorName}`,
            ...sayTable(['standard error', 'value'], Object.entries(effect.standardErrors)),
          ]
        : []),
    ],
    cautions: data.cautions,
  };
}

type People = Parameters<typeof matchNearest>[0];

function matchPeople(call: Call, people: People, design: DesignMatrix): Matched {
  const estimand = call.text('estimand') as 'ATT' | 'ATC' | 'ATE';
  const method = call.text('method');
  const caliper = call.has('caliper')
    ? {
        width: call.number('caliper'),
        in: call.text('caliper-in') === 'sd' ? ('standard deviations' as const) : ('score units' as const),
      }
    : undefined;
  const scale = call.text('caliper-on') as 'raw' | 'logit';
  const ratio = call.number('ratio');
  const common = { scale, ...(caliper && { caliper }) };
  if (method === 'subclass') return subclassify(people, { estimand, classes: call.number('subclasses') });
  if (method === 'full') return matchFull(people, { estimand, ...common });
  if (estimand === 'ATE') {
    throw new WrongCall(
      `${method} matching gives each person of one arm a match: ATT or ATC. For ATE say --method full or subclass.`,
    );
  }
  if (call.text('distance') === 'mahalanobis') {
    return matchMahalanobis(design, people, {
      estimand,
      kind: method === 'optimal' ? 'optimal' : 'nearest',
      ratio,
      replace: call.flag('replace'),
      ...common,
      ...(call.has('order') && { order: call.text('order') as 'largest' }),
    });
  }
  if (method === 'optimal') return matchOptimal(people, { estimand, ratio, ...common });
  return matchNearest(people, {
    estimand,
    ratio,
    replace: call.flag('replace'),
    ...common,
    ...(call.has('order') && { order: call.text('order') as 'largest' }),
  });
}

function effectFacts(call: Call, outcome: Float64Array, treated: Uint8Array, found: Matched, level: number) {
  const { difference, means, standardError, standardErrorName, standardErrors } = matchedDifference(
    outcome,
    treated,
    found,
  );
  const { lower, upper } = normalInterval(difference, standardError, level);
  const present = Object.entries(standardErrors).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  );
  return {
    outcome: call.text('outcome'),
    means: { treated: means[0], control: means[1] },
    difference,
    standardError,
    standardErrorName,
    standardErrors: Object.fromEntries(present),
    lower,
    upper,
  };
}
