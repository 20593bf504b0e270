import type { Records } from '@throughcare/records';
import { progressOn } from '../commands/records/progress.ts';
import type { Io } from '../command.ts';

/** Makes again, before anybody reads it, what a new version holds otherwise than the one before. Usually nothing. */
export async function rebuildAsked(records: Records, io: Io): Promise<void> {
  const progress = progressOn(text => io.err(text), process.stderr.isTTY);
  const { events } = await records.rebuildAsked(moved => progress.moved(moved));
  progress.end();
  if (events > 0) {
    io.err(
      `What pages read was made again for this version, from ${events.toLocaleString('en-GB')} events.\n`,
    );
  }
}
