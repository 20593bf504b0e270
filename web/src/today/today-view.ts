import {
  addDays,
  type CaseworkDueKind,
  daysBetween,
  isRequest,
  sayDay,
  type Day,
  type DueKind,
  type LegalDueKind,
} from '@throughcare/pathway';
import type { ConcernToday, OpeningToday, TodayList } from '@throughcare/records';
import { concernReference } from '../concerns/reference.ts';
import { dueTitles } from '../concerns/words.ts';
import { sayInstant } from '../frame/templates.ts';
import { paths } from '../paths.ts';
import { caseworkDueTitles, isCaseworkDue } from '../person/casework/due-titles.ts';
import { sayWhen } from '../person/glance.ts';
import { isLegalDue, legalDueTitles } from '../person/legal/due-titles.ts';
import { homeOf } from '../person/openers.ts';
import { whereDue } from '../person/where-due.ts';
import { givenTask, givenToOthers } from './given-view.ts';
import type { Href } from '../frame/path.ts';
import type { Staff } from '../services.ts';

/** Whose list it is. */
type Reader = Pick<Staff, 'roles'>;

interface Task {
  readonly title: string;
  readonly when: string;
  readonly because: string;
  /** A sign and words for what is late or runs out; never a number to be ashamed of. */
  readonly pressing: boolean;
  readonly act: string;
  readonly href: Href;
}

const acts: Record<
  Exclude<DueKind, LegalDueKind | CaseworkDueKind>,
  { title: (name: string) => string; act: string }
> = {
  triage: { title: name => `Answer the referral of ${name}`, act: 'Open the referral' },
  open_case: { title: name => `Open the case of ${name}`, act: 'Open the referral' },
  children_check: { title: name => `Check the children around ${name}`, act: 'Start the check' },
  welfare: { title: name => `Ask ${name} how things are`, act: 'Record the call' },
  copy: { title: name => `Give ${name} the copy they asked for`, act: 'Open the request' },
  erasure: { title: name => `Decide whether the record of ${name} is erased`, act: 'Open the request' },
  letter: {
    title: name => `Withdraw a letter about ${name}: the record was put right`,
    act: 'Open the letters',
  },
  order_ends: { title: name => `The order of ${name} ends`, act: 'Open the case' },
};

/** The form where they can save it; where that is somebody else's to do, the record that it is about. */
function placeOf(kind: DueKind, id: string, act: string, who: Reader): { act: string; href: Href } {
  const form = kind === 'order_ends' ? null : whereDue(kind, id, who.roles);
  return form ? { act, href: form } : { act: 'Open the case', href: homeOf(who, id) };
}

function actOf(kind: DueKind, name: string): { title: string; act: string } {
  if (isLegalDue(kind)) return { title: `${legalDueTitles[kind]}: ${name}`, act: 'Record it' };
  if (isCaseworkDue(kind)) return { title: `${caseworkDueTitles[kind]}: ${name}`, act: 'Record it' };
  const { title, act } = acts[kind];
  return { title: title(name), act };
}

/** What is mine today, and what can wait until the end of the week: a list that can be emptied. */
export function todayView(
  { today, concerns, openings, due, sessions, given, givenByMe }: TodayList,
  who: Reader,
) {
  const registers = sessions
    .filter(session => session.on <= today && !session.registerTaken)
    .map((session): Task & { by: Day } => ({
      title: `Register of ${session.name}`,
      when: session.on === today ? 'Today' : `Held on ${sayDay(session.on)}`,
      because: `Session ${session.session} of ${session.of}. ${session.people} people.`,
      pressing: session.on < today,
      act: 'Open the register',
      href: paths.register({ group: session.group, session: String(session.session) }),
      by: session.on,
    }));
  const tasks = due
    .filter(one => isRequest(one.kind) || daysBetween(today, one.by) <= 7)
    .map((one): Task & { by: Day } => ({
      title: actOf(one.kind, one.name ?? one.reference).title,
      ...placeOf(one.kind, one.case, actOf(one.kind, one.name ?? one.reference).act, who),
      when: capital(sayWhen(one.by, today)),
      because: one.because,
      pressing: one.by <= today,
      by: one.by,
    }));
  const answers = given.map(one => givenTask(one, today)).filter(one => daysBetween(today, one.by) <= 7);
  // A child first, where days are the same.
  const children = concerns
    .filter(one => daysBetween(today, one.by) <= 7)
    .map(one => concernTask(one, today));
  const reviews = openings.map(one => openingTask(one, today));
  const all = [...children, ...reviews, ...answers, ...registers, ...tasks].sort((a, b) =>
    a.by < b.by ? -1 : a.by > b.by ? 1 : 0,
  );
  const now = all.filter(one => one.by <= today);
  const weekEnds = addDays(today, 7);
  const later = all.filter(one => one.by > today && one.by <= weekEnds);
  const further = all.filter(one => one.by > weekEnds);
  return {
    today,
    now,
    later,
    further,
    weekEnds,
    lead: sayLead(now.length, later.length + further.length),
    givenToOthers: givenToOthers(givenByMe),
    sessions: sessions.filter(session => session.on >= today),
  };
}

function concernTask({ concern, what, by, immediateDanger, raisedOn }: ConcernToday, today: Day) {
  const danger = immediateDanger ? 'Immediate danger. ' : '';
  return {
    title: `${dueTitles[what]}: concern ${concernReference(concern)}`,
    when: capital(sayWhen(by, today)),
    because: `${danger}Raised on ${sayDay(raisedOn)}.`,
    pressing: by <= today,
    act: 'Open the concern',
    href: paths.concern({ concern }),
    by,
  };
}

function openingTask({ opening, by, openedAt }: OpeningToday, today: Day) {
  return {
    title: `Look at a case that was opened in an emergency, ${sayInstant(openedAt)}`,
    when: capital(sayWhen(by, today)),
    because: 'Somebody opened a case that is not theirs. A second person looks at it afterwards.',
    pressing: by <= today,
    act: 'Look at it',
    href: paths.opening({ opening }),
    by,
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

function sayLead(now: number, later: number): string {
  const number = (count: number) => numbers[count] ?? String(count);
  const wait = later === 0 ? '' : ` ${number(later)} more can wait a few days.`;
  if (now === 0) return later === 0 ? 'Nothing is waiting for you.' : `Nothing is due today.${wait}`;
  return `${number(now)} ${now === 1 ? 'thing is' : 'things are'} yours today.${wait}`;
}
