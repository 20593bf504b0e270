import {
  clockKinds,
  daysBetween,
  disposals,
  type CaseEvent,
  type CaseState,
  type Day,
  type Due,
  type WaitingWithPlace,
} from '@throughcare/pathway';
import { caseworkDueTitles } from './casework/due-titles.ts';
import { tell, type Names } from './happened.ts';
import { legalDueTitles } from './legal/due-titles.ts';
import type { Moment } from './timeline.ts';

/**
 * What happened, oldest first; runs of three or more sessions that were simply attended become one moment. `also` is
 * what else there is to an entry: what was corrected stands for itself alone.
 */
export function pastMoments(
  events: readonly CaseEvent[],
  names: Names,
  also: (index: number) => Pick<Moment, 'corrected' | 'correctAt'> = () => ({}),
): Moment[] {
  const moments: Moment[] = [];
  for (let index = 0; index < events.length;) {
    const run = attendedRun(events, index, at => Boolean(also(at).corrected));
    if (run.length >= 3) {
      const [first, last] = [run[0], run.at(-1)!];
      moments.push({
        on: last.occurredOn,
        tone: 'past',
        title: `Sessions ${first.facts.session} to ${last.facts.session}: attended`,
        words: `${names.enrolment(last.facts.enrolment)}.`,
      });
      index += run.length;
    } else {
      const event = events[index];
      moments.push({
        on: event.occurredOn,
        tone: 'past',
        ...tell(event, names),
        ...also(index),
      });
      index++;
    }
  }
  return moments;
}

type Attended = Extract<CaseEvent, { type: 'attended' }>;

function attendedRun(
  events: readonly CaseEvent[],
  from: number,
  isCorrected: (index: number) => boolean,
): Attended[] {
  const run: Attended[] = [];
  for (const [n, event] of events.slice(from).entries()) {
    if (isCorrected(from + n)) break;
    if (event.type !== 'attended' || event.facts.code !== 'ATTC') break;
    if (run.length > 0 && event.facts.enrolment !== run[0].facts.enrolment) break;
    run.push(event);
  }
  return run;
}

const dueTitles: Record<Due['kind'], string> = {
  triage: 'Triage falls due',
  open_case: 'The case has to be opened',
  children_check: 'Check on the children around them falls due',
  welfare: 'Ask how they are',
  order_ends: 'The order ends',
  copy: 'A copy of what is held about them is due',
  erasure: 'Decide whether this record is erased',
  letter: 'A letter no longer says what the record shows',
  ...caseworkDueTitles,
  ...legalDueTitles,
};

export function dueTitle(kind: Due['kind']): string {
  return dueTitles[kind];
}

/** What is to come: the ends of all that runs, what falls due, and the earliest place. */
export function futureMoments(
  state: CaseState,
  due: readonly Due[],
  place: WaitingWithPlace | null,
  courses: readonly { readonly name: string; readonly last: Day; readonly of: number }[],
  today: Day,
): Moment[] {
  const warned = place?.warning != null;
  const ends = state.orders
    .filter(order => order.ended === null && order.until !== null)
    .map((order): Moment => {
      const title = `${disposals[order.disposal].words} ends`;
      const words = warned ? 'Before there is a place.' : '';
      return { on: order.until!, tone: warned ? 'due' : 'future', title, words };
    });
  const clocks = state.clocks
    .filter(clock => clock.until !== null && clock.ended === null)
    .map((clock): Moment => ({
      on: clock.until!,
      tone: 'future',
      title: `${clockKinds[clock.kind]} ends`,
      words: '',
    }));
  const dues = due
    .filter(one => one.kind !== 'order_ends')
    .map((one): Moment => ({ on: one.by, tone: 'due', title: dueTitles[one.kind], words: one.because }));
  const places = place?.earliestPlace ? [placeMoment(place.earliestPlace, place.orderEnds)] : [];
  const courseEnds = courses.map(({ name, last, of }): Moment => ({
    on: last,
    tone: 'future',
    title: `${name} ends`,
    words: `Session ${of} of ${of}.`,
  }));
  return [...ends, ...clocks, ...dues, ...places, ...courseEnds].filter(moment => moment.on > today);
}

function placeMoment(earliest: Day, orderEnds: Day | null): Moment {
  const late = orderEnds !== null && earliest > orderEnds;
  const words = late ? `${daysBetween(orderEnds, earliest)} days after the order ends.` : '';
  return { on: earliest, tone: late ? 'due' : 'future', title: 'Earliest place on the programme', words };
}
