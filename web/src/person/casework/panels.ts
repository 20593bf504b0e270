import {
  consentWarnings,
  hasExpired,
  instrument,
  openTasks,
  pairs,
  sayDay,
  taskKinds,
  uncoveredTasks,
  type Day,
} from '@throughcare/pathway';
import type { Person } from '@throughcare/records';

/** What a panel beside the time line says of tasks, questionnaires and assessments. */
export function caseworkPanels(person: Person, working: ReadonlySet<string>, today: Day) {
  const { state } = person;
  const uncovered = new Set(uncoveredTasks(state, working).map(one => one.id));
  return {
    restricted: state.restrictedTo !== null,
    message: restrictionMessage(person),
    team: state.team,
    uncarried: state.status === 'open' && state.practitioner === null,
    warnings: consentWarnings(state),
    tasks: openTasks(state).map(one => ({
      what: taskKinds[one.kind],
      by: one.by,
      late: one.by < today,
      stands: { waiting: 'not taken up yet', taken_up: 'taken up', handed_back: 'handed back' }[one.stands],
      who: uncovered.has(one.id) ? 'not covered' : (person.staff[one.to] ?? 'not covered'),
    })),
    pairs: pairs(state.measures).map(pair => ({
      name: instrument(pair.first.instrument).name,
      notice: instrument(pair.first.instrument).notice,
      words: pair.comparable
        ? `${pair.first.total} on ${sayDay(pair.first.on)}, ${pair.last.total} on ${sayDay(pair.last.on)}.`
        : `Not compared. ${pair.why}`,
    })),
    bands: state.bands.map(one => ({
      name: instrument(one.instrument).name,
      given: one.given,
      expired: hasExpired(one, today),
      words: [
        `Version ${one.version}`,
        `assessed ${sayDay(one.assessedOn)}${assessorOf(person, one.id)}`,
        one.expiresOn === null ? 'no expiry given' : `expires ${sayDay(one.expiresOn)}`,
      ].join(', '),
    })),
  };
}

function restrictionMessage(person: Person): string {
  if (person.state.restrictedTo === null) return '';
  const message = person.events.findLast(one => one.type === 'restricted_to')?.sealed?.message;
  return typeof message === 'string' ? message : '';
}

function assessorOf(person: Person, band: string): string {
  const event = person.events.find(one => one.type === 'band_imported' && one.facts.band === band);
  const assessor = event?.sealed?.assessor;
  return typeof assessor === 'string' ? ` by ${assessor}` : '';
}
