import { append } from '../../records/src/append/append.ts';
import { newCase, prepare } from './append.ts';
import { bar, median, ms, quantile, timesOf } from './figures.ts';
import type { Service } from './service.ts';

const EVENTS = 300;
const WANTED_MS = 15;

/** Opens the page of a person whose case has 300 events: loaded, opened, folded, with the row that says so. */
export async function measureOpening(service: Service): Promise<void> {
  const practitioner = await service.join('practitioner');
  const one = await newCase(service, practitioner);
  for (const request of await prepare(service, one, EVENTS - 3)) await append(service.store, request);
  const mine = service.records.as(practitioner);
  await timesOf(100, () => mine.person(one.id));
  const taken = await timesOf(200, () => mine.person(one.id));
  console.log(
    `Opening a case of ${EVENTS} events: median ${ms(median(taken))} (${bar(median(taken) < WANTED_MS, `under ${WANTED_MS} ms`)}), ` +
      `p95 ${ms(quantile(taken, 0.95))}.`,
  );
}
