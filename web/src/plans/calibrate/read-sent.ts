import { londonDay } from '@throughcare/pathway';
import { readSeries, type ObservedSeries, type Scenario, type ScenarioFault } from '@throughcare/planning';
import type { z } from 'zod';
import type { UploadedFile } from '../../frame/multipart.ts';
import type { Repository, Services, Staff } from '../../services.ts';
import { spellsOf } from '../fill/offered.ts';
import { nothingObserved } from '../try/observed.ts';
import type { calibrationForm, CalibrationQuestion } from './question.ts';
import { countedSeries, faultsIn, seriesAsText, uploadedSeries } from './series-text.ts';

/** The service's own months are the analyst's alone (E16). */
export const mayCount = ({ roles }: Staff) => roles.includes('analyst');

/** What is wrong in the lines of the plan, and in those of the figures. */
export interface Trouble {
  readonly lineFaults?: readonly ScenarioFault[];
  readonly seriesFaults?: readonly ScenarioFault[];
}

interface Sent {
  readonly services: Services;
  readonly who: Staff;
  readonly records: Repository;
  readonly now: number;
  readonly value: z.output<typeof calibrationForm>;
  readonly upload: UploadedFile | undefined;
}

type Read =
  | { readonly ok: true; readonly question: CalibrationQuestion }
  | {
      readonly ok: false;
      readonly text?: string;
      readonly words?: string;
      readonly field?: string;
      readonly trouble?: Trouble;
    };

const refuse = (words: string, field: string): Read => ({ ok: false, words, field });

/** Reads what was sent: the plan with its lines, then the figures as that plan reads them. */
export async function readSent({ services, who, records, now, value, upload }: Sent): Promise<Read> {
  const { scenario: name, lines } = value;
  const read = services.calibrationDesk.files.read({
    scenarios: [name, name],
    settings: new Map(),
    lines,
    observed: nothingObserved,
  });
  if (!read.ok) return { ok: false, trouble: { lineFaults: read.faults } };
  const [scenario] = read.scenarios;
  const own = value.source === 'own';
  const text = own
    ? await ownFigures({ who, records, now }, scenario)
    : upload
      ? await uploadedSeries(upload)
      : value.series.trim() === ''
        ? ({ ok: false, why: 'Choose a file of figures, or write them below. Nothing was run.' } as const)
        : ({ ok: true, name: 'figures.csv', text: value.series } as const);
  if (!text.ok) return refuse(text.why, own ? 'source' : 'file');
  const series = faultsIn(() => readSeries(text.name, text.text, scenario));
  if (!series.ok) return { ok: false, text: text.text, trouble: { seriesFaults: series.faults } };
  const heldBack = heldBackOf(value.heldBack, series.value);
  if (heldBack === undefined) {
    const most = series.value.periods - 1;
    return {
      ok: false,
      text: text.text,
      words: `Hold back a whole number from 0 to ${most}. Nothing was run.`,
      field: 'heldBack',
    };
  }
  return {
    ok: true,
    question: {
      organisation: who.organisationId,
      scenario: name,
      lines,
      series: { name: series.value.file, csv: seriesAsText(series.value) },
      heldBack,
      ownRecord: own,
    },
  };
}

async function ownFigures({ who, records, now }: Pick<Sent, 'who' | 'records' | 'now'>, scenario: Scenario) {
  if (!mayCount(who))
    return {
      ok: false,
      why: 'Only an analyst may count in the service’s own record. Nothing was read.',
    } as const;
  const today = londonDay(now);
  const { csv } = await records.extract();
  // An extract without a sentence is refused, and there is nothing to count.
  const spells = faultsIn(() => spellsOf(csv, today));
  const text = spells.ok ? countedSeries(spells.value, scenario, today) : undefined;
  return text === undefined
    ? ({
        ok: false,
        why: `The service’s own record has no whole month since the plan begins (${scenario.begins}). Write an earlier day in the lines, such as begins: 2024-01-01, with those who waited then. Nothing was run.`,
      } as const)
    : ({ ok: true, name: `own record of ${today}`, text } as const);
}

/** A year, or a third of what there is, unless it was said otherwise; undefined when it was said wrong. */
function heldBackOf(typed: string, { every, periods }: ObservedSeries): number | undefined {
  if (typed.trim() === '') return Math.min(every === 'year' ? 1 : 12, Math.floor(periods / 3));
  const asked = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : NaN;
  return asked < periods ? asked : undefined;
}
