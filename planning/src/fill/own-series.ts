import { meanOf } from '../answers/mean.ts';
import { monthInWords } from './spells.ts';
import type { Spells } from './spells.ts';

const daysAMonth = 365.25 / 12;

/**
 * The extract as a monthly series of one stage, for calibrating and for looking back: who came (was enrolled), began and
 * completed (whose time there ended, by finishing or by leaving early), who waited at the month's end, and the mean wait of those who began. It holds small counts, so it stays in
 * the house.
 *
 * @param from first month of the series
 * @param to last month of the series
 */
export function ownSeries({ rows, lastMonth }: Spells, stage: string, from: number, to = lastMonth): string {
  const lines = ['period,stage,statistic,value'];
  for (let month = from; month <= to; month++) {
    const say = (statistic: string, value: number): void =>
      void lines.push(`${monthInWords(month)},${stage},${statistic},${value}`);
    const began = rows.filter(({ started }) => started === month);
    say('came', rows.filter(({ enrolled }) => enrolled === month).length);
    say('began', began.length);
    // A plan counts as completed whoever's time in a stage is over, and sends them on by shares: those who left early too.
    say(
      'completed',
      rows.filter(({ started, completed, left }) => (completed ?? (started === null ? null : left)) === month)
        .length,
    );
    say(
      'waiting',
      rows.filter(
        ({ enrolled, started, left }) =>
          enrolled !== null &&
          enrolled <= month &&
          (started === null || started > month) &&
          (left === null || left > month),
      ).length,
    );
    const waits = began.flatMap(({ enrolled, started }) => (enrolled === null ? [] : [started! - enrolled]));
    if (waits.length > 0) say('meanWait', Number((meanOf(waits) * daysAMonth).toFixed(1)));
  }
  return `${lines.join('\n')}\n`;
}
