import {
  erasureGrounds,
  holdGrounds,
  isHeld,
  londonDay,
  processingGrounds,
  type CaseEvent,
  type Day,
  type LifetimeCommand,
} from '@throughcare/pathway';
import { mayCommand, type Person } from '@throughcare/records';
import { failure, page } from '../frame/answer.ts';
import { dayBoxes } from '../frame/fields.ts';
import { withErrors, type FormView } from '../frame/form.ts';
import { settle, type Outcome } from '../frame/outcome.ts';
import { route } from '../frame/route.ts';
import { paths } from '../paths.ts';
import { tell } from '../person/happened.ts';
import { opensPerson, recordOpeners } from '../person/openers.ts';
import { namesFor, personTitle } from '../person/person-view.ts';
import type { Repository, Staff } from '../services.ts';
import { isKeptAct, keptActs, type KeptAct, type KeptActName } from './acts.ts';
import { keptForm } from './kept-form.ts';

const values = {
  on: '2000-01-01' as Day,
  choice: '',
  which: '',
  until: null,
  personAsked: false,
  reason: '',
};

/**
 * Whether somebody may do this with this record. Giving a copy and agreeing to an erasure have ways of their own, for a
 * safeguarding lead, and for the second one who did not ask for it; and what somebody opened in an emergency they read,
 * and do not record on.
 */
function mayDo({ state, readOnly }: Person, who: Staff, name: KeptActName): boolean {
  if (readOnly) return false;
  const isLead = who.roles.includes('safeguarding_lead');
  if (name === 'give-copy') return isLead;
  if (name === 'agree-erasure') return isLead && state.lifetime.erasureAsked?.by !== who.userId;
  return mayCommand(who.roles, 'case', keptActs[name].command(values, '').do);
}

function statusOf({ state, staff: names }: Person, today: Day) {
  const { lifetime } = state;
  const { erasureAsked } = lifetime;
  return {
    held: isHeld(lifetime, today),
    holds: lifetime.holds.map(one => ({ ...one, words: holdGrounds[one.ground] })),
    complaints: lifetime.complaints,
    restricted: lifetime.processingRestricted && processingGrounds[lifetime.processingRestricted],
    copies: lifetime.copies,
    erasure: erasureAsked && {
      by: names[erasureAsked.by] ?? 'Somebody who has left',
      on: erasureAsked.on,
      ground: erasureGrounds[erasureAsked.ground],
    },
  };
}

/** Whether whoever asked for an erasure waits for somebody who is not there: no other safeguarding lead could agree. */
async function lacksSecond(
  records: Repository,
  { state }: Person,
  { userId, roles }: Staff,
): Promise<boolean> {
  const asked = state.lifetime.erasureAsked;
  if (asked?.by !== userId || !roles.includes('safeguarding_lead')) return false;
  const { people } = await records.organisation();
  return !people.some(one => one.active && one.user !== userId && one.roles.includes('safeguarding_lead'));
}

/** What happens to a record as a record: holds, complaints, copies, restriction of use, erasure. */
export const kept = [
  route({
    method: 'GET',
    path: paths.personKept,
    policy: recordOpeners,
    async handle({ records, params, who, now }) {
      const person = await records.person(params.case);
      if (!person) return failure('notFound');
      const names = Object.keys(keptActs) as KeptActName[];
      return page('kept/page.njk', {
        ...personTitle(person),
        case: person.case,
        seesPerson: opensPerson(who),
        readOnly: person.readOnly,
        seesCopies: who.roles.includes('safeguarding_lead'),
        lacksSecond: await lacksSecond(records, person, who),
        status: statusOf(person, londonDay(now)),
        acts: names
          .filter(name => keptActs[name].fits(person.state) && mayDo(person, who, name))
          .map(name => ({
            question: keptActs[name].question,
            href: paths.personKeptAct({ case: person.case, act: name }),
          })),
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.personKeptAct,
    policy: recordOpeners,
    async handle({ records, params, who, now, freshForm }) {
      const person = await records.person(params.case);
      if (!person || !isKeptAct(params.act) || !mayDo(person, who, params.act)) return failure('notFound');
      return show(person, params.act, freshForm(dayBoxes('on', londonDay(now)), person.version));
    },
  }),
  route({
    method: 'POST',
    path: paths.personKeptAct,
    policy: recordOpeners,
    form: keptForm,
    async handle({ records, params, who, form }) {
      const { act: name, case: id } = params;
      const person = await records.person(id);
      if (!person || !isKeptAct(name) || !mayDo(person, who, name)) return failure('notFound');
      const again = (view: FormView, status = 422) => show(person, name, view, status);
      if (!form.ok) return again(form.view);
      const act: KeptAct = keptActs[name];
      const missing = missingIn(act, person, form.value);
      if (missing) return again(withErrors(form.view, [missing]));
      const expected = form.seen ?? person.version;
      const command = act.command(form.value, form.command);
      const outcome = await record(records, form.command, { case: id, expected }, command);
      const lead = wayOn(outcome, command, id);
      const { programmes } = await records.organisation();
      const names = namesFor(person, programmes);
      return settle(outcome, {
        view: form.view,
        done: command.do === 'agree_erasure' ? paths.keptErased() : paths.personKept({ case: id }),
        again: (view, status) => again(lead(view), status),
        say: event => {
          const { title, words } = tell(event as unknown as CaseEvent, names);
          return { what: title, now: words || 'Recorded.' };
        },
        nameOf: names.staff,
      });
    },
  }),
  route({
    method: 'GET',
    path: paths.keptErased,
    policy: recordOpeners,
    handle: () => page('kept/erased.njk'),
  }),
];

/** Two of the acts look at more than the case, and have a way of their own. */
function record(
  records: Repository,
  commandId: string,
  at: { readonly case: string; readonly expected: number },
  command: LifetimeCommand,
): Promise<Outcome> {
  const { on } = command;
  if (command.do === 'agree_erasure') return records.agreeErasure(commandId, { ...at, on });
  if (command.do === 'give_copy') return records.giveCopy(commandId, { ...at, on, request: command.request });
  return records.decide('case', at.case, at.expected, commandId, command);
}

/** Where a copy has lines that nobody decided on, what the page says of it leads to them. */
function wayOn(outcome: Outcome, command: LifetimeCommand, id: string): (view: FormView) => FormView {
  const waits = !outcome.ok && outcome.reason === 'refused' && outcome.refusal.code === 'lines_undecided';
  if (!waits || command.do !== 'give_copy') return view => view;
  const href = paths.personCopy({ case: id, request: command.request });
  return view => ({ ...view, summary: view.summary.map(({ text }) => ({ text, href })) });
}

function show(person: Person, name: KeptActName, form: FormView, status = 200) {
  const act: KeptAct = keptActs[name];
  const items = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, text]) => ({ value, text }));
  const model = {
    ...personTitle(person),
    case: person.case,
    question: act.question,
    lead: act.lead,
    dayLegend: act.dayLegend,
    choiceLegend: act.choiceLegend,
    choices: act.choices && items(act.choices),
    which: act.which && items(act.which(person.state)),
    asks: { until: act.asksUntil, personAsked: act.asksPersonAsked, reason: act.asksReason },
    erases: name === 'agree-erasure',
    form,
    action: paths.personKeptAct({ case: person.case, act: name }),
  };
  return page('kept/act.njk', model, { status });
}

/** A list of which nothing was chosen, or something that does not stand in it. */
function missingIn(act: KeptAct, person: Person, value: { readonly choice: string; readonly which: string }) {
  if (act.choices && !Object.hasOwn(act.choices, value.choice)) {
    return { field: 'choice', words: 'Choose one of the list.' };
  }
  if (act.which && !Object.hasOwn(act.which(person.state), value.which)) {
    return { field: 'which', words: 'Choose which one is meant.' };
  }
  return undefined;
}
