import { sayDay, type ConcernEvent, type ConcernState, type Day } from '@throughcare/pathway';
import type { Concern } from '@throughcare/records';
import type { Staff } from '../../services.ts';
import type { Href } from '../../frame/path.ts';
import { paths } from '../../paths.ts';
import { sayWhen } from '../../person/glance.ts';
import { dueTitles, tellConcern } from '../words.ts';

interface Act {
  readonly text: string;
  readonly href: Href;
}

/** One concern, for somebody who decides about it. Where it came from is said in a word, and leads nowhere (E6). */
export function concernView(found: Concern, who: Staff, today: Day) {
  const { concern, state, due, said, child, events, staff } = found;
  const nameOf = (user: string) => staff[user] ?? 'Somebody who has left';
  const isRaiser = state.raisedBy === who.userId;
  const next = due && nextAct(found, who);
  return {
    concern,
    title: `Concern of ${sayDay(state.raisedOn!)}`,
    raisedBy: nameOf(state.raisedBy),
    immediateDanger: state.immediateDanger,
    isOpen: state.status === 'open',
    due: due && {
      title: dueTitles[due.what],
      when: sayWhen(due.by, today),
      words: due.words,
      act: typeof next === 'object' ? next : null,
      notYours: typeof next === 'string' ? next : '',
    },
    said,
    child,
    addWords: isRaiser && state.status === 'open' ? paths.concernWords({ concern }) : null,
    lacksReference: state.passedOn !== null && state.passedOn.reference === '',
    addReference: mayAddReference(state, who) ? paths.concernReference({ concern }) : null,
    history: events.toReversed().map(recorded => {
      const event = recorded as unknown as ConcernEvent;
      const reason = event.type === 'decided' ? event.sealed.reason : '';
      return { ...tellConcern(event, nameOf), at: recorded.recordedAt, reason };
    }),
    /** The helpline is not this person's work, so what the concern came from is closed to them. */
    sourceIsClosed: state.source === 'contact' && !who.roles.includes('helpline_worker'),
    acts: state.status === 'open' ? otherActs(found, who) : [],
  };
}

/** Who passed it on adds the reference when they have it: anybody else would become the one who passed it on. */
export function mayAddReference({ passedOn, status }: ConcernState, who: Staff): boolean {
  return status === 'open' && passedOn !== null && passedOn.by === who.userId && passedOn.reference === '';
}

/** What is due, where this person may do it; otherwise why not, in words. */
function nextAct({ concern, state, due }: Concern, who: Staff): Act | string {
  switch (due!.what) {
    case 'pass_on':
      return { text: 'Record that it was passed on', href: paths.concernPassOn({ concern }) };
    case 'review':
      return state.raisedBy === who.userId || state.passedOn?.by === who.userId
        ? 'You raised it or passed it on, so somebody else reviews it.'
        : { text: 'Review it', href: paths.concernReview({ concern }) };
    case 'first_decision':
    case 'second_decision':
      return state.decisions.some(decision => decision.by === who.userId)
        ? 'You have decided already. The other decision is somebody else’s.'
        : { text: 'Decide', href: paths.concernDecide({ concern }) };
  }
}

function otherActs({ concern, state, due }: Concern, who: Staff): Act[] {
  const isLead = who.roles.includes('safeguarding_lead');
  const acts: (Act | false)[] = [
    state.passedOn === null &&
      due?.what !== 'pass_on' && { text: 'It was passed on', href: paths.concernPassOn({ concern }) },
    state.passedOn !== null && { text: 'It was chased', href: paths.concernChase({ concern }) },
    isLead &&
      state.linkedCase === null && { text: 'Link it to a case', href: paths.concernLink({ concern }) },
    isLead && !due && { text: 'Close it', href: paths.concernClose({ concern }) },
  ];
  return acts.filter(act => act !== false);
}
