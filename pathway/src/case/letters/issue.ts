import { accept, refuse, type Circumstances } from '../../decider.ts';
import { sayDay } from '../../day.ts';
import { event, refuseBefore, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import { isOrdered } from '../programme/enrolment.ts';
import type { CaseCommand, CaseState } from '../case.ts';
import type { LetterCommand } from './letter.ts';
import { letterShows } from './shown.ts';

/** Taken in a closed case too: a court may ask long after the work has ended, and a wrong letter is withdrawn. */
export function isLetterCommand(command: CaseCommand): command is LetterCommand {
  return command.do === 'issue_letter' || command.do === 'withdraw_letter';
}

/** E38: a letter is issued by whoever is signed in, and says what the record shows that day. */
export function decideLetter(
  state: CaseState,
  command: LetterCommand,
  circumstances: Circumstances,
): CaseDecision {
  return command.do === 'issue_letter'
    ? issue(state, command, circumstances)
    : withdraw(state, command, circumstances);
}

function issue(
  state: CaseState,
  command: CommandOf<'issue_letter'>,
  { actor: by, today }: Circumstances,
): CaseDecision {
  const { on, letter, kind, to, personAsked, until } = command;
  const name = command.name.trim();
  if (on !== today) {
    return refuse('not_today', `A letter bears the day on which it is issued: today. ${unsaved}`, 'on');
  }
  if (state.letters.some(one => one.id === letter)) {
    return refuse('already_issued', `This letter is already issued. ${unsaved}`);
  }
  if (name === '') return refuse('no_name', `A letter needs the name of whom it is about. ${unsaved}`);
  const enrolment = state.enrolments.find(one => one.id === command.enrolment);
  if (!enrolment) return refuse('no_such_enrolment', `There is no such enrolment in this case. ${unsaved}`);
  if (until > on) {
    return refuse('in_the_future', `A letter cannot count days that are still to come. ${unsaved}`, 'until');
  }
  if (until < enrolment.since) {
    return refuse(
      'too_early',
      `They came to this programme on ${sayDay(enrolment.since)}. ${unsaved} Choose a later day.`,
      'until',
    );
  }
  // E31: that somebody took up help by choice is theirs to show, and nobody else's to be told.
  if (!isOrdered(enrolment.basis)) {
    if (to !== 'person') {
      return refuse(
        'by_choice',
        `They take part by choice, so a letter goes to them and to nobody else; they may show it to whom they like. ${unsaved}`,
        'to',
      );
    }
    if (!personAsked) {
      return refuse(
        'not_asked',
        `They take part by choice, so a letter is for them to ask for. ${unsaved}`,
        'personAsked',
      );
    }
  }
  // UK GDPR article 18(2): a record that is only kept is used for nothing, unless they want it.
  if (state.lifetime.processingRestricted !== null && !(to === 'person' && personAsked)) {
    return refuse(
      'only_kept',
      `This record is only kept for now. ${unsaved} A letter can be made where the person asks for it, to themselves.`,
      'to',
    );
  }
  const { id, programme, basis } = enrolment;
  const shows = letterShows(enrolment, until);
  const facts = { letter, kind, to, personAsked, enrolment: id, programme, basis, until, shows, by };
  return accept({ ...event('letter_issued', on, facts), sealed: { name } });
}

function withdraw(
  state: CaseState,
  { on, letter: id, reason }: CommandOf<'withdraw_letter'>,
  { actor: by }: Circumstances,
): CaseDecision {
  const letter = state.letters.find(one => one.id === id);
  if (!letter) return refuse('no_such_letter', `There is no such letter on this record. ${unsaved}`);
  if (letter.withdrawn !== null) {
    return refuse(
      'already_withdrawn',
      `That letter was withdrawn on ${sayDay(letter.withdrawn.on)}. ${unsaved}`,
    );
  }
  return (
    refuseBefore(on, letter.on, 'the letter') ??
    accept(event('letter_withdrawn', on, { letter: id, reason, by }))
  );
}
