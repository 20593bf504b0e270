import { StudyRefusal } from '@throughcare/evidence';
import {
  ScenarioError,
  ownSeries,
  type ObservedSeries,
  type Scenario,
  type Spells,
} from '@throughcare/planning';
import { CutOff, type UploadedFile } from '../../frame/multipart.ts';
import { tableCheck } from '../../study-desk/table-text.ts';

/** The largest series that a page takes: twenty years of months with a dozen figures each. */
export const MOST_SERIES = 100_000;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_ .()-]{0,80}\.csv$/iu;

export type SeriesText =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | { readonly ok: false; readonly why: string };

const refused = (why: string): SeriesText => ({ ok: false, why });

/** Reads a small file of figures as text. Nothing but a table comes in (E1), and none of it is written anywhere. */
export async function uploadedSeries({ name: given, bytes }: UploadedFile): Promise<SeriesText> {
  const name = given.replace(/^.*[/\\]/, '');
  if (!NAME.test(name)) {
    return refused(
      'The name of a series has letters, digits, spaces, hyphens, dots or brackets, and ends with .csv. Nothing was ' +
        'read. Rename the file, then choose it again.',
    );
  }
  const check = tableCheck(name);
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > MOST_SERIES) {
        return refused(
          `The file has more than ${MOST_SERIES / 1000} kilobytes; a series of figures is smaller. Nothing was kept. Use the command throughcare plan calibrate.`,
        );
      }
      pieces.push(...check.take(piece));
    }
    pieces.push(...check.end());
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    return { ok: true, name, text };
  } catch (error) {
    if (error instanceof CutOff)
      return refused('The file broke off on its way here. Nothing was kept. Send it again.');
    if (error instanceof StudyRefusal) return refused(error.message);
    if (error instanceof TypeError) return refused(`${name} is no text in UTF-8. Nothing of it was kept.`);
    throw error;
  }
}

/** Three years are enough to tell a season from a year. */
const MONTHS = 36;

/**
 * The service's own months at the plan's place, from the plan's beginning or the last three years of it. The month that
 * is not over is left out. Undefined when the plan begins after all of them.
 */
export function countedSeries(
  spells: Spells,
  { begins, place }: Scenario,
  today: string,
): string | undefined {
  const [year, month] = begins.split('-').map(Number);
  const first = begins.endsWith('-01') ? year * 12 + month - 1 : year * 12 + month;
  const from = Math.max(spells.lastMonth - MONTHS, first);
  if (from > spells.lastMonth) return undefined;
  const [head, ...rows] = ownSeries(spells, place, from).trimEnd().split('\n');
  const whole = rows.filter(row => row.slice(0, 7) < today.slice(0, 7));
  return whole.length === 0 ? undefined : [head, ...whole, ''].join('\n');
}

/** A series as it was read: only figures are kept, and no text that somebody wrote between them. */
export function seriesAsText({ figures }: ObservedSeries): string {
  const rows = figures.map(({ period, stage, statistic, value }) =>
    [period, stage, statistic, value].join(','),
  );
  return ['period,stage,statistic,value', ...rows, ''].join('\n');
}

/** What a reader of scenarios or series refuses, by line; anything else is a fault of ours. */
export function faultsIn<Value>(
  read: () => Value,
):
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly faults: ScenarioError['faults'] } {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { ok: false, faults: error.faults };
  }
}
