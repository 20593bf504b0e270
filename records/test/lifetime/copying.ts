import { randomUUID } from 'node:crypto';
import { day, type CaseCommand, type LineDecision } from '@throughcare/pathway';
import type { Actor, Outcome } from '../../src/index.ts';
import { testRecords } from '../database.ts';
import { done, identity, openCase } from '../people.ts';

/** The day of all of it. */
export const on = day('2026-03-12');

/** What is kept back by default of whom much is kept back, to look for where it must not be. */
export const kept = {
  note: 'marigoldnote',
  hold: 'foxglovehold',
  said: 'cowslipsaid',
  child: 'Periwinklechild',
  task: 'betonytask',
  back: 'yarrowback',
  condition: 'tormentilcondition',
  band: 'BRYONY',
  assessor: 'Campionassessor',
};

/** An organisation in which people ask for copies of what is held about them, and a lead answers. */
export async function copying() {
  const at = await testRecords();
  const ines = await at.join('practitioner');
  const lead = await at.join('safeguarding_lead', 'programme_lead');
  const offer = {
    do: 'offer_programme',
    on,
    programme: 'P1',
    name: 'Help in groups',
    sessions: 8,
    places: 8,
  } as const;
  await done(at.records.as(lead).decide('organisation', lead.organisationId, 'latest', randomUUID(), offer));

  const act = async (actor: Actor, id: string, command: CaseCommand) =>
    done(at.records.as(actor).decide('case', id, 'latest', randomUUID(), command));

  const asked = { do: 'ask_copy', on, request: 'r1' } as const;
  const enrol = {
    do: 'enrol',
    on,
    enrolment: 'e1',
    programme: 'P1',
    basis: 'voluntary_before_charge',
    assessed: true,
  } as const;

  const task = { do: 'give_task', on, task: 't1', kind: 'call', to: ines.userId, by: on } as const;

  /** Somebody of whom nothing is kept back but what is kept back of nearly everybody. */
  async function plain(): Promise<string> {
    const id = await openCase(at.records, ines, { identity: identity(), stage: 'police_contact' });
    await act(ines, id, {
      do: 'record_legal_step',
      on,
      proceedings: 'first',
      step: 'bailed',
      detail: { until: null },
    });
    await act(ines, id, enrol);
    await act(ines, id, { ...task, words: '' });
    await act(lead, id, asked);
    return id;
  }

  /** Decides on every line, those of concerns too. */
  async function all(id: string, decision: 'release' | 'keep_back'): Promise<void> {
    const page = await copyOf(id);
    await done(decide(id, decision, page, page.lines));
    const mine = at.records.as(lead);
    const { concerns } = (await mine.subjectConcerns(id, 'r1'))!;
    for (const { concern, version: seen, lines } of concerns) {
      const asked = { case: id, request: 'r1', concern, seen, decision, lines, on, reason: 'as told' };
      await done(mine.decideCopyLines(randomUUID(), asked));
    }
  }

  /** What a lead decides of lines of a page. */
  const decide = (
    id: string,
    decision: LineDecision,
    page: { readonly version: number },
    lines: readonly { readonly version: number; readonly field: string }[],
    actor = lead,
  ) =>
    at.records.as(actor).decideCopyLines(randomUUID(), {
      case: id,
      request: 'r1',
      concern: null,
      seen: page.version,
      decision,
      lines,
      on,
      reason: 'as told',
    });

  const give = async (id: string, actor = lead) =>
    at.records.as(actor).giveCopy(randomUUID(), {
      case: id,
      request: 'r1',
      expected: (await at.records.as(lead).person(id))!.version,
      on,
    });

  /** The same, of whom much is kept back: notes, children, what others gave or arranged, a hold, a concern. */
  async function withMuchKeptBack(): Promise<string> {
    const id = await openCase(at.records, ines, { identity: identity(), stage: 'police_contact' });
    await act(ines, id, { do: 'write_note', on, words: kept.note });
    await act(ines, id, {
      do: 'record_legal_step',
      on,
      proceedings: 'first',
      step: 'bailed',
      detail: { until: null },
    });
    const check = {
      atHome: { '0 to 4': 1, '5 to 10': 0, '11 to 15': 0, '16 to 17': 0 },
      contact: 'supervised',
      role: 'none',
      socialCare: 'not_known',
    } as const;
    await act(ines, id, { do: 'check_children', on, check });
    await act(ines, id, enrol);
    await act(ines, id, { ...task, words: kept.task });
    await act(ines, id, { do: 'hand_back_task', on, task: 't1', words: kept.back });
    await withWhatOthersArranged(id);
    const hold = { do: 'place_hold', on, hold: 'h1', ground: 'inquiry', until: null } as const;
    await act(lead, id, { ...hold, reason: kept.hold });
    const concern = randomUUID();
    const { said, child } = kept;
    const raise = { do: 'raise', on, source: 'case', immediateDanger: false, said, child } as const;
    const leads = at.records.as(lead);
    await done(leads.decide('concern', concern, 0, randomUUID(), raise));
    await done(leads.decide('concern', concern, 1, randomUUID(), { do: 'link_to_case', on, case: id }));
    await act(lead, id, asked);
    return id;
  }

  /** Agencies that worked together, a result of theirs, and a condition: each begun, and over again. */
  async function withWhatOthersArranged(id: string): Promise<void> {
    const reviewOn = day('2026-06-12');
    await act(ines, id, { do: 'record_mappa', on, under: 1, level: 2, reviewOn });
    await act(ines, id, { do: 'end_clock', on, clock: `mappa:${on}`, why: 'deregistered' });
    const { band: given, assessor } = kept;
    const result = { band: 'b1', instrument: 'arms', version: '1', assessedOn: on, expiresOn: null } as const;
    await act(ines, id, { do: 'import_band', on, ...result, given, assessor });
    const under = { what: 'bail', id: 'first' } as const;
    const set = { do: 'set_condition', on, condition: 'c1', under, kind: 'prohibition' } as const;
    await act(ines, id, { ...set, subject: 'devices', until: null, words: kept.condition });
    await act(ines, id, { do: 'end_condition', on, condition: 'c1', why: 'discharged' });
  }

  const copyOf = async (id: string) => (await at.records.as(lead).subjectAccess(id, 'r1'))!;

  return { at, ines, lead, act, plain, withMuchKeptBack, all, decide, give, copyOf };
}

/** Why something was refused; undefined where it was not. */
export const refusedAs = (outcome: Outcome) =>
  !outcome.ok && outcome.reason === 'refused' ? outcome.refusal : undefined;
