import { parseArgs } from 'node:util';
import { openDataFolder, sayFault, type AuditProgress, type AuditReport } from '@throughcare/records';
import type { Command, Io } from '../command.ts';
import { progressOn } from './records/progress.ts';

const usage = `throughcare audit verify [--data FOLDER] [--json]

Checks that no event, no row of the access log, no seal and no daily root was altered, removed, inserted or moved, and
that the projections are what the events make them. Names the first row that does not fit. Works beside a running
service and without one, says how far it has come, and can be stopped with Ctrl-C: it changes nothing. Exit status 0: whole;
1: not whole; 130: stopped.`;

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
    const watched = watch(io);
    const opened = await openDataFolder(values.data === undefined ? {} : { dataFolder: values.data });
    try {
      const report = await opened.records.verifyAudit(watched.moved);
      io.out(values.json ? `${JSON.stringify(report, null, 1)}\n` : sayReport(report));
      return report.whole && Object.keys(report.projections).length === 0 ? 0 : 1;
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      io.err('Stopped. Nothing was changed, and of what was not yet checked nothing is known.\n');
      return 130;
    } finally {
      watched.end();
      await opened.close();
    }
  },
};

class Stopped extends Error {}

const units = {
  events: 'events',
  access: 'rows of the access log',
  projections: 'events, against what pages read',
} as const satisfies Record<AuditProgress['step'], string>;

/** Says how far the check has come, a step at a time, and ends it where somebody asked for that. */
function watch(io: Io) {
  const stop = new AbortController();
  const asked = () => stop.abort();
  process.once('SIGINT', asked);
  let step: AuditProgress['step'] = 'events';
  const begin = () => progressOn(text => io.err(text), process.stderr.isTTY);
  let progress = begin();
  return {
    moved: ({ step: now, done, of }: AuditProgress): void => {
      if (stop.signal.aborted) throw new Stopped();
      if (now !== step) {
        progress.end();
        [step, progress] = [now, begin()];
      }
      progress.moved({ events: done, of, unit: units[step] });
    },
    end(): void {
      progress.end();
      process.off('SIGINT', asked);
    },
  };
}

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
