import { instrument, instruments, measureMoments, type InstrumentId } from '@throughcare/pathway';
import { z } from 'zod';
import { choice, line, withDay } from '../../frame/fields.ts';
import type { Path } from '../../frame/path.ts';
import { typedOf } from '../../history/again.ts';
import { paths } from '../../paths.ts';
import { caseForm } from '../case-form.ts';
import { keysOf, options } from '../options.ts';
import { optionalDay, typedDay } from '../typed-day.ts';

const moment = choice(keysOf(measureMoments), 'Choose when.');
const moments = options(measureMoments, name => name);

/** A whole number of one or two digits, or nothing. Which numbers there are, the instrument knows. */
const answer = z
  .string()
  .trim()
  .default('')
  .refine(text => /^\d{0,2}$/.test(text), 'Enter the number printed beside the answer, or leave it empty.')
  .transform(text => (text === '' ? null : Number(text)));

/** The form of one questionnaire, item by item: numbers alone, for the words belong to their owner. */
function itemsForm<const Pattern extends `/people/:case/${string}`>(path: Path<Pattern>, id: InstrumentId) {
  const { items } = instrument(id);
  const names = Array.from({ length: items!.count }, (_, index) => `item-${index + 1}`);
  const answers = Object.fromEntries(names.map(name => [name, answer]));
  return caseForm({
    path,
    does: ['take_measure'],
    template: 'person/measures/items.njk',
    schema: withDay('on', 'the day they answered', { moment, ...answers }),
    command: (value, _person, measure) => {
      const given = value as unknown as Record<string, number | null>;
      return {
        do: 'take_measure',
        on: value.on,
        measure,
        instrument: id,
        moment: value.moment,
        answers: names.map(name => given[name] ?? null),
        total: null,
      };
    },
    tells: ({ instrument: taken, moment: when, answers: given, measure }) =>
      taken === id && given !== null
        ? {
            answers: {
              moment: when,
              ...Object.fromEntries(names.map((name, at) => [name, String(given[at] ?? '')])),
            },
            begins: measure,
          }
        : null,
    shows: () => ({
      instrument: instrument(id),
      items: names.map((name, index) => ({ name, number: index + 1 })),
      moments,
    }),
  });
}

const kept = (keeps: 'total' | 'band') =>
  keysOf(instruments).filter(id => instrument(id).keeps === keeps) as [InstrumentId, ...InstrumentId[]];
const choosable = (ids: readonly InstrumentId[]) =>
  ids.map(value => ({
    value,
    text: instrument(value).name,
    hint: { text: instrument(value).notice },
  }));

const total = caseForm({
  path: paths.personMeasureTotal,
  does: ['take_measure'],
  template: 'person/measures/total.njk',
  schema: withDay('on', 'the day they answered', {
    instrument: choice(kept('total'), 'Choose the instrument.'),
    moment,
    total: line('Enter the total.', 3)
      .refine(text => /^\d+$/.test(text), 'Enter the total as a whole number.')
      .transform(Number),
  }),
  command: ({ on, instrument: id, moment: when, total: sum }, _person, measure) => ({
    do: 'take_measure',
    on,
    measure,
    instrument: id,
    moment: when,
    answers: null,
    total: sum,
  }),
  tells: command =>
    command.answers === null ? { answers: typedOf(command), begins: command.measure } : null,
  shows: () => ({ instruments: choosable(kept('total')), moments }),
});

const tools = [...kept('band'), ...kept('total').filter(id => id === 'cport')] as [
  InstrumentId,
  ...InstrumentId[],
];

const band = caseForm({
  path: paths.personBand,
  does: ['import_band'],
  template: 'person/measures/band.njk',
  schema: withDay('on', 'the day it came', {
    instrument: choice(tools, 'Choose the tool.'),
    given: line('Enter the band or total, as it was given.', 20),
    version: line('Say which version of the tool it was.', 40),
    assessor: line('Say who assessed it.', 80),
    assessedOn: typedDay('when it was assessed'),
    expiresOn: optionalDay('until when it may be relied on'),
  }),
  command: ({ instrument: id, ...value }, _person, name) => ({
    do: 'import_band',
    band: name,
    instrument: id,
    on: value.on,
    given: value.given,
    version: value.version,
    assessor: value.assessor,
    assessedOn: value.assessedOn,
    expiresOn: value.expiresOn,
  }),
  tells: command => ({ answers: typedOf(command), begins: command.band }),
  shows: () => ({ instruments: choosable(tools) }),
});

/** Every form about questionnaires and assessments. */
export const measureForms = [
  itemsForm(paths.personPhq9, 'phq_9'),
  itemsForm(paths.personGad7, 'gad_7'),
  itemsForm(paths.personCore10, 'core_10'),
  itemsForm(paths.personAuditC, 'audit_c'),
  total,
  band,
];
