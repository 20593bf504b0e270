import { draftData } from './draft-data.ts';
import { armColumn } from './draft-roles.ts';
import type { DraftRoles } from './draft-roles.ts';
import { fileKey, keysFor, word, wordList } from './draft-words.ts';

/** The draft as YAML. A key without a value is a decision that the analyst has to make. */
export function draftText(roles: DraftRoles): string {
  const [study] = keysFor([roles.cohort.file.replace(/\.[^.]*$/, '')], 'study');
  return [
    '# A draft, made from the columns of the data. What is filled in is a guess by names and kinds: read every line.',
    '# Every key without a value is yours to decide, before anybody has seen an outcome. Lines with # are suggestions.',
    '# throughcare study design says what is still missing, by line.',
    `study: ${word(study)}`,
    'question:                # in words that anybody understands',
    'population:              # whom the answer is about',
    'made_up: false           # true where the people are invented',
    'does_not_show:           # what a reader could wrongly take from it; one line each, with -',
    '',
    ...draftData(roles),
    '',
    '# Who is in the study, one rule at a time, by columns known at time zero. None is a choice too.',
    '#   - rule: sentenced by 30 September 2023',
    '#     where: { column: { to: 2023-09-30 } }',
    'eligibility: []',
    '',
    ...armLines(roles),
    '',
    ...outcomeLines(roles),
    '',
    ...covariateLines(roles),
    '',
    '# What is done about missing covariates: complete case (as it is now), indicator or multiple imputation.',
    '# missing_values: { method: multiple imputation, imputations: 20, seed: 1 }',
    '',
    '# Days on which law or practice changed. Nobody is pooled across one.',
    '# policy_dates:',
    '#   - { date: 2026-03-22, column: convicted_on, what: short terms of custody are presumed suspended }',
    '',
    '# Whom the answer is about: ATE everybody in either arm; ATT people in the first arm; ATC people in the second arm;',
    '# ATO people who could well have been in either; ATM the same, as in one-to-one matching. There is no default.',
    'estimand:',
    '# How arms are made alike: weighting (as it is now), matching, subclassification or entropy balancing.',
    '# design: { by: weighting }',
    'smallest_difference_that_matters:   # in people in a thousand',
    compareLine(roles),
    '',
  ].join('\n');
}

function armLines(roles: DraftRoles): string[] {
  const taken = armColumn(roles);
  const others = roles.arms.filter(column => column !== taken);
  const candidates = others.map(({ name, levels }) => `#   ${word(name)}: ${wordList(levels)}`);
  const head = [
    '# The arms, two or more. Time zero is the day on which the clock starts in an arm: sentence or release.',
    '# programme: none, required, licence or voluntary: on what basis people here are in a programme.',
  ];
  const more =
    candidates.length > 0
      ? [`# ${taken === undefined ? 'Columns' : 'Other columns'} that may tell arms apart:`, ...candidates]
      : [];
  if (taken === undefined) {
    return [
      ...head,
      ...more,
      '#   first: { label: people who ..., where: { column: value }, time_zero: date column, programme: none }',
      'arms:',
    ];
  }
  const names = keysFor(taken.levels, taken.name.replace(/[^a-z0-9_-]+/gi, ' ').trim() || 'arm');
  const days = roles.dates.map(({ name }) => name);
  const rest = taken.allNamed
    ? []
    : ['# Values that fewer than 10 people have are not named here; they are in no arm.'];
  return [
    ...head,
    `# Made from ${word(taken.name)}, by its name: it may be another column, or two together.`,
    ...rest,
    ...more,
    'arms:',
    ...taken.levels.flatMap((level, k) => [
      `  ${word(names[k])}:`,
      '    label:               # people who ...',
      `    where: { ${word(taken.name)}: ${word(level)} }`,
      ...(roles.offences === undefined
        ? []
        : [`    time_zero:           # ${days.length > 0 ? `one of: ${wordList(days)}` : 'a date column'}`]),
      '    programme:           # none, required, licence or voluntary',
    ]),
  ];
}

function outcomeLines({ offences, events, days, death, arms, others }: DraftRoles): string[] {
  const head = [
    '# What is counted. "Detected" stands in every outcome’s name: what nobody detected is in no file.',
    'outcome:',
    '  detected:              # for example: any detected reoffending',
    '  # kind: binary         # or count, time to event, competing',
    '  within_days:           # how long each person is followed from time zero, such as 365',
    '  conviction_lag_days:   # how long the courts may take after that, such as 182; 0 where nothing waits for them',
  ];
  if (offences !== undefined) {
    const { file, offence, conviction } = offences;
    return [
      ...head,
      '  found_in:              # the day of the offence counts: a conviction for one before time zero is no reoffence',
      `    file: ${word(fileKey(file.file))}`,
      `    offence: ${offence === undefined ? '            # the day of the offence' : word(offence)}`,
      `    conviction: ${conviction === undefined ? '         # the day of the conviction' : word(conviction)}`,
      '    # where: { kind: [values] }',
      death === undefined ? '  # death: the date column with the day of death' : `  death: ${word(death)}`,
      '  # An outcome that the arms cannot change, as a check that the groups are alike:',
      '  # negative_control: { detected: detected ..., where: { kind: value } }',
    ];
  }
  const [event] = events;
  const more = events.slice(1).map(({ name }) => name);
  const two = arms.filter(({ distinct }) => distinct === 2).map(({ name }) => name);
  const [day] = days;
  return [
    ...head,
    '  recorded_in:           # the file counts the days itself; for dates of offences give a folder with their file',
    ...(more.length > 0 ? [`    # it may also be: ${wordList(more)}`] : []),
    ...(others.length > 0
      ? ['    # or found_in: { file: ..., offence: date column, conviction: date column }']
      : []),
    ...(event === undefined && two.length > 0 ? [`    # columns with two values: ${wordList(two)}`] : []),
    `    event: ${event === undefined ? '              # the column that says whether it happened' : word(event.name)}`,
    `    is:                  # the value that means yes${event === undefined || event.levels.length === 0 ? '' : `, of: ${wordList(event.levels)}`}`,
    `    days: ${day === undefined ? '               # the column with the days until it happened' : `${word(day.name)}${days.length > 1 ? `   # or: ${wordList(days.slice(1).map(({ name }) => name))}` : ''}`}`,
    '    from:                # from when the days count, in words: release from prison',
    '    complete_because:    # why everybody was followed to the end, in words',
  ];
}

function covariateLines({ cohort, covariates: own, arms, dates, after }: DraftRoles): string[] {
  const left = after.map(({ name }) => name);
  const line = ({ name, kind, missing }: DraftRoles['covariates'][number]): string =>
    `  - { column: ${word(name)}, as: ${kind === 'number' ? 'number' : 'category'} }   # ${missing === 0 ? 'never missing' : `missing in ${missing} of ${cohort.rows}`}`;
  return [
    '# What arms are made alike in: only what was known at time zero. Take out whatever came after.',
    ...(left.length > 0 ? [`# Left out, since they may be part of the outcome: ${wordList(left)}`] : []),
    ...(own.length === 0 ? ['covariates:'] : ['covariates:', ...own.map(line)]),
    ...arms
      .filter(column => !own.includes(column))
      .map(({ name }) => `  # - { column: ${word(name)}, as: category }   # it may belong to the arms`),
    ...dates.map(({ name }) => `  # - { column: ${word(name)}, as: years }`),
  ];
}

function compareLine(roles: DraftRoles): string {
  const taken = armColumn(roles);
  const names = keysFor(taken?.levels ?? [], taken?.name.replace(/[^a-z0-9_-]+/gi, ' ').trim() || 'arm');
  const example = names.length < 2 ? '' : `: - [${word(names[0])}, ${word(names[1])}]`;
  return `compare:                 # pairs, the first against the second${example}`;
}
