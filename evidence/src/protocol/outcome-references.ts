import type { ReferenceCheck } from './reference-check.ts';
import type { ProtocolSpec } from './schema.ts';

/** What the outcome names: files, columns, and the choices that its kind asks for. */
export function outcomeReferences(spec: ProtocolSpec, check: ReferenceCheck): void {
  const { outcome } = spec;
  const { found_in, recorded_in, negative_control, death, also } = outcome;
  if ((found_in === undefined) === (recorded_in === undefined)) {
    check.say(
      ['outcome'],
      'Give either found_in (a file of offences with dates) or recorded_in (columns of the cohort file).',
    );
  }
  if (found_in !== undefined) foundIn(spec, check);
  if (recorded_in !== undefined) {
    recordedIn(spec, check);
    if (negative_control !== undefined)
      check.say(
        ['outcome', 'negative_control'],
        'A negative control needs a file of offences (outcome.found_in).',
      );
    if (Object.keys(also).length > 0)
      check.say(['outcome', 'also'], 'Further outcomes need a file of offences (outcome.found_in).');
  }
  if (death !== undefined) check.columnIn(check.main, death, ['outcome', 'death'], 'date');
  timeAtRisk(spec, check);
  competing(spec, check);
}

function foundIn(spec: ProtocolSpec, check: ReferenceCheck): void {
  const { found_in, negative_control, also } = spec.outcome;
  if (found_in === undefined) return;
  const at = ['outcome', 'found_in'];
  const columns = check.columnsOf(found_in.file, [...at, 'file']);
  if (found_in.file === spec.data.cohort)
    check.say([...at, 'file'], 'Offences must stand in a file of their own.');
  if (found_in.offence !== undefined) check.columnIn(columns, found_in.offence, [...at, 'offence'], 'date');
  else if (found_in.count_by === 'offence') {
    check.say(
      at,
      'Name the column with the day of the offence (offence). Where the file has none, write count_by: conviction; ' +
        'convictions for offences from before time zero then count as reoffences, and the report says so.',
    );
  }
  check.columnIn(columns, found_in.conviction, [...at, 'conviction'], 'date');
  if (found_in.where !== undefined) check.whereIn(columns, found_in.where, [...at, 'where']);
  if (negative_control !== undefined)
    check.whereIn(columns, negative_control.where, ['outcome', 'negative_control', 'where']);
  for (const [name, where] of Object.entries(also)) check.whereIn(columns, where, ['outcome', 'also', name]);
  check.needsId(spec.data.cohort);
  check.needsId(found_in.file);
  if (spec.data.extracted_on === undefined) {
    check.say(
      ['data'],
      'Say when the extract was taken (extracted_on): without it nobody knows who was followed for long enough.',
    );
  }
}

function recordedIn(spec: ProtocolSpec, check: ReferenceCheck): void {
  const { kind, recorded_in } = spec.outcome;
  if (recorded_in === undefined) return;
  const at = ['outcome', 'recorded_in'];
  const { event, is, days, count, at_risk, competing_is } = recorded_in;
  if (event !== undefined) check.columnIn(check.main, event, [...at, 'event'], 'category');
  if (days !== undefined) check.columnIn(check.main, days, [...at, 'days'], 'number');
  if (count !== undefined) check.columnIn(check.main, count, [...at, 'count'], 'number');
  if (at_risk !== undefined) check.columnIn(check.main, at_risk, [...at, 'at_risk'], 'number');
  if (kind === 'count') {
    if (count === undefined) check.say(at, 'Name the column that holds the number of offences: count.');
    return;
  }
  if (event === undefined || is === undefined)
    check.say(at, 'Name the column that says whether it happened (event) and the value that means yes (is).');
  if (days === undefined)
    check.say(
      at,
      'Name the column that holds the days until it happened, or until the follow-up ended: days.',
    );
  if (kind === 'competing' && competing_is === undefined)
    check.say(at, 'Name the value of the event column that means the competing end: competing_is.');
}

function timeAtRisk(spec: ProtocolSpec, check: ReferenceCheck): void {
  const { kind, time_at_risk: risk, recorded_in } = spec.outcome;
  const at = ['outcome', 'time_at_risk'];
  if (risk === undefined) {
    if (kind !== 'binary' && recorded_in?.at_risk === undefined) {
      check.say(
        ['outcome'],
        `A ${kind} outcome counts days at risk. Say whether days in custody are among them: time_at_risk: ` +
          '{ custody: out, file: ..., from: ..., to: ... } or { custody: in }. They answer different questions.',
      );
    }
    return;
  }
  const columns = risk.file === undefined ? check.main : check.columnsOf(risk.file, [...at, 'file']);
  if (risk.custody === 'out' && (risk.from === undefined || risk.to === undefined)) {
    check.say(at, 'Name the columns in which a spell in custody begins and ends: from and to.');
  }
  if (risk.custody === 'out' && recorded_in !== undefined)
    check.say(
      at,
      'The file counts the days itself (outcome.recorded_in); write custody: in, or count them from dates.',
    );
  if (risk.from !== undefined) check.columnIn(columns, risk.from, [...at, 'from'], 'date');
  if (risk.to !== undefined) check.columnIn(columns, risk.to, [...at, 'to'], 'date');
  if (risk.file !== undefined) check.needsId(risk.file);
}

function competing(spec: ProtocolSpec, check: ReferenceCheck): void {
  const { kind, competing: other, death, found_in } = spec.outcome;
  const at = ['outcome', 'competing'];
  if (kind === 'competing' && found_in !== undefined && other?.date === undefined && death === undefined) {
    check.say(
      ['outcome'],
      'Say what else can happen first: death names a date column of the cohort file, or competing names a date column of any file.',
    );
  }
  if (other === undefined) return;
  if (kind !== 'competing') check.say(at, 'Only an outcome of kind: competing has a competing end.');
  const columns = other.file === undefined ? check.main : check.columnsOf(other.file, [...at, 'file']);
  if (other.file !== undefined) {
    check.needsId(other.file);
    if (other.date === undefined) check.say(at, 'Name the date column of this file: date.');
  }
  if (other.date !== undefined) check.columnIn(columns, other.date, [...at, 'date'], 'date');
  if (other.where !== undefined) check.whereIn(columns, other.where, [...at, 'where']);
}
