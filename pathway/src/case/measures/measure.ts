import type { Day } from '../../day.ts';
import type { Happened } from '../../decider.ts';
import type { ToldEvent } from '../../told.ts';
import type { CaseState } from '../case.ts';
import type { InstrumentId } from './instrument.ts';

export const measureMoments = {
  before: 'Before a programme',
  during: 'During a programme',
  after: 'After a programme',
  follow_up: 'At follow-up',
  apart: 'Apart from a programme',
} as const;
export type MeasureMoment = keyof typeof measureMoments;

/** The answer to each item by number, null where it was left out; and the sum where none was. */
export type MeasureEvent =
  | Happened<
      'measure_taken',
      {
        measure: string;
        instrument: InstrumentId;
        version: string;
        moment: MeasureMoment;
        answers: readonly (number | null)[] | null;
        total: number | null;
      }
    >
  /** A band or a total that somebody trained gave elsewhere (E11). */
  | Happened<
      'band_imported',
      {
        band: string;
        instrument: InstrumentId;
        version: string;
        assessedOn: Day;
        expiresOn: Day | null;
        given: string;
      },
      { assessor: string }
    >;

export type MeasureCommand =
  | {
      do: 'take_measure';
      on: Day;
      measure: string;
      instrument: InstrumentId;
      moment: MeasureMoment;
      /** By item; for an instrument of which only the total may be kept, null. */
      answers: readonly (number | null)[] | null;
      total: number | null;
    }
  | {
      do: 'import_band';
      on: Day;
      band: string;
      instrument: InstrumentId;
      version: string;
      assessedOn: Day;
      expiresOn: Day | null;
      given: string;
      assessor: string;
    };

export interface Measure {
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly version: string;
  readonly on: Day;
  readonly told: number;
  readonly moment: MeasureMoment;
  readonly answers: readonly (number | null)[] | null;
  readonly total: number | null;
}

export interface Band {
  readonly id: string;
  readonly instrument: InstrumentId;
  readonly version: string;
  readonly assessedOn: Day;
  readonly expiresOn: Day | null;
  /** The band or total, as it was given. */
  readonly given: string;
}

/** An expired band is shown as expired. One without an expiry is shown as having none, never as still good. */
export function hasExpired(band: Band, today: Day): boolean {
  return band.expiresOn !== null && band.expiresOn < today;
}

export function afterMeasure(state: CaseState, event: ToldEvent<MeasureEvent>): CaseState {
  if (event.type === 'measure_taken') {
    const { measure: id, ...facts } = event.facts;
    const fresh = { id, on: event.occurredOn, told: event.told.last, ...facts };
    return { ...state, measures: [...state.measures, fresh] };
  }
  const { band: id, ...facts } = event.facts;
  return { ...state, bands: [...state.bands, { id, ...facts }] };
}
