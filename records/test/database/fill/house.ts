import { randomUUID } from 'node:crypto';
import { londonDay, type Day, type Role, type StreamKind } from '@throughcare/pathway';
import type { Actor, Commands } from '../../../src/index.ts';
import type { TestRecords } from '../../database.ts';
import { done } from '../../people.ts';

/** A command without its day, or with a day of its own; without one it happens on the day on which it is told. */
export type Undated<Kind extends StreamKind> = Commands[Kind] extends infer One
  ? One extends { on: Day }
    ? Omit<One, 'on'> & { readonly on?: Day }
    : never
  : never;

const MINUTE = 60_000;

/** A service that is being filled: who works there, and how they record. Each entry is told a minute after the last. */
export interface House extends TestRecords {
  readonly staff: Staff;
  /** Nine in the morning of that day. */
  readonly goTo: (day: string) => void;
  readonly today: () => Day;
  readonly tell: <Kind extends StreamKind>(
    actor: Actor,
    kind: Kind,
    stream: string,
    ...commands: readonly Undated<Kind>[]
  ) => Promise<void>;
  /** Puts the last entry that this command gave right, or takes it out. */
  readonly correct: <Kind extends StreamKind>(
    actor: Actor,
    kind: Kind,
    stream: string,
    version: number,
    command: Undated<Kind> | null,
  ) => Promise<void>;
}

export type Staff = Awaited<ReturnType<typeof takeOn>>;

async function takeOn(at: TestRecords) {
  const people = async (role: Role, ...more: Role[]) => at.join(role, ...more);
  return {
    carries: await people('practitioner'),
    other: await people('practitioner'),
    away: await people('practitioner'),
    lead: await people('programme_lead'),
    safeguarding: await people('safeguarding_lead', 'programme_lead'),
    second: await people('safeguarding_lead'),
    worker: await people('helpline_worker'),
    family: await people('helpline_worker'),
    auditor: await people('auditor'),
    analyst: await people('analyst'),
    partner: await people('outside_partner'),
  };
}

export async function openHouse(at: TestRecords): Promise<House> {
  const { records, clock } = at;
  const today = () => londonDay(clock.now);
  const dated = (command: object) => ({ on: today(), ...command });
  return {
    ...at,
    staff: await takeOn(at),
    today,
    goTo(day) {
      const at = Date.parse(`${day}T09:00:00Z`);
      if (at < clock.now) throw new Error(`${day} is over.`);
      clock.now = at;
    },
    async tell(actor, kind, stream, ...commands) {
      for (const command of commands) {
        clock.now += MINUTE;
        const mine = records.as(actor);
        const told = dated(command) as Commands[typeof kind];
        await done(mine.decide(kind, stream, 'latest', randomUUID(), told)).catch((error: unknown) => {
          throw new Error(`${kind} ${told.do}`, { cause: error });
        });
      }
    },
    async correct(actor, kind, stream, version, command) {
      clock.now += MINUTE;
      const mine = records.as(actor);
      const head = await headOf(mine, kind, stream);
      // The kinds and their commands together are too many for the types to go through.
      const told = (command && dated(command)) as never;
      await done(mine.correct(kind, stream, head, randomUUID(), version, told, 'entered_wrongly', true));
    },
  };
}

async function headOf(mine: ReturnType<TestRecords['records']['as']>, kind: StreamKind, id: string) {
  switch (kind) {
    case 'case':
      return (await mine.person(id))!.version;
    case 'contact':
      return (await mine.contact(id))!.version;
    case 'concern':
      return (await mine.concern(id))!.version;
    case 'group':
      return (await mine.group(id))!.version;
    case 'opening':
      return (await mine.opening(id))!.version;
    case 'organisation':
      return (await mine.organisation()).version;
    default:
      return kind satisfies never;
  }
}
