import { correctionReasons, londonDay, sayDay, type CorrectionReason, type Day } from '@throughcare/pathway';
import type { Commands } from '@throughcare/records';
import { z } from 'zod';
import { anyFields } from '../asked/asked.ts';
import { failure, page } from '../frame/answer.ts';
import { choice, choices, dayBoxes, withDay } from '../frame/fields.ts';
import { withErrors, type FieldError, type Filled, type FormView, type Typed } from '../frame/form.ts';
import { settle, type SaidEvent } from '../frame/outcome.ts';
import type { Change } from '../frame/conflict.ts';
import type { Href, Path } from '../frame/path.ts';
import type { Policy } from '../frame/policy.ts';
import { route, type Route } from '../frame/route.ts';
import { keysOf } from '../person/options.ts';
import type { Repository, Staff } from '../services.ts';
import { errorsOf, type Again } from './again.ts';
import { reasonItems } from './corrected.ts';
import { countedAs, expectedOf, seenOf, type Shown } from './seen.ts';

/** Kinds of record whose entries are put right on a page. */
type Kind = 'case' | 'group' | 'concern' | 'contact';

/** One entry of a record as it stands, and how it can be put right by whoever asks. */
export interface ToPutRight<Of extends Kind> {
  readonly kind: Of;
  readonly stream: string;
  readonly shown: Shown;
  readonly entry: {
    /** Under which it was first told. */
    readonly version: number;
    readonly on: Day;
    readonly title: string;
    readonly words: string;
  };
  /** Null where nothing can be put in its place. */
  readonly again: Again<Commands[Of]> | null;
  readonly canTakeOut: boolean;
  readonly page: {
    readonly template: string;
    readonly title: string;
    readonly action: Href;
    /** The page of the record: where one comes from, and where a correction leads. */
    readonly back: { readonly href: Href; readonly words: string };
    /** Where a correction leads that can end in the page of the record not being theirs any longer. */
    readonly done?: Href;
  };
  readonly say: (event: SaidEvent) => Change;
  readonly nameOf: (user: string) => string;
}

interface Asking<Params> {
  readonly records: Repository;
  readonly who: Staff;
  readonly params: Params;
  readonly now: number;
  readonly start: Href;
}

/**
 * The two routes by which an entry is put right: told again as it should have been, or taken out. Nothing is rubbed out,
 * and what came later is decided again. `find` gives the entry, and undefined for one that is not there to whoever asks,
 * or not theirs to put right.
 */
export function putRight<const Pattern extends string, Of extends Kind>(
  path: Path<Pattern>,
  policy: Extract<Policy, { readonly who: 'staff' }>,
  find: (asking: Asking<Parameters<Path<Pattern>>[0]>) => Promise<ToPutRight<Of> | undefined>,
): Route[] {
  return [
    route({
      method: 'GET',
      path,
      policy,
      async handle({ records, who, params, now, start, freshForm }) {
        const found = await find({ records, who, params: params as never, now, start });
        if (!found) return failure('notFound');
        const begins = { ...dayBoxes('on', found.entry.on), ...found.again?.begins };
        return show(found, freshForm(begins, seenOf(found.shown)));
      },
    }),
    route({
      method: 'POST',
      path,
      policy,
      form: anyFields,
      async handle({ records, who, params, now, start, form }) {
        const found = await find({ records, who, params: params as never, now, start });
        if (!found) return failure('notFound');
        const again = (view: FormView, status = 422) => show(found, view, status);
        if (!form.ok) return again(form.view);
        const read = await readForm(found, form, londonDay(now));
        if ('errors' in read) return again(withErrors(form.view, read.errors));
        const { kind, stream, entry } = found;
        const expected = expectedOf(found.shown, form.seen);
        const outcome = await records.correct(
          kind,
          stream,
          expected,
          form.command,
          entry.version,
          read.command,
          read.because,
          read.laterStand,
        );
        const { say, nameOf } = found;
        return settle(countedAs(found.shown, outcome, form.seen), {
          view: form.view,
          done: found.page.done ?? found.page.back.href,
          again,
          say,
          nameOf,
        });
      },
    }),
  ];
}

function show<Of extends Kind>(
  { entry, again, canTakeOut, page: at }: ToPutRight<Of>,
  form: FormView,
  status = 200,
) {
  const { template, title, action, back } = at;
  const ways = [
    again !== null && { value: 'put_right', text: again.way },
    canTakeOut && { value: 'take_out', text: 'It should not be here: take it out' },
  ].filter(way => way !== false);
  const model = {
    ...again?.shows,
    entry: { ...entry, ways, reasons: reasonItems },
    title,
    action,
    back,
    form,
  };
  return page(template, model, { status });
}

/** The page of an entry whose fields, if there are any, are given as data. */
export const plain = 'history/entry.njk';

/** Why it is corrected: whoever asks later is told so (E23). */
export const correctedBecause = choice(keysOf(correctionReasons), 'Choose why it is corrected.');

const chosen = z.object({
  wrong: choice(['put_right', 'take_out'], 'Choose what was wrong.'),
  because: correctedBecause,
  laterStand: choices(['yes']),
});
const when = withDay('on', 'the day on which it happened', {});

type Read<Command> =
  | {
      readonly command: Command | null;
      readonly because: CorrectionReason;
      readonly laterStand: boolean;
    }
  | { readonly errors: readonly FieldError[] };

async function readForm<Of extends Kind>(
  { again, canTakeOut }: ToPutRight<Of>,
  form: Extract<Filled<Typed>, { ok: true }>,
  today: Day,
): Promise<Read<Commands[Of]>> {
  const read = chosen.safeParse(form.value);
  if (!read.success) return { errors: errorsOf(read.error) };
  const { wrong, because } = read.data;
  const laterStand = read.data.laterStand.includes('yes');
  if (wrong === 'take_out') {
    return canTakeOut ? { command: null, because, laterStand } : { errors: [notThat] };
  }
  if (again === null) return { errors: [notThat] };
  const day = when.safeParse(form.value);
  if (!day.success) return { errors: errorsOf(day.error) };
  const { on } = day.data;
  if (on > today) return { errors: [toCome(on)] };
  const told = await again.read(form.value, on, form.command);
  return 'errors' in told ? told : { command: told.command, because, laterStand };
}

const notThat: FieldError = {
  field: 'wrong',
  words: 'That cannot be done with this entry. Nothing was saved.',
};

function toCome(on: Day): FieldError {
  const words = `${sayDay(on)} is still to come. Nothing was saved. Enter the day on which it happened.`;
  return { field: 'on-day', words };
}
