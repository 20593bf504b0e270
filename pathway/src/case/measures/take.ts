import { accept, refuse } from '../../decider.ts';
import { event, unsaved, type CaseDecision, type CommandOf } from '../answer.ts';
import type { CaseState } from '../case.ts';
import { instrument, type Instrument } from './instrument.ts';

export function takeMeasure(state: CaseState, command: CommandOf<'take_measure'>): CaseDecision {
  const { on, measure, instrument: id, moment, answers, total } = command;
  const { name, version, keeps, items } = instrument(id);
  if (state.measures.some(one => one.id === measure)) {
    return refuse('already_taken', `This is already recorded. ${unsaved}`);
  }
  if (keeps === 'band') {
    return refuse('band_only', `Of ${name} a band is kept, as it was given. ${unsaved}`, 'instrument');
  }
  if (items === null || answers === null) {
    if (items !== null)
      return refuse('answers', `Enter the answers to ${name} by item. ${unsaved}`, 'answers');
    if (answers !== null) {
      return refuse('no_items', `Answers to single items of ${name} are not kept. ${unsaved}`, 'answers');
    }
    if (total === null || !Number.isInteger(total) || total < 0 || total > 200) {
      return refuse('total', `Enter the total as a whole number. ${unsaved}`, 'total');
    }
    const facts = { measure, instrument: id, version, moment, answers: null, total };
    return accept(event('measure_taken', on, facts));
  }
  const fits = (answer: number | null) =>
    answer === null || (Number.isInteger(answer) && answer >= items.least && answer <= items.most);
  if (answers.length !== items.count || !answers.every(fits) || answers.every(one => one === null)) {
    return refuse(
      'answers',
      `${name} has ${items.count} items, each answered from ${items.least} to ${items.most} or left out. ${unsaved}`,
      'answers',
    );
  }
  const facts = { measure, instrument: id, version, moment, answers: [...answers], total: sumOf(answers) };
  return accept(event('measure_taken', on, facts));
}

/**
 * The sum of the numbers that the form prints, and none where an answer was left out: how to fill gaps is for the
 * manual of each instrument, and none of those rules could be confirmed at its source.
 */
export function sumOf(answers: readonly (number | null)[]): number | null {
  return answers.reduce<number | null>(
    (sum, answer) => (sum === null || answer === null ? null : sum + answer),
    0,
  );
}

/** A band is a short code, as the tool gives it: no room for a description (E2). */
const GIVEN = /^[A-Za-z0-9][A-Za-z0-9 +/-]{0,19}$/;

export function importBand(state: CaseState, command: CommandOf<'import_band'>): CaseDecision {
  const { on, band, instrument: id, assessedOn, expiresOn, given } = command;
  const version = command.version.trim();
  const assessor = command.assessor.trim();
  const tool: Instrument = instrument(id);
  if (state.bands.some(one => one.id === band)) {
    return refuse('already_imported', `This is already recorded. ${unsaved}`);
  }
  if (tool.keeps === 'items') {
    return refuse(
      'not_a_tool',
      `${tool.name} is answered by the person and has no band. ${unsaved}`,
      'instrument',
    );
  }
  if (!GIVEN.test(given) || (tool.keeps === 'total' && !/^\d{1,3}$/.test(given))) {
    const what =
      tool.keeps === 'total' ? 'the total as a whole number' : 'the band in a word or two, as given';
    return refuse('given', `Enter ${what}. ${unsaved}`, 'given');
  }
  if (version === '' || version.length > 40) {
    return refuse('version', `Say which version of the tool it was. ${unsaved}`, 'version');
  }
  if (assessor === '') return refuse('assessor', `Say who assessed it. ${unsaved}`, 'assessor');
  if (assessedOn > on) {
    return refuse('assessed_later', `It cannot have been assessed after it came. ${unsaved}`, 'assessedOn');
  }
  if (expiresOn !== null && expiresOn <= assessedOn) {
    return refuse('expires', `It would expire before it was assessed. ${unsaved}`, 'expiresOn');
  }
  const facts = { band, instrument: id, version, assessedOn, expiresOn, given };
  return accept({ ...event('band_imported', on, facts), sealed: { assessor } });
}
