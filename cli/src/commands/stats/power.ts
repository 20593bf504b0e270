import {
  eventsNeeded,
  peopleForEvents,
  peopleNeeded,
  powerOfEvents,
  powerOfFisher,
  powerOfProportions,
  riskBehindNone,
} from '@throughcare/evidence';
import { between, levelOf } from './call.ts';
import type { Call } from './call.ts';
import { WrongCall } from './refusal.ts';
import { sayNumber } from './say.ts';
import type { Answer, Subcommand } from './subcommand.ts';

/** Power, as people needed or as what people give. */
export const power: Subcommand = {
  name: 'power',
  summary: 'people or events needed to find a difference, or the power that people give',
  method:
    'Two risks: Fleiss, Levin and Paik (2003), as R: power.prop.test; and, given --n, Fisher’s exact test. Hazards: Schoenfeld (1983). Two-sided.',
  uses: {
    rates: {},
    'hazard-ratio': {},
    'event-share': {},
    n: {},
    ratio: { default: 1, help: 'People in the comparison arm for each one in the first.' },
    power: { default: 0.8 },
    level: { default: 0.95 },
  },
  fields: [
    [
      'needed',
      '{first, comparison, total}: people, for the power asked for, exact and unrounded; with --hazard-ratio also events',
    ],
    ['power', 'with --n: {normal, exact} of two risks, or of events'],
    [
      'riskBehindNone',
      'with --n alone: the highest risk that still lets nobody of n have the event, with the confidence asked for, one-sided',
    ],
  ],
  examples: [
    'throughcare stats power --rates 0.046,0.030',
    'throughcare stats power --hazard-ratio 0.7 --event-share 0.1',
    'throughcare stats power --n 60',
  ],
  run,
};

function run(call: Call): Answer {
  const level = levelOf(call);
  const wanted = between(call, 'power', 0, 1, 'between 0 and 1, such as 0.8');
  const ratio = call.number('ratio');
  if (!(ratio > 0)) throw new WrongCall(`--ratio is ${ratio}; it must be above 0.`);
  const n = call.has('n') ? call.numbers('n') : undefined;
  if (call.has('rates')) return ofRates(call, { level, wanted, ratio, n });
  if (call.has('hazard-ratio')) return ofHazards(call, { level, wanted, ratio, n });
  if (n === undefined) throw new WrongCall('Give --rates P0,P1, or --hazard-ratio N, or --n N alone.');
  const highest = riskBehindNone(n[0], level);
  return {
    facts: { riskBehindNone: highest },
    lines: [
      `Nobody of ${n[0]} with the event still allows a true risk of up to ${sayNumber(highest)} (${level * 100}%, one-sided).`,
    ],
  };
}

interface Question {
  readonly level: number;
  readonly wanted: number;
  readonly ratio: number;
  readonly n: readonly number[] | undefined;
}

function ofRates(call: Call, { level, wanted, ratio, n }: Question): Answer {
  const rates = call.numbers('rates');
  if (rates.length !== 2)
    throw new WrongCall('--rates takes two risks: the comparison arm’s and the first arm’s.');
  const [p0, p1] = rates;
  if (p0 === p1) throw new WrongCall('--rates names one risk twice; there is no difference to find.');
  const first = peopleNeeded({ baselineRisk: p0, risk: p1, ratio, power: wanted, level });
  const needed = { first, comparison: first * ratio, total: first * (1 + ratio) };
  const given = n && ([n.at(-1) ?? 0, n[0]] as const);
  const reached = given && {
    normal: powerOfProportions(given, [p1, p0], level),
    exact: Math.max(...given) <= 2000 ? powerOfFisher(given, [p1, p0], 1 - level) : null,
  };
  return {
    facts: { needed, ...(reached && { power: reached }) },
    lines: [
      `People needed: ${Math.ceil(needed.first)} in the first arm and ${Math.ceil(needed.comparison)} in the comparison.`,
      ...(reached
        ? [
            `Power of the people given: ${sayNumber(reached.normal)}${reached.exact === null ? '' : `; of Fisher’s exact test ${sayNumber(reached.exact)}`}.`,
          ]
        : []),
    ],
  };
}

function ofHazards(call: Call, { level, wanted, ratio, n }: Question): Answer {
  const hazardRatio = call.number('hazard-ratio');
  const share = 1 / (1 + ratio);
  const events = eventsNeeded({ hazardRatio, share, power: wanted, level });
  const eventShare = call.has('event-share') ? call.number('event-share') : undefined;
  const people = eventShare === undefined ? undefined : peopleForEvents(events, eventShare);
  const needed = {
    events,
    ...(people !== undefined && { first: people * share, comparison: people * (1 - share), total: people }),
  };
  const reached =
    n === undefined || eventShare === undefined
      ? undefined
      : powerOfEvents((n.length === 1 ? n[0] * 2 : n[0] + n[1]) * eventShare, { hazardRatio, share, level });
  return {
    facts: { needed, ...(reached !== undefined && { power: reached }) },
    lines: [
      `Events needed in both arms together: ${Math.ceil(events)}.`,
      ...(people === undefined ? [] : [`People needed: ${Math.ceil(people)} in all.`]),
      ...(reached === undefined ? [] : [`Power of the people given: ${sayNumber(reached)}.`]),
    ],
  };
}
