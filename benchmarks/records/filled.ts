import { londonDay } from '@throughcare/pathway';
import { serviceHistory, type Staff, type StreamHistory } from '@throughcare/demo';
import type { FilledStream } from '@throughcare/records';
import { startService, type Service } from './service.ts';

/** A service with its made-up history, and who works there. */
export interface FilledService extends Service {
  readonly staff: Staff;
  readonly events: number;
}

const SEED = 2026;

/**
 * Starts a service and fills it with the history of about `people`, through the deciders. With `steps`, only so many
 * of each case, and nothing of the helpline: many people in a short time.
 */
export async function startFilled(people: number, steps = Infinity): Promise<FilledService> {
  const history = serviceHistory(SEED, people, londonDay(Date.now()));
  const service = await startService(history.organisation);
  const began = performance.now();
  const { streams, events } = await service.records.fill(
    history.organisation,
    toFill(history.streams(), steps),
  );
  const seconds = (performance.now() - began) / 1000;
  const count = (n: number) => n.toLocaleString('en-GB');
  console.log(
    `Filled about ${count(people)} people: ${count(events)} events in ${count(streams)} streams, ` +
      `${seconds.toFixed(0)} s, ${count(Math.round(events / seconds))} events a second.`,
  );
  return { ...service, staff: history.staff, events };
}

function* toFill(streams: Iterable<StreamHistory>, most: number): Iterable<FilledStream> {
  for (const { kind, id, steps } of streams) {
    if (most < Infinity && (kind === 'contact' || kind === 'concern')) continue;
    const told = kind === 'case' ? steps.slice(0, most) : steps;
    if (told.length === 0) continue;
    yield {
      kind,
      id,
      steps: told.map(({ at, actor, command }) => ({ recordedAt: at, actor, command })),
    } as FilledStream;
  }
}
