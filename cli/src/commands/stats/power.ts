import {
  eventsNeeded,
  peopleForEvents,
  peopleForFisher,
  peopleNeeded,
  powerOfEvents,
  powerOfFisher,
  powerOfProportions,
  smallestDifference,
  smallestHazardRatio,
} from '@throughcare/evidence';
import { between, levelOf } from './call.ts';
import type { Call } from './call.ts';
import { WrongCall } from './refusal.ts';
import { sayNumber } from './say.ts';
import type { Answer, Subcommand } from './subcommand.ts';

export const power: Subcommand = {
  name: 'power',
  summary: 'people or events needed, power, or the smallest difference found',
  method:
    'Two risks: Fleiss, Levin and Paik (2003, 4.2) without continuity correction, as R’s power.prop.test; and Fisher’s exact test over all outcomes. Hazards: Schoenfeld (1983). All two-sided.',
  uses: {
    rates: {
      help: 'The risk in the comparison arm, and in the first arm (left out: the smallest difference that --n finds).',
    },
    'hazard-ratio': {},
    'event-share': {},
    events: { help: 'Events in both arms together, for hazards.' },
    n: {},
    power: { help: 'Power wanted. Default: 0.8, unless --n or --events asks for the power.' },
    ratio: { help: 'People in the comparison arm for each one in the first. Default: 1.' },
    'exact-test': { help: 'Also by Fisher’s exact test, for rare events.' },
    level: { default: 0.95, help: 'Confidence level: 1 less the error of the first kind.' },
  },
  fields: [
    ['question', 'what was asked, in words'],
    [
      'people',
      '{first, comparison, total}: whole people needed; exactPeople: as the formula gives them, in the first arm',
    ],
    ['power', 'the power that --n or --events gives'],
    [
      'smallest',
      'the smallest differences, or hazard ratios, found with that many people or events: {below, above}',
    ],
    ['events, exactEvents', 'events needed in both arms together (hazards)'],
    ['fisher', 'with --exact-test: {people} or {power}'],
    ['sentence', 'the answer in words'],
  ],
  examples: [
    'throughcare stats power --rates 0.046,0.030 --power 0.8',
    'throughcare stats power --rates 0.046,0.030 --n 1500,1500',
    'throughcare stats power --hazard-ratio 0.7 --event-share 0.25',
  ],
  run(call) {
    if (call.has('rates') && (call.has('hazard-ratio') || call.has('events') || call.has('event-share'))) {
      throw new WrongCall(
        'Give --rates (two risks), or --hazard-ratio with --event-share or --events; not both.',
      );
    }
    if (call.has('rates')) return ofRisks(call);
    if (call.has('hazard-ratio') || call.has('events')) return ofHazards(call);
    throw new WrongCall('Say what is compared: --rates 0.046,0.030, or --hazard-ratio 0.7.');
  },
};

function ofRisks(call: Call): Answer {
  const [p0, p1, ...more] = call.numbers('rates');
  if (more.length > 0 || [p0, p1 ?? 0.5].some(risk => !(risk > 0 && risk < 1))) {
    throw new WrongCall(
      `--rates is ${call.numbers('rates').join(',')}; it is one or two risks between 0 and 1, as 0.046,0.030.`,
    );
  }
  if (p0 === p1)
    throw new WrongCall(`--rates names ${p0} twice; without a difference there is nothing to find.`);
  const level = levelOf(call);
  const exact = call.flag('exact-test');
  const n = sizesOf(call);
  if (n && p1 !== undefined) {
    if (call.has('power'))
      throw new WrongCall('With two rates, --n asks for the power: leave --power out, or --n.');
    const found = powerOfProportions(n, [p1, p0], level);
    const question = `power to find ${p1} against ${p0} with ${n[0]} in the first arm and ${n[1]} in the comparison`;
    const fisher = exact ? { power: powerOfFisher(n, [p1, p0], 1 - level) } : undefined;
    return answer({ question, power: found, ...(fisher ? { fisher } : {}) }, [
      `The power is ${sayNumber(found)}${fisher ? `; of Fisher’s exact test ${sayNumber(fisher.power)}` : ''}.`,
    ]);
  }
  const wanted = powerOf(call);
  if (n) {
    const { below, above } = smallestDifference({ n, baselineRisk: p0, power: wanted, level });
    const question = `smallest difference from ${p0} found with power ${wanted} by ${n[0]} in the first arm and ${n[1]} in the comparison`;
    const side = (value: number | undefined): number | string => value ?? 'none';
    const words = (value: number | undefined): string => (value === undefined ? 'none' : sayNumber(value));
    return answer({ question, smallest: { below: side(below), above: side(above) } }, [
      `Smallest difference below: ${words(below)}; above: ${words(above)}.`,
    ]);
  }
  if (p1 === undefined)
    throw new WrongCall(
      '--rates names one risk: add the first arm’s risk, or give --n for the smallest difference.',
    );
  const ratio = ratioOf(call);
  const first = peopleNeeded({ baselineRisk: p0, risk: p1, ratio, power: wanted, level });
  const people = wholePeople(first, ratio);
  const question = `people needed to find ${p1} against ${p0} with power ${wanted}`;
  const fisher = exact
    ? { people: wholePeople(peopleForFisher([p1, p0], { ratio, power: wanted, alpha: 1 - level }), ratio) }
    : undefined;
  return answer({ question, people, exactPeople: first, ...(fisher ? { fisher } : {}) }, [
    `${people.first} people are needed in the first arm and ${people.comparison} in the comparison, ${people.total} together${fisher ? `; by Fisher’s exact test ${fisher.people.first} and ${fisher.people.comparison}` : ''}.`,
  ]);
}

function ofHazards(call: Call): Answer {
  const level = levelOf(call);
  const ratio = ratioOf(call);
  const share = 1 / (1 + ratio);
  const n = sizesOf(call);
  const eventShare = call.has('event-share')
    ? between(call, 'event-share', 0, 1 + 1e-15, 'above 0 and up to 1')
    : undefined;
  if (n && eventShare === undefined)
    throw new WrongCall('With hazards, --n needs --event-share: how many of all people have the event.');
  if (n && (call.has('events') || call.has('ratio')))
    throw new WrongCall('Give --n, or --events and --ratio; not both.');
  const inFirst = n ? n[0] / (n[0] + n[1]) : share;
  const events = call.has('events')
    ? between(call, 'events', 0, Number.POSITIVE_INFINITY, 'above 0')
    : n && eventShare !== undefined
      ? (n[0] + n[1]) * eventShare
      : undefined;
  if (!call.has('hazard-ratio')) {
    if (events === undefined)
      throw new WrongCall('Give --hazard-ratio, or --events for the smallest one found.');
    const wanted = powerOf(call);
    const below = smallestHazardRatio(events, { share: inFirst, power: wanted, level });
    const question = `hazard ratio nearest to 1 found with power ${wanted} by ${events} events`;
    return answer({ question, smallest: { below, above: 1 / below } }, [
      `Found are hazard ratios under ${sayNumber(below)} and over ${sayNumber(1 / below)}.`,
    ]);
  }
  const hazardRatio = call.number('hazard-ratio');
  if (!(hazardRatio > 0) || hazardRatio === 1) {
    throw new WrongCall(`--hazard-ratio is ${hazardRatio}; it must be above 0 and other than 1.`);
  }
  if (events !== undefined) {
    if (call.has('power')) throw new WrongCall('--events (or --n) asks for the power: leave --power out.');
    const found = powerOfEvents(events, { hazardRatio, share: inFirst, level });
    const question = `power to find a hazard ratio of ${hazardRatio} with ${events} events`;
    return answer({ question, events, power: found }, [`The power is ${sayNumber(found)}.`]);
  }
  const wanted = powerOf(call);
  const needed = eventsNeeded({ hazardRatio, share, power: wanted, level });
  const question = `events needed to find a hazard ratio of ${hazardRatio} with power ${wanted}`;
  const whole = Math.ceil(needed);
  if (eventShare === undefined) {
    return answer({ question, events: whole, exactEvents: needed }, [
      `${whole} events are needed in both arms together.`,
    ]);
  }
  const exactPeople = peopleForEvents(needed, eventShare) * share;
  const people = wholePeople(exactPeople, ratio);
  return answer({ question, events: whole, exactEvents: needed, people, exactPeople }, [
    `${whole} events are needed in both arms together: ${people.first} people in the first arm and ${people.comparison} in the comparison.`,
  ]);
}

function answer(
  facts: Readonly<Record<string, unknown>> & { readonly question: string },
  lines: readonly string[],
): Answer {
  const asked = `${facts.question[0].toUpperCase()}${facts.question.slice(1)}.`;
  return { facts: { ...facts, sentence: lines.join(' ') }, lines: [asked, ...lines] };
}

/** First arm, then comparison. */
function sizesOf(call: Call): readonly [number, number] | undefined {
  if (!call.has('n')) return undefined;
  const [comparison, first = comparison, ...more] = call.numbers('n');
  if (more.length > 0 || ![comparison, first].every(size => Number.isInteger(size) && size > 0)) {
    throw new WrongCall(
      `--n is ${call.numbers('n').join(',')}; it is whole people in the comparison arm and in the first, as 500,400.`,
    );
  }
  return [first, comparison];
}

function powerOf(call: Call): number {
  return call.has('power') ? between(call, 'power', 0, 1, 'between 0 and 1, such as 0.8') : 0.8;
}

function ratioOf(call: Call): number {
  return call.has('ratio') ? between(call, 'ratio', 0, Number.POSITIVE_INFINITY, 'above 0') : 1;
}

function wholePeople(first: number, ratio: number) {
  const people = { first: Math.ceil(first - 1e-9), comparison: Math.ceil(first * ratio - 1e-9) };
  return { ...people, total: people.first + people.comparison };
}
