import { isDisputed, type ConcernDue } from '@throughcare/pathway';
import type { Concern } from '@throughcare/records';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';
import type { Staff } from '../../services.ts';

export interface Act {
  readonly text: string;
  readonly href: Href;
}

export function isConcernLead(who: Staff): boolean {
  return who.roles.includes('safeguarding_lead') || who.roles.includes('administrator');
}

/** E6: whoever leads on concerns, and those who were named to decide about this one or to settle it. */
export function decides({ state }: Pick<Concern, 'state'>, who: Staff): boolean {
  return isConcernLead(who) || state.deciders.includes(who.userId) || state.third === who.userId;
}

/** Where what is due can be done, if it is this person's to do; otherwise why not, in words. */
export function actFor(due: ConcernDue, { concern, state, staff }: Concern, who: Staff): Act | string {
  const at = { concern };
  const nameOf = (user: string) => staff[user] ?? 'somebody who has left';
  const lead = (act: Act) => (isConcernLead(who) ? act : 'A safeguarding lead does that.');
  const third = (act: Act) => (state.third === who.userId ? act : `That is ${nameOf(state.third ?? '')}.`);
  switch (due.what) {
    case 'pass_on':
      return { text: 'Record that it was passed on', href: paths.concernPassOn(at) };
    case 'review':
      return state.raisedBy === who.userId || state.passings.some(one => one.by === who.userId)
        ? 'You raised it or passed it on, so somebody else reviews it.'
        : { text: 'Review it', href: paths.concernReview(at) };
    case 'settle_review':
      return third({ text: 'Settle it', href: paths.concernSettleReview(at) });
    case 'name_deciders':
      return lead({ text: 'Name the two', href: paths.concernDeciders(at) });
    case 'name_third':
      return lead({ text: 'Name somebody', href: paths.concernThird(at) });
    case 'settle_sharing':
      return third({ text: 'Settle it', href: paths.concernSettle(at) });
    case 'first_decision':
    case 'second_decision':
      if (state.decisions.some(decision => decision.by === who.userId)) {
        return 'You have decided already. The other decision is somebody else’s.';
      }
      return state.deciders.includes(who.userId)
        ? { text: 'Decide', href: paths.concernDecide(at) }
        : `Those who decide: ${state.deciders.map(nameOf).join(' and ')}.`;
    case 'tell_added':
      return { text: 'Record that they were told', href: paths.concernPassOn(at) };
    case 'reference':
      return { text: 'Add the reference', href: paths.concernReference(at) };
    case 'chase':
      return { text: 'Record that you asked again', href: paths.concernChase(at) };
    case 'escalation_answer':
      return { text: 'Record their answer', href: paths.concernEscalationAnswer(at) };
    case 'erasure':
      return who.roles.includes('safeguarding_lead')
        ? { text: 'Keeping this concern', href: paths.concernKept(at) }
        : 'A safeguarding lead does that.';
    case 'escalate_further':
      return { text: 'Take it to the next level', href: paths.concernEscalate(at) };
  }
}

/** What else can be recorded now. */
export function otherActs(found: Concern, who: Staff): Act[] {
  const { concern, state, dues, joined, linked } = found;
  const at = { concern };
  const isOpen = state.status === 'open';
  const isLead = isConcernLead(who);
  const isDecider = decides(found, who);
  const passed = isOpen && state.passings.length > 0;
  const mayName = isOpen && isLead && !state.immediateDanger && state.passings.length === 0;
  const acts: (Act | false)[] = [
    { text: 'It was passed on', href: paths.concernPassOn(at) },
    { text: 'I reported it myself', href: paths.concernReport(at) },
    { text: 'Add what was said', href: paths.concernWords(at) },
    passed && { text: 'The authority answered', href: paths.concernAnswer(at) },
    passed && { text: 'It was chased', href: paths.concernChase(at) },
    passed && { text: 'We disagree with the authority', href: paths.concernEscalate(at) },
    isOpen && { text: 'It is about somebody who works here', href: paths.concernStaff(at) },
    mayName && { text: 'Name or change the two who decide', href: paths.concernDeciders(at) },
    isOpen && isLead && isDisputed(state) && { text: 'Name who settles it', href: paths.concernThird(at) },
    isOpen && isDecider && { text: 'Link it to a case', href: paths.concernLink(at) },
    isOpen && isDecider && linked.length > 0 && { text: 'Take a link back', href: paths.concernUnlink(at) },
    isOpen && isLead && { text: 'Another concern is about the same child', href: paths.concernJoin(at) },
    isOpen &&
      isLead &&
      joined.length > 0 && { text: 'It is not the same child after all', href: paths.concernUnjoin(at) },
    isOpen && isLead && dues.length === 0 && { text: 'Close it', href: paths.concernClose(at) },
    isDecider && { text: 'Keeping this concern: a hold, or its erasure', href: paths.concernKept(at) },
  ];
  return acts.filter(act => act !== false);
}
