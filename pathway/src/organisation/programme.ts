import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import type { Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';

/** Whether people can join a group that has begun. */
export const intakes = {
  closed: 'Closed: everybody begins together',
  open: 'Open: people join as places come free',
} as const;
export type Intake = keyof typeof intakes;

export const sessionKinds = { group: 'Group session', one_to_one: 'One-to-one session' } as const;
export type SessionKind = keyof typeof sessionKinds;

/** One session of a template: what it is called and how long it lasts. */
export type SessionTemplate = {
  readonly title: string;
  readonly kind: SessionKind;
  readonly minutes: number;
};

/** A part of a programme, with its sessions in order. */
export type Module = { readonly name: string; readonly sessions: readonly SessionTemplate[] };

export type ProgrammeEvent =
  | Happened<'programme_offered', { programme: string; name: string; sessions: number; places: number }>
  | Happened<'programme_shaped', { programme: string; intake: Intake; modules: readonly Module[] }>
  | Happened<'programme_withdrawn', { programme: string }>;

export type ProgrammeCommand =
  | { do: 'offer_programme'; on: Day; programme: string; name: string; sessions: number; places: number }
  | { do: 'shape_programme'; on: Day; programme: string; intake: Intake; modules: readonly Module[] }
  | { do: 'withdraw_programme'; on: Day; programme: string };

export interface Programme {
  readonly id: string;
  readonly name: string;
  /** Group sessions of one run. */
  readonly sessions: number;
  readonly places: number;
  /** Its template, from which a run copies its sessions; empty until somebody has said what it is made of. */
  readonly modules: readonly Module[];
  readonly intake: Intake;
  readonly withdrawnOn: Day | null;
}

/** Group and one-to-one sessions that a template holds: the dose of a programme. */
export function dose(modules: readonly Module[]): Readonly<Record<SessionKind, number>> {
  const all = modules.flatMap(one => one.sessions);
  const group = all.filter(one => one.kind === 'group').length;
  return { group, one_to_one: all.length - group };
}

const longestSession = 12 * 60;

export function decideProgramme(
  state: OrganisationState,
  command: ProgrammeCommand,
): Decision<ProgrammeEvent> {
  const base = { schema: 1, occurredOn: command.on };
  const { programme } = command;
  const known = state.programmes.find(one => one.id === programme);
  if (command.do === 'offer_programme') {
    const { name, sessions, places } = command;
    if (known) return refuse('already_offered', 'That programme is already offered. Nothing was saved.');
    return accept({ ...base, type: 'programme_offered', facts: { programme, name, sessions, places } });
  }
  if (!known) return refuse('no_such_programme', 'That programme is not offered here. Nothing was saved.');
  if (known.withdrawnOn !== null) {
    return refuse('withdrawn', 'That programme was withdrawn. Nothing was saved. Offer it anew.');
  }
  switch (command.do) {
    case 'shape_programme':
      return shape(command);
    case 'withdraw_programme':
      return accept({ ...base, type: 'programme_withdrawn', facts: { programme } });
    default:
      return command satisfies never;
  }
}

function shape(command: Extract<ProgrammeCommand, { do: 'shape_programme' }>): Decision<ProgrammeEvent> {
  const { on: occurredOn, programme, intake, modules } = command;
  const sessions = modules.flatMap(one => one.sessions);
  if (dose(modules).group === 0) {
    return refuse('no_sessions', 'Give at least one group session. Nothing was saved.', 'modules');
  }
  if (modules.some(one => one.name.trim() === '') || sessions.some(one => one.title.trim() === '')) {
    return refuse('no_name', 'Every module and every session needs a name. Nothing was saved.', 'modules');
  }
  const lasts = (minutes: number) => Number.isInteger(minutes) && minutes >= 1 && minutes <= longestSession;
  if (!sessions.every(one => lasts(one.minutes))) {
    return refuse('minutes', 'A session lasts from 1 minute to 12 hours. Nothing was saved.', 'modules');
  }
  return accept({
    type: 'programme_shaped',
    schema: 1,
    occurredOn,
    facts: {
      programme,
      intake,
      modules: modules.map(({ name, sessions: of }) => ({
        name: name.trim(),
        sessions: of.map(({ title, kind, minutes }) => ({ title: title.trim(), kind, minutes })),
      })),
    },
  });
}

export function evolveProgrammes(
  programmes: readonly Programme[],
  event: ProgrammeEvent,
): readonly Programme[] {
  const change = (next: Partial<Programme>) =>
    programmes.map(one => (one.id === event.facts.programme ? { ...one, ...next } : one));
  switch (event.type) {
    case 'programme_offered': {
      const { programme: id, name, sessions, places } = event.facts;
      const fresh: Programme = {
        id,
        name,
        sessions,
        places,
        modules: [],
        intake: 'closed',
        withdrawnOn: null,
      };
      return [...programmes, fresh];
    }
    case 'programme_shaped': {
      const { intake, modules } = event.facts;
      return change({ intake, modules, sessions: dose(modules).group });
    }
    case 'programme_withdrawn':
      return change({ withdrawnOn: event.occurredOn });
    default:
      return event satisfies never;
  }
}
