import { parseArgs } from 'node:util';
import { openDataFolder, sayFault, type AuditReport } from '@throughcare/records';
import type { Command } from '../command.ts';

const usage = `throughcare audit verify [--data FOLDER] [--json]

Checks that no event, no row of the access log, no seal and no daily root was altered, removed, inserted or moved, and
that the projections are what the events make them. Names the first row that does not fit. Works beside a running
service and without one. Exit status 0: whole; 1: not whole.`;

export const audit: Command = {
  name: 'audit',
  summary: 'Check that the record was not altered.',
  usage,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'verify') {
      io.err(`${usage}\n`);
      return 2;
    }
    const opened = await openDataFolder(values.data === undefined ? {} : { dataFolder: values.data });
    try {
      const report = await opened.records.verifyAudit();
      io.out(values.json ? `${JSON.stringify(report, null, 1)}\n` : sayReport(report));
      return report.whole && Object.keys(report.projections).length === 0 ? 0 : 1;
    } finally {
      await opened.close();
    }
  },
};

/** The report in plain lines: the verdict first. */
export function sayReport({ whole, faults, checked, unsealed, setAside, projections }: AuditReport): string {
  const { events, streams, access, seals, roots } = checked;
  const covered =
    `Checked: ${count(events, 'event')} in ${count(streams, 'stream')}, ${count(access, 'row')} of the access log, ` +
    `${count(seals, 'seal')}, ${count(roots, 'daily root')}.`;
  const differing = Object.entries(projections);
  return [
    whole ? 'The record is whole.' : 'The record is NOT whole.',
    ...faults.slice(0, 10).map(sayFault),
    ...(faults.length > 10 ? [`And ${faults.length - 10} more.`] : []),
    covered,
    ...setAside.map(
      folder =>
        `The database was once put back to an earlier moment. Roots from after that moment lie in ${folder}.`,
    ),
    ...(unsealed.events + unsealed.access > 0
      ? [
          `Not yet under a seal: ${count(unsealed.events, 'event')}, ${count(unsealed.access, 'row')} of the access log.`,
        ]
      : []),
    ...(differing.length > 0
      ? [
          `A rebuild of the projections would change: ${differing.map(([table, n]) => `${table} ${n}`).join(', ')}.`,
        ]
      : whole
        ? ['A rebuild of the projections would change nothing.']
        : []),
    '',
  ].join('\n');
}

function count(n: number, what: string): string {
  return `${n.toLocaleString('en-GB')} ${what}${n === 1 ? '' : 's'}`;
}
