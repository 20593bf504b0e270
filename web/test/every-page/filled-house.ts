import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { serviceHistory } from '@throughcare/demo';
import { day, type Role, type StreamKind } from '@throughcare/pathway';
import type { FilledStream } from '@throughcare/records';
import { testRecords } from '@throughcare/records/testing';
import { buildApp, type AppOptions } from '../../src/app.ts';
import { openStudyDesk } from '../../src/study-desk/desk.ts';
import { testOptions, testServices } from '../services.ts';
import { everythingElse } from './everything.ts';
import type { Told } from './told.ts';
import { anyMark, withHostile, written } from './written.ts';

export type FilledHouse = Awaited<ReturnType<typeof openFilledHouse>>;

/**
 * A made-up service of four years, in which every text that somebody wrote is one that means harm. Each text carries
 * the mark of its field and of its record, so that a page tells whose words it shows.
 */
export async function openFilledHouse() {
  const kept = await testRecords();
  after(() => kept.close());
  const { records, clock } = kept;
  const today = day('2026-03-12');
  const history = serviceHistory(1, 100, today);
  const { organisation, staff } = history;
  const more = everythingElse(staff);
  const ofOrganisation = more.find(one => one.kind === 'organisation')!;
  /** Every record, by the number in its marks. */
  const streams: string[] = [];
  const kinds = new Map<string, StreamKind>();
  const fieldsWritten = new Set<string>();
  const marked = (kind: StreamKind, command: { readonly do: string }, record: number) => {
    const changed = withHostile(kind, command, record);
    for (const [, field] of JSON.stringify(changed).matchAll(anyMark))
      fieldsWritten.add(written[Number(field)]);
    return changed;
  };
  function* told(): Iterable<FilledStream> {
    for (const { kind, id, steps } of history.streams()) {
      if (steps.length === 0) continue;
      const record = streams.push(id) - 1;
      kinds.set(id, kind);
      const past = steps.map(({ at, actor, command }) => ({
        recordedAt: at,
        actor,
        command: marked(kind, command as { do: string }, record),
      }));
      const alsoHere = kind === 'organisation' ? stepsOf(ofOrganisation, record) : [];
      yield { kind, id, steps: [...past, ...alsoHere] } as unknown as FilledStream;
    }
    for (const one of more) {
      if (one.kind === 'organisation') continue;
      const record = streams.push(one.id) - 1;
      kinds.set(one.id, one.kind);
      yield { kind: one.kind, id: one.id, steps: stepsOf(one, record) } as unknown as FilledStream;
    }
  }
  const stepsOf = ({ kind, steps }: Told, record: number) =>
    steps.map(({ actor, command }) => ({
      recordedAt: clock.now,
      actor,
      command: marked(kind, command, record),
    }));
  await records.fill(organisation, told());
  const who = (role: Role) => staff.all.find(one => one.roles.includes(role))!.user;

  const folder = mkdtempSync(join(tmpdir(), 'throughcare-every-page-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const studyDesk = openStudyDesk({ folder, key: Buffer.alloc(32, 5), now: () => clock.now });
  after(() => studyDesk.stop());
  const plain = testServices();
  const services = testServices({
    records,
    studyDesk,
    helplineOf: organisation,
    accounts: {
      ...plain.accounts,
      signedIn(headers) {
        const userId = /(?:^|; )walker=([a-z0-9-]+)/.exec(headers.get('cookie') ?? '')?.[1];
        if (!userId) return Promise.resolve(undefined);
        return Promise.resolve({
          userId,
          name: userId,
          sessionId: `session-${userId}`,
          mustSetUpCode: false,
          cookies: [],
        });
      },
    },
  });
  const options: AppOptions = testOptions({ services, now: () => clock.now });
  const app = await buildApp(options);
  after(() => app.close());
  return {
    ...kept,
    organisation,
    staff,
    tour: history.tour,
    /** The records that hold one of everything, as addresses name them. */
    named: more.map((one): Readonly<Record<string, string>> => ({ [one.kind]: one.id, request: 'r1' })),
    streams,
    fieldsWritten: fieldsWritten as ReadonlySet<string>,
    kindOf: (id: string) => kinds.get(id),
    app,
    options,
    cookieOf: (role: Role) => `walker=${who(role)}`,
    who,
  };
}
