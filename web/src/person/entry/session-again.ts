import { attendanceOutcomes, type CaseCommand } from '@throughcare/pathway';
import { z } from 'zod';
import { choice, choices } from '../../frame/fields.ts';
import { errorsOf, toldAgain, type Again } from '../../history/again.ts';
import { keysOf, options } from '../options.ts';

const schema = z.object({
  code: choice(keysOf(attendanceOutcomes), 'Choose what is true.'),
  late: choices(['yes']),
});

const fields = [
  { kind: 'one', name: 'code', label: 'What is true?', items: options(attendanceOutcomes, one => one.words) },
  { kind: 'some', name: 'late', label: 'And', items: [{ value: 'yes', text: 'They came late' }] },
] as const;

/** How a session was attended, told again; null for what is no attendance. A register says it of everybody at once. */
export function sessionAgain(command: CaseCommand): Again<CaseCommand> | null {
  if (command.do !== 'record_attendance') return null;
  const { code, how } = command;
  return {
    way: toldAgain,
    begins: { code, late: how.late ? ['yes'] : [] },
    shows: { fields },
    read(typed, on) {
      const read = schema.safeParse(typed);
      if (!read.success) return { errors: errorsOf(read.error) };
      const there = attendanceOutcomes[read.data.code].attended === true;
      const late = there && read.data.late.includes('yes');
      // When somebody came and went is said of those alone who were there.
      const times = { arrivedAt: late ? how.arrivedAt : null, departedAt: there ? how.departedAt : null };
      return { command: { ...command, on, code: read.data.code, how: { ...how, late, ...times } } };
    },
  };
}
