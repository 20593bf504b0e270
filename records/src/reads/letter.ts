import { agreesStill, letterToday, type Identity, type Letter, type LetterShows } from '@throughcare/pathway';
import { stateOf } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import { letterCode, showLetterCode } from '../letters/code.ts';
import { initialsOf } from '../letters/mark.ts';
import { identityEvent } from '../projections/identity-event.ts';
import type { Answered, Asking } from './answer.ts';
import { isId } from './id.ts';
import { fullName } from './identities.ts';
import { loadIn } from './load-in.ts';
import { staffNames } from './staff.ts';

/** A letter as it was issued, with what the record shows now beside it. */
export interface LetterSeen {
  readonly case: string;
  readonly version: number;
  readonly reference: string;
  readonly letter: Letter;
  /** The name on it. */
  readonly name: string;
  readonly initials: string;
  readonly code: string;
  readonly organisation: string;
  readonly programme: string;
  /** The officer who issued it. */
  readonly officer: string;
  readonly agrees: boolean;
  /** What it would say today of the same days; null where the enrolment is no longer on record. */
  readonly today: LetterShows | null;
  /** Who the person is now, where that is no longer the name on it. */
  readonly nameNow: string | null;
}

/** One letter of a case: null where there is none such, or not for this asker. */
export async function letter(
  asking: Asking,
  id: string,
  which: string,
): Promise<Answered<LetterSeen | null>> {
  const nothing = { value: null, kind: 'case', streams: [], detail: { found: false } } as const;
  const loaded = isId(id) ? (await loadIn(asking, [id])).get(id) : undefined;
  if (loaded?.kind !== 'case' || !loaded.keys.facts || !loaded.keys.identity) return nothing;
  const { effective } = effectiveHistory(loaded.events);
  const state = stateOf('case', effective);
  const found = state.letters.find(one => one.id === which);
  const issued = effective.find(event => event.type === 'letter_issued' && event.facts.letter === which);
  if (!found || typeof issued?.sealed?.name !== 'string') return nothing;
  const { name } = issued.sealed;
  const now = fullName((identityEvent({ effective })?.sealed ?? undefined) as Identity | undefined);
  const staff = await staffNames(asking);
  const names = await namesIn(asking, found.programme);
  return {
    value: {
      case: id,
      version: loaded.head,
      reference: state.reference,
      letter: found,
      name,
      initials: initialsOf(name),
      code: showLetterCode(letterCode(found.id)),
      ...names,
      officer: staff[found.by] ?? found.by,
      agrees: agreesStill(state, found) && now === name,
      today: letterToday(state, found),
      nameNow: now === name ? null : now,
    },
    kind: 'case',
    streams: [id],
  };
}

async function namesIn({ db, acting }: Asking, programme: string) {
  const { rows } = await db.query<{ organisation: string; programme: string | null }>(
    `select o.name as organisation, p.name as programme from throughcare.organisation_row o
       left join throughcare.programme p on p.organisation = o.organisation and p.programme::text = $2
      where o.organisation = $1`,
    [acting.organisation, programme],
  );
  return { organisation: rows[0].organisation, programme: rows[0].programme ?? 'A programme' };
}
