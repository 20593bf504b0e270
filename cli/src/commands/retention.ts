import { parseArgs } from 'node:util';
import { sayDay, scheduledClasses } from '@throughcare/pathway';
import type { RetentionOfClass } from '@throughcare/records';
import type { Command } from '../command.ts';
import { progressOn } from './records/progress.ts';
import { withRecords } from '../with-records.ts';

const usage = `throughcare retention [--data FOLDER] [--json]

Says what is due to go by the schedules that each organisation has set, counted by class, what keeps the rest, and by
whose decision it goes. It is a dry run: nothing is ever deleted by asking. What has no schedule is never deleted; a
case or a concern goes when two people agree on it.`;

export const retention: Command = {
  name: 'retention',
  summary: 'Say what is due to go by the schedules that were set; change nothing.',
  usage,
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    return withRecords(values.data, async records => {
      const names = new Map((await records.organisations()).map(({ id, name }) => [id, name]));
      const progress = progressOn(text => io.err(text), process.stderr.isTTY);
      const found = [
        ...(await records.retention(({ class: name, looked, of }) =>
          progress.moved({ events: looked, of, unit: `records (${scheduledClasses[name].toLowerCase()})` }),
        )),
      ];
      progress.end();
      io.out(
        values.json
          ? `${JSON.stringify(Object.fromEntries(found), null, 1)}\n`
          : found.map(([id, classes]) => `${names.get(id) ?? id}\n${sayClasses(classes)}`).join('\n'),
      );
      return 0;
    });
  },
};

function sayClasses(classes: readonly RetentionOfClass[]): string {
  return classes.map(one => `  ${sayClass(one)}\n`).join('');
}

/** One class in a line: how many have ended, the schedule, how many are due, how many stay and why. */
export function sayClass({ class: name, schedule, ended, due, staying }: RetentionOfClass): string {
  const begins = `${scheduledClasses[name]}: ${ended} ended`;
  if (!schedule) return `${begins}. No schedule is set, so none will go.`;
  const { months, agreed, legalReference, checked } = schedule;
  const kept = Object.entries(staying)
    .map(([why, n]) => `${n} ${why.replaceAll('_', ' ')}`)
    .join(', ');
  const goes = due - Object.values(staying).reduce((sum, n) => sum + n, 0);
  const how = agreed === 'by_two' ? 'can go when two people agree' : 'go by themselves, each night';
  const acts =
    checked === null
      ? 'not yet checked by a second person, so none goes'
      : `checked; nothing goes before ${sayDay(checked.actsFrom)}`;
  return (
    `${begins}. Kept for ${months} ${months === 1 ? 'month' : 'months'} (${legalReference}; ${acts}). ` +
    `${due} due: ${goes} ${how}${kept ? `; ${due - goes} stay (${kept})` : ''}.`
  );
}
