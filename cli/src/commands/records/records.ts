import { parseArgs } from 'node:util';
import { type RebuildReport } from '@throughcare/records';
import type { Command } from '../../command.ts';
import { withRecords } from '../../with-records.ts';
import { progressOn } from './progress.ts';

const usage = `throughcare records rebuild [--check] [--data FOLDER] [--json]

Makes what pages read (the projections) again from the events. It works beside the running service: rows are made in tables
of their own, and what differs is taken over in one step at the end, for which writers wait a moment and readers do not.
Stopped half way, it has changed nothing. With --check it only counts what it would change. The events themselves are
never touched. Exit status 0: all was right, or was put right; 1: --check found rows that differ.`;

export const records: Command = {
  name: 'records',
  summary: 'Make what pages read again from the events.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        check: { type: 'boolean', default: false },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length !== 1 || positionals[0] !== 'rebuild') {
      io.err(`${usage}\n`);
      return 2;
    }
    return withRecords(values.data, async records => {
      const progress = progressOn(text => io.err(text), process.stderr.isTTY);
      const report = values.check
        ? await records.compareProjections()
        : await records.rebuild(moved => progress.moved(moved));
      progress.end();
      io.out(values.json ? `${JSON.stringify(report, null, 1)}\n` : sayReport(report, values.check));
      return values.check && Object.keys(report.differing).length > 0 ? 1 : 0;
    });
  },
};

function sayReport({ streams, events, differing }: RebuildReport, check: boolean): string {
  const rows = Object.entries(differing);
  const made = `${events.toLocaleString('en-GB')} events in ${streams.toLocaleString('en-GB')} streams were read.`;
  if (rows.length === 0) return `${made} Every row was as the events make it. Nothing was changed.\n`;
  const listed = rows.map(([table, n]) => `  ${table}: ${n.toLocaleString('en-GB')}\n`).join('');
  return check
    ? `${made} These rows differ from what the events make, and nothing was changed:\n${listed}`
    : `${made} These rows differed, and were put right:\n${listed}`;
}
