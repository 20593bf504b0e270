import { holidaysKnown, holidaysRunOut, sayDay, type Day } from '@throughcare/pathway';
import type { Io } from '../command.ts';

/** Says to whoever starts the service that this version soon knows no bank holidays any more, while there is a year left. */
export function sayHolidays(today: Day, io: Pick<Io, 'err'>): void {
  if (!holidaysRunOut(today)) return;
  io.err(
    `This version knows the bank holidays up to ${sayDay(holidaysKnown.until)}; after that one counts as any working day, ` +
      'and what is counted in working days falls due early. Install a newer version, which knows the years that follow.\n',
  );
}
