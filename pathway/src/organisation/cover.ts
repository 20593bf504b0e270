import { accept, refuse, type Decision, type Happened } from '../decider.ts';
import { sayDay, type Day } from '../day.ts';
import type { OrganisationState } from '../organisation.ts';
import { isCaseworker, worksHere } from './works-here.ts';

/**
 * What somebody stands in for: the people whom an absent colleague carries, or the welfare prompts that nobody has
 * answered (E8), which are nobody's in particular.
 */
export type CoverEvent =
  | Happened<'cover_arranged', { cover: string; absent: string; by: string; from: Day; until: Day }>
  | Happened<'on_call_arranged', { cover: string; by: string; from: Day; until: Day }>
  | Happened<'cover_ended', { cover: string }>;

export type CoverCommand =
  | { do: 'arrange_cover'; on: Day; cover: string; absent: string; by: string; from: Day; until: Day }
  | { do: 'arrange_on_call'; on: Day; cover: string; by: string; from: Day; until: Day }
  | { do: 'end_cover'; on: Day; cover: string };

interface Standing {
  readonly id: string;
  readonly by: string;
  /** Both days belong to it. */
  readonly from: Day;
  readonly until: Day;
  /** Why nobody stands in any longer, although the days are not over. */
  readonly lost: { readonly on: Day; readonly why: 'ended' | 'left' } | null;
}

/** Somebody who stands in, from one day to another. */
export type Cover = Standing &
  ({ readonly kind: 'casework'; readonly absent: string } | { readonly kind: 'welfare' });

export function decideCover(state: OrganisationState, command: CoverCommand): Decision<CoverEvent> {
  const base = { schema: 1, occurredOn: command.on };
  const known = state.covers.find(one => one.id === command.cover);
  if (command.do === 'end_cover') {
    if (!known) return refuse('no_such_cover', 'There is no such cover. Nothing was saved.');
    if (known.lost) return refuse('already_ended', 'That cover was already ended. Nothing was saved.');
    return accept({ ...base, type: 'cover_ended', facts: { cover: known.id } });
  }
  if (known) return refuse('already_arranged', 'This cover is already arranged. Nothing was saved twice.');
  const { cover, by, from, until } = command;
  if (until < from) {
    return refuse(
      'until_before_from',
      `It would end before it begins on ${sayDay(from)}. Nothing was saved. Change the last day.`,
      'until',
    );
  }
  if (!worksHere(state, by)) {
    return refuse('no_such_person', 'Whoever stands in has to work here. Nothing was saved.', 'by');
  }
  if (command.do === 'arrange_on_call') {
    return accept({ ...base, type: 'on_call_arranged', facts: { cover, by, from, until } });
  }
  const { absent } = command;
  if (absent === by) {
    return refuse('same_person', 'Nobody can stand in for themselves. Nothing was saved.', 'by');
  }
  if (!state.people.some(person => person.user === absent)) {
    return refuse('no_such_person', 'Nobody here has that account. Nothing was saved.', 'absent');
  }
  if (!state.people.some(person => person.user === by && isCaseworker(person))) {
    return refuse(
      'no_caseworker',
      'Whoever stands in for a colleague sees and records what they carry, so it has to be a practitioner or a programme lead. ' +
        'Nothing was saved. Choose another person.',
      'by',
    );
  }
  return accept({ ...base, type: 'cover_arranged', facts: { cover, absent, by, from, until } });
}

export function evolveCovers(covers: readonly Cover[], event: CoverEvent): readonly Cover[] {
  switch (event.type) {
    case 'cover_arranged': {
      const { cover: id, absent, by, from, until } = event.facts;
      return [...covers, { id, kind: 'casework', absent, by, from, until, lost: null }];
    }
    case 'on_call_arranged': {
      const { cover: id, by, from, until } = event.facts;
      return [...covers, { id, kind: 'welfare', by, from, until, lost: null }];
    }
    case 'cover_ended':
      return covers.map(one =>
        one.id === event.facts.cover ? { ...one, lost: { on: event.occurredOn, why: 'ended' } } : one,
      );
    default:
      return event satisfies never;
  }
}

/** What is left of the covers when somebody has gone: those they gave are lost, unless the days were over. */
export function loseCovers(covers: readonly Cover[], user: string, on: Day): readonly Cover[] {
  return covers.map(one =>
    one.by === user && one.lost === null && one.until >= on ? { ...one, lost: { on, why: 'left' } } : one,
  );
}

/** Whether this cover holds on a day. */
export function coversOn(cover: Cover, day: Day): boolean {
  return cover.from <= day && day <= cover.until && (cover.lost === null || day < cover.lost.on);
}

/** Who answers welfare prompts that nobody has acknowledged; an empty list is to be shown as *not covered* (E8). */
export function onCall(covers: readonly Cover[], day: Day): readonly string[] {
  return covers.filter(one => one.kind === 'welfare' && coversOn(one, day)).map(one => one.by);
}

/** For whom nobody stands in on a day, although it was arranged: whoever gave the cover has left or given it up. */
export function uncovered(covers: readonly Cover[], day: Day): readonly string[] {
  const casework = covers.filter(one => one.kind === 'casework');
  const given = new Set(casework.filter(one => coversOn(one, day)).map(one => one.absent));
  const lost = casework
    .filter(one => one.lost !== null && one.lost.on <= day && one.from <= day && day <= one.until)
    .map(one => one.absent);
  return [...new Set(lost)].filter(absent => !given.has(absent));
}
