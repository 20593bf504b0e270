import type { Call } from './call.ts';
import { columnOf, numbersOf } from './data.ts';
import type { Data } from './data.ts';
import { groupsOf } from './groups.ts';
import { refuseExtremes } from './magnitude.ts';
import { StatsRefused, WrongCall, sayLines } from './refusal.ts';
import { namedValues, sayValues } from './named-values.ts';
import { same, zeroOne } from './zero-one.ts';

/** When each row was first and last seen. */
export interface Followed {
  readonly start?: Float64Array;
  readonly time: Float64Array;
}

export interface Events extends Followed {
  readonly event: Uint8Array;
  readonly events: number;
}

/** `--time`, or `--start` and `--stop`: all above 0, stops after starts. */
export function followedOf(call: Call, data: Data): Followed {
  const interval = call.has('start') || call.has('stop');
  if (interval && (call.has('time') || !call.has('start') || !call.has('stop'))) {
    throw new WrongCall('Give --time COL, or both --start COL and --stop COL.');
  }
  if (!interval && !call.has('time')) throw new WrongCall('Say when people were last seen: --time COL.');
  const name = call.text(interval ? 'stop' : 'time');
  const time = numbersOf(data, name);
  refuseWhere(
    data,
    i => !(time[i] > 0),
    (i, where) =>
      `${name} is ${time[i]} in ${where}; time counts from time zero and must be above 0. Correct it, or leave the row out; what happened on the first day itself can be counted as half a day.`,
  );
  refuseExtremes(name, time, 'zero');
  if (!interval) return { time };
  const start = numbersOf(data, call.text('start'));
  refuseWhere(
    data,
    i => !(start[i] < time[i]),
    (i, where) =>
      `${call.text('start')} is ${start[i]} and ${name} is ${time[i]} in ${where}; an interval must stop after it starts.`,
  );
  return { start, time };
}

/** Time and event, with at least one event. */
export function eventsOf(call: Call, data: Data): Events {
  const name = call.text('event');
  const event = zeroOne(data, name, call.has('event-is') ? call.text('event-is') : undefined, 'event-is');
  let events = 0;
  for (const one of event) events += one;
  if (events === 0) {
    throw new StatsRefused(
      `Nobody had the event: ${name} is 0 in every row that is used. Nothing can be estimated from it; follow people for longer, or look whether another value means the event.`,
    );
  }
  return { ...followedOf(call, data), event, events };
}

export interface CompetingEvents extends Followed {
  /** 0 censored, else the number of the cause in `causes`, from 1. */
  readonly cause: Int32Array;
  readonly causes: readonly string[];
  readonly counts: readonly number[];
  readonly censored: string | undefined;
  readonly cautions: readonly string[];
}

/** Time and cause: 0 (or what `--censored` says) is censored, every other value is a cause. */
export function competingOf(call: Call, data: Data): CompetingEvents {
  const name = call.text('event');
  const groups = groupsOf(columnOf(data, name));
  const { codes, names } = groups;
  const asked = call.has('censored') ? call.text('censored') : '0';
  const censored = names.findIndex(one => same(one, asked));
  if (censored === -1 && call.has('censored') && asked !== 'none') {
    throw new StatsRefused(
      `${name} is never ${asked}: it holds ${sayValues(namedValues(groups, data))}. Name the value that means censored: --censored VALUE.`,
    );
  }
  if (censored === -1 && columnOf(data, name).kind === 'category' && asked !== 'none') {
    const named = namedValues(groups, data);
    throw new StatsRefused(
      `${name} holds ${sayValues(named)}, and no 0. Say which means censored: --censored ${named.find(one => names.includes(one))}, or --censored none.`,
    );
  }
  const causes = names.filter((_, code) => code !== censored);
  if (causes.length === 0) {
    throw new StatsRefused(
      `Nobody had an event: ${name} is ${names[0]}, which is censored, in every row that is used.`,
    );
  }
  if (causes.length > 20) {
    throw new StatsRefused(
      `${name} has ${causes.length} different values above censored; causes are few. Is it the right column?`,
    );
  }
  const number = names.map(one => causes.indexOf(one) + 1);
  const cause = codes.map(code => number[code]);
  const counts = causes.map((_, k) => cause.reduce((total, one) => total + (one === k + 1 ? 1 : 0), 0));
  return {
    ...followedOf(call, data),
    cause,
    causes,
    counts,
    censored: censored === -1 ? undefined : names[censored],
    cautions:
      censored === -1 && asked !== 'none'
        ? [
            `No row has 0 in ${name}, so nobody counts as censored and ${sayValues(names)} are all causes. If one of them means censored, say --censored VALUE.`,
          ]
        : [],
  };
}

/** The number of the cause that was asked for. */
export function causeOf(call: Call, { causes }: Pick<CompetingEvents, 'causes'>): number {
  const asked = call.text('cause');
  const at = causes.findIndex(one => same(one, asked));
  if (at === -1) {
    throw new StatsRefused(
      `There is no cause ${asked} in ${call.text('event')}: the causes are ${sayValues(causes)}. Say --cause ${causes[0]}.`,
    );
  }
  return at + 1;
}

/** `--weights`: finite, none below 0, not all 0. */
export function weightsOf(call: Call, data: Data): Float64Array | undefined {
  if (!call.has('weights')) return undefined;
  const name = call.text('weights');
  const weights = numbersOf(data, name);
  refuseWhere(
    data,
    i => weights[i] < 0,
    (i, where) => `${name} is ${weights[i]} in ${where}; a weight is 0 or more.`,
  );
  if (weights.every(weight => weight === 0))
    throw new StatsRefused(`${name} is 0 in every row: nobody counts.`);
  refuseExtremes(name, weights, 'zero');
  return weights;
}

/** The times of `--at`, in rising order. */
export function timesOf(call: Call): readonly number[] {
  if (!call.has('at')) return [];
  const times = [...call.numbers('at')].sort((a, b) => a - b);
  if (times[0] < 0) throw new WrongCall(`--at names ${times[0]}; times count from 0.`);
  return times;
}

function refuseWhere(
  data: Data,
  wrong: (i: number) => boolean,
  say: (i: number, where: string) => string,
): void {
  const rows: number[] = [];
  for (let i = 0; i < data.used; i++) if (wrong(i)) rows.push(i);
  if (rows.length > 0) throw new StatsRefused(say(rows[0], sayLines(rows.map(i => data.lines[i]))));
}
