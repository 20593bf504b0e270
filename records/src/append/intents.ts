import {
  isCorrectionReason,
  refuse,
  type ConcernCommand,
  type CorrectionReason,
  type DecidedEvent,
  type Refusal,
  type Role,
  type StreamKind,
} from '@throughcare/pathway';
import { mayCorrect } from '../access/corrections.ts';
import { callerCommands, mayCommand } from '../access/policy.ts';
import { beginningStays, isBeginning } from '../access/beginning.ts';
import { commandDone, isOfTheRecord } from '../access/put-right.ts';
import { isTheirPart } from '../access/concern-part.ts';
import { isRaising, mayChangeAbout } from '../access/raising.ts';
import { namedBy, readCommand } from '../commands/read-command.ts';
import { correction, isRetraction, retraction } from '../history/correction.ts';
import { asDecided, deciderOf, stateRightAtFirst, type Commands } from '../history/deciders.ts';
import { effectiveHistory } from '../history/effective.ts';
import type { RecordedEvent } from '../history/recorded-event.ts';
import { overtakesCaller } from './caller-overtaken.ts';
import type { Intent } from './decide.ts';
import { laterEntries, refuseForLater } from './later-entries.ts';
import type { Step } from './outcome.ts';
import { overtakesRestriction } from './restriction-overtaken.ts';
import { decideOn } from './working-stream.ts';

/** A command of somebody signed in. */
export function commandIntent(step: Step): Intent {
  const { kind, stream, expected } = step;
  const read = readCommand(kind, step.command);
  if (!read.ok) return unreadable(step, read.refusal);
  const { command } = read;
  return {
    kind,
    stream,
    expected,
    what: command,
    allowed: (roles, user, events) => mayDo(kind, command.do, { user, roles }, events),
    named: () => namedBy(kind, command as never),
    decide: (events, circumstances) => decideOn(kind, events, command as never, circumstances),
  };
}

/** By their roles, and, in a concern, by their part in it. */
function mayDo(
  kind: StreamKind,
  command: string,
  who: { readonly user: string; readonly roles: readonly Role[] },
  events: readonly RecordedEvent[],
): boolean {
  const byRole = mayCommand(who.roles, kind, command as never);
  return byRole && (kind !== 'concern' || isTheirPart(command, who, events));
}

/** What came was no command. Nobody's roles are asked for: nothing of it is done. */
function unreadable(
  { kind, stream, expected }: Pick<Intent, 'kind' | 'stream' | 'expected'>,
  refusal: Refusal,
): Intent {
  return {
    kind,
    stream,
    expected,
    what: {},
    unreadable: refusal,
    allowed: () => false,
    named: () => [],
    decide: () => ({ ok: false, refusal }),
  };
}

/** A command of an anonymous caller, about their own contact. */
export function callerIntent(
  stream: string,
  expected: number | 'latest',
  command: Commands['contact'],
): Intent {
  return {
    ...commandIntent({ kind: 'contact', stream, expected, command }),
    allowed: () => callerCommands.includes(command.do),
  };
}

const noSuchEvent = refuse('no_such_event', 'There is no such entry here. Nothing was saved.');

/** E23: who asks later is told why, so it is said now. */
const noReason = refuse(
  'no_reason',
  'A correction says why it is made, by one of the reasons that there are. Nothing was saved. Choose the reason, and ' +
    'send it again.',
);

export interface Correction<Kind extends StreamKind> {
  readonly kind: Kind;
  readonly stream: string;
  readonly expected: number;
  /** The event, as it was first told, that was wrong. */
  readonly version: number;
  /** What should have been recorded instead; null when it should not have been recorded at all. */
  readonly command: Commands[Kind] | null;
  readonly why: CorrectionReason;
  /** Whoever corrects has seen which later entries would not have been allowed, and says that they stand. */
  readonly laterStand: boolean;
}

/**
 * Corrects or retracts one event. The new command is decided on what had been told before that event, so what could
 * not have been recorded then cannot be put there now. Every later entry is decided again too: what would
 * not have been allowed is named, and stands only if whoever corrects says so; that they did is kept with it.
 */
export function correctionIntent<Kind extends StreamKind>(correct: Correction<Kind>): Intent {
  const { kind, stream, expected, version, why, laterStand } = correct;
  if (!Number.isInteger(version)) return unreadable(correct, noSuchEvent.refusal);
  if (!isCorrectionReason(why)) return unreadable(correct, noReason.refusal);
  const read = correct.command === null ? null : readCommand(kind, correct.command);
  if (read && !read.ok) return unreadable(correct, read.refusal);
  const command = read && read.command;
  return {
    kind,
    stream,
    expected,
    what: { version, command, why, ...(laterStand && { laterStand }) },
    allowed(roles, user, events) {
      const told = events.find(event => event.version === version && event.replaces === null);
      // What is not there, or not for them to see, is refused below in the same words.
      const mayChange =
        told === undefined || mayCorrect({ user, roles }, kind, { ...told, does: commandDone(told) });
      if (!mayChange || command === null) return mayChange;
      const keepsAbout =
        told === undefined ||
        !isRaising(kind, told) ||
        mayChangeAbout(roles, standingOf(events, version) ?? told, command as ConcernCommand);
      return keepsAbout && mayDo(kind, command.do, { user, roles }, events);
    },
    named(events) {
      if (command === null) return [];
      // Whom the entry names already stays named, also where they have left since.
      const standing = standingOf(events, version);
      const again = standing && deciderOf(kind).commandOf(asDecided(standing));
      const already = again ? namedBy(kind, again).map(one => one.user) : [];
      return namedBy(kind, command).filter(one => !already.includes(one.user));
    },
    decide(events, circumstances) {
      const told = events.find(event => event.version === version && event.replaces === null);
      if (!told) return noSuchEvent;
      const standing = standingOf(events, version);
      if (isOfTheRecord(kind, told)) return stays;
      if (command === null && isBeginning(kind, told)) return beginningStays(kind);
      const settled = (instead: DecidedEvent | null, event: (stands: readonly number[]) => DecidedEvent) => {
        const { later, impossible } = laterEntries(kind, events, version, instead, circumstances.today);
        if (impossible) return { ok: false, refusal: impossible } as const;
        if (later.length > 0 && !laterStand) return refuseForLater(later);
        return { ok: true, events: [event(later.map(one => one.version))] } as const;
      };
      if (command === null) {
        if (!standing || isRetraction(standing)) {
          return refuse('already_retracted', 'This entry was already taken out. Nothing was saved.');
        }
        return settled(null, stands => retraction(told, { stands, why }));
      }
      const before = events.filter(event => (event.replaces ?? event.version) < version);
      // As whoever recorded it: what they did stays theirs, and who corrected it stands beside it.
      const state = stateRightAtFirst(kind, effectiveHistory(before).effective);
      const decision = deciderOf(kind).decide(state, command, { ...circumstances, actor: told.actor });
      if (!decision.ok) return decision;
      if (decision.events.some(event => isOfTheRecord(kind, event))) return stays;
      if (decision.events.length !== 1) {
        return refuse('not_one', 'A correction puts one entry in the place of one. Nothing was saved.');
      }
      const [instead] = decision.events;
      const overtaken =
        (kind === 'contact' && overtakesCaller(events, version, instead)) ||
        (kind === 'case' && overtakesRestriction(events, version, instead));
      if (overtaken) return overtaken;
      return settled(instead, stands => correction(instead, { replaces: version, stands, why }));
    },
  };
}

/** What stands now in the place of the entry told as `version`; nothing where it was taken out. */
function standingOf(events: readonly RecordedEvent[], version: number): RecordedEvent | undefined {
  return effectiveHistory(events).effective.find(event => (event.replaces ?? event.version) === version);
}

/** E22: a hold that could be corrected away would hold nothing; so a request, a complaint, an erasure that was asked for. */
const stays = refuse(
  'stays',
  'What happened to the record itself is not corrected. Nothing was saved. Lift the hold, answer the complaint or ' +
    'decline, and record it anew.',
);
