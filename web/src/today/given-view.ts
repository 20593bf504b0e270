import { sayDay, taskKinds, type Day } from '@throughcare/pathway';
import type { TodayList } from '@throughcare/records';
import type { Href } from '../frame/path.ts';
import { paths } from '../paths.ts';
import { sayWhen } from '../person/glance.ts';

type Given = TodayList['given'][number];

/** One thing that was given to the reader, or that has to be given again, as a task of the page. */
export function givenTask(one: Given, today: Day) {
  const at = { case: one.case };
  const when = sayWhen(one.by, today);
  return {
    ...wordsFor(one, one.name ?? one.reference, at),
    when: when.slice(0, 1).toUpperCase() + when.slice(1),
    pressing: one.by <= today || !one.mine,
    // To be answered today, whenever it is to be done; once it was taken up, it has its own day.
    by: one.mine && one.stands === 'taken_up' ? one.by : today,
  };
}

function wordsFor(
  { kind, stands, mine }: Given,
  name: string,
  at: { case: string },
): { title: string; because: string; act: string; href: Href } {
  if (kind === 'handover') {
    return mine
      ? {
          title: `The case of ${name} was handed to you`,
          because: 'Say that you have it, or hand it back.',
          act: 'Take it up or hand it back',
          href: paths.personHandoverAnswer(at),
        }
      : {
          title: `The handover of ${name} was not taken up`,
          because: 'Nobody has said that they have this case.',
          act: 'Hand it to somebody',
          href: paths.personHandOver(at),
        };
  }
  const what = taskKinds[kind].toLowerCase();
  if (!mine) {
    return {
      title: `A task about ${name} ${stands === 'handed_back' ? 'was handed back' : 'was not taken up'}: ${what}`,
      because: 'It is still to be done, and nobody has it.',
      act: 'Give it to somebody',
      href: paths.personTaskTo(at),
    };
  }
  return stands === 'taken_up'
    ? {
        title: `Your task for ${name}: ${what}`,
        because: 'You took it up.',
        act: 'It is done',
        href: paths.personTaskDone(at),
      }
    : {
        title: `A task for ${name} was given to you: ${what}`,
        because: 'Say that you have it, or hand it back.',
        act: 'Take it up or hand it back',
        href: paths.personTaskAnswer(at),
      };
}

const standings = {
  waiting: 'Not taken up yet',
  taken_up: 'Taken up',
  handed_back: 'Handed back',
} as const;

/** What the reader gave to others, and what came of it. The reference alone where they do not see the case now. */
export function givenToOthers(list: TodayList['givenByMe']) {
  return list.map(one => ({
    what: one.kind === 'handover' ? `Case ${one.reference}` : `${taskKinds[one.kind]}, ${one.reference}`,
    to: one.toName ?? 'a team',
    by: sayDay(one.by),
    stands: standings[one.stands],
    href: one.seen ? paths.person({ case: one.case }) : null,
  }));
}
