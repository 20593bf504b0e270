import { sayDay } from '@throughcare/pathway';
import { readProtocol } from '@throughcare/evidence';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';
import { count, dayOf } from '../../studies/words.ts';
import type { Desk } from '../desk.ts';
import type { KeptStudy } from '../kept-study.ts';

export interface Step {
  readonly title: string;
  readonly state: 'done' | 'due' | 'to come';
  readonly words: readonly string[];
  readonly act?: string;
  readonly href?: Href;
}

/** The way of a study from its extract to its run: what is done, and what comes next. */
export function stepsOf(desk: Desk, study: KeptStudy): Step[] {
  const at = { study: study.id };
  const text = desk.protocol(study)?.text;
  const read = text === undefined ? undefined : readProtocol(text);
  const design = desk.design(study);
  const runs = desk.runs(study).length;
  const isDesigned = design?.isOfNewestProtocol === true;
  const isLocked = isDesigned && design.locked;
  const locked = desk.locked(study);
  return [
    {
      title: 'Extract',
      state: study.extracts.length > 0 ? 'done' : 'to come',
      words:
        study.extracts.length === 0
          ? ['No extract yet. CSV or Parquet, one file or several.']
          : study.extracts.map(({ id, name }) => `${name}${sizeOf(desk, study, id)}`),
      act: study.extracts.length === 0 ? 'Bring an extract' : 'Change',
      href: paths.deskExtract(at),
    },
    {
      title: 'Protocol',
      state: read === undefined ? 'to come' : read.ok ? 'done' : 'due',
      words: [
        read === undefined
          ? 'Who is compared with whom, on what, and how: written down first.'
          : read.ok
            ? `Version ${study.protocols.length}: ${read.protocol.question}`
            : `Version ${study.protocols.length} has ${faults(read.faults.length)} and can’t be run yet.`,
      ],
      act: read === undefined ? 'Write it' : 'Open',
      href: paths.deskProtocol(at),
    },
    {
      title: 'Design',
      state: isDesigned ? 'done' : design ? 'due' : 'to come',
      words: [
        isDesigned
          ? 'Made without any outcome.'
          : design
            ? 'The protocol was changed after this design. Design it again.'
            : 'Shows who is compared and how alike they are, and reads no outcome.',
      ],
      ...(read?.ok && study.extracts.length > 0
        ? { act: design ? 'Open' : 'Design it', href: paths.deskDesign(at) }
        : {}),
    },
    {
      title: 'Lock',
      state: isLocked ? 'done' : 'to come',
      words: [
        isLocked && locked
          ? `Locked on ${sayDay(dayOf(locked.lockedAt))}, protocol ${locked.protocolSha256.slice(0, 12)}.`
          : 'Promises that nothing is changed once outcomes have been seen.',
      ],
      ...(isDesigned && !isLocked ? { act: 'Look, then lock', href: paths.deskDesign(at) } : {}),
    },
    {
      title: 'Run',
      state: runs > 0 ? 'done' : 'to come',
      words: [
        runs === 0
          ? 'Reads the outcomes. Every look is counted.'
          : `Run ${runs === 1 ? 'once' : `${runs} times`}.`,
      ],
      ...(isLocked ? { act: runs === 0 ? 'Run it' : 'Run it again', href: paths.deskRun(at) } : {}),
    },
  ];
}

export const faults = (number: number) => (number === 1 ? 'one fault' : `${number} faults`);

function sizeOf(desk: Desk, study: KeptStudy, extract: string): string {
  const columns = desk.columns(study, extract);
  return columns ? `: ${count(columns.rows)} rows, ${columns.columns.length} columns` : '';
}
