import type { ExtractColumns } from '../work/columns.ts';

export interface DraftFile {
  readonly name: string;
  readonly columns: ExtractColumns;
}

type Column = ExtractColumns['columns'][number];

/**
 * A protocol to begin with: what each column seems to hold, and every decision left open with a word on what it is. An
 * open decision is a fault of the check beside it, so none can be forgotten. No outcome is set against an arm, and no
 * estimand is picked.
 */
export function draftOf(title: string, files: readonly DraftFile[]): string {
  const [cohort] = [...files].sort((a, b) => b.columns.columns.length - a.columns.columns.length);
  const others = files.filter(file => file !== cohort);
  const known = cohort?.columns.columns ?? [];
  const id = idOf(known);
  const coded = known.filter(column => column.levels.length > 1);
  const arm = coded.find(({ name }) => /arm|disposal|sentence|treat|group|release/i.test(name)) ?? coded[0];
  const clock = known.find(({ kind, name }) => kind === 'date' && name !== id);
  const covariates = known.filter(
    one => one !== arm && one.name !== id && one.kind !== 'date' && isCovariate(one),
  );
  return `# A draft from the columns of the extract. Every line that ends in a question mark is a decision of yours.
study: ${slug(title)}
question: ${yaml(title)}
population: # who these people are, in words?
does_not_show:
  - Offences that nobody detected.

data:
  extracted_on: # the day up to which the extract knows of convictions, as 2026-03-04?
  cohort: ${cohort ? slug(cohort.name) : '# which file holds the people?'}
  files:
${files.map(file => fileLines(file)).join('\n')}

eligibility:
  # One rule a step, each counted: { rule: in words, where: { column: value } }
  []

arms:
${armLines(arm, clock)}

outcome:
  detected: any detected reoffending
  within_days: # for how long is everybody followed? 365 is a year?
  conviction_lag_days: 182
${outcomeLines(others)}

covariates:
${covariates.length === 0 ? '  # - { column: age, as: number, per: 10 }' : covariates.map(covariateLine).join('\n')}

# Whom is the answer about? ATE everybody, ATT people like those in the first arm, ATC like those in the second, ATO people
# who could well have been in either. There is no default.
estimand: # ?
smallest_difference_that_matters: # people in a thousand?
compare:
  - [${arm ? arm.levels.slice(0, 2).map(slug).join(', ') : 'first, second'}]
`;
}

function fileLines({ name, columns }: DraftFile): string {
  const id = idOf(columns.columns);
  return [
    `    ${slug(name)}:`,
    `      file: ${yaml(name)}`,
    ...(id === undefined ? [] : [`      id: ${yaml(id)}`]),
    '      columns:',
    ...columns.columns.filter(one => one.name !== id).map(one => `        ${yaml(one.name)}: ${kindOf(one)}`),
  ].join('\n');
}

function kindOf({ kind, levels }: Column): string {
  if (kind !== 'text') return kind;
  return levels.length > 1 ? `{ one_of: [${levels.map(yaml).join(', ')}] }` : 'text';
}

function armLines(arm: Column | undefined, clock: Column | undefined): string {
  const levels = arm?.levels.slice(0, 2) ?? ['first', 'second'];
  return levels
    .map(level =>
      [
        `  ${slug(level)}:`,
        '    label: # people who … , in words?',
        `    where: { ${yaml(arm?.name ?? 'column')}: ${yaml(level)} }`,
        `    time_zero: ${clock ? yaml(clock.name) : '# the date from which these people are followed?'}`,
        '    programme: # none, required, licence or voluntary?',
      ].join('\n'),
    )
    .join('\n');
}

function outcomeLines([events]: readonly DraftFile[]): string {
  const dates = events?.columns.columns.filter(({ kind }) => kind === 'date') ?? [];
  const of = (pattern: RegExp) => dates.find(({ name }) => pattern.test(name))?.name;
  const offence = of(/offen/i) ?? dates[0]?.name;
  const conviction = of(/convict/i) ?? dates[1]?.name;
  if (!events) {
    return `  # The outcome stands in a column of the cohort file:
  recorded_in:
    event: # the column?
    is: 'yes'
    from: # from what event on, in words?
    complete_because: # why is everybody followed to the end?`;
  }
  return `  found_in:
    file: ${slug(events.name)}
    offence: ${offence ? yaml(offence) : '# the date of the offence?'}
    conviction: ${conviction ? yaml(conviction) : '# the date of the conviction?'}`;
}

function covariateLine({ name, kind }: Column): string {
  return `  - { column: ${yaml(name)}, as: ${kind === 'number' ? 'number' : 'category'} }`;
}

const isCovariate = ({ kind, levels }: Column) => kind === 'number' || levels.length > 1;

function idOf(columns: readonly Column[]): string | undefined {
  return columns.find(({ name }) => /^(?:id|person|person_?id|pseudonym|reference)$/i.test(name))?.name;
}

/** A short name that a protocol refers by. */
function slug(text: string): string {
  const plain = text.replace(/\.(?:csv|parquet)$/i, '').toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'study';
}

/** A text as YAML reads it back: plain where it is plain, else in double quotes. */
function yaml(text: string): string {
  return /^[A-Za-z][A-Za-z0-9_ /-]*$/.test(text) && !/^(?:yes|no|true|false|null|on|off|y|n)$/i.test(text)
    ? text.trim()
    : JSON.stringify(text);
}
