import { caseDecider, dueInCase, usualDueSettings, type CaseCommand, type Due } from '../../../src/index.ts';
import { given } from '../../given.ts';
import { suspendedSentence, toConviction, underInvestigation } from './pathway.ts';

/** From the investigation to a suspended sentence. */
export const sentenced = [...underInvestigation, ...toConviction, suspendedSentence];

/** What of one kind is due after these commands, if anything. */
export function due(kind: string, ...commands: readonly CaseCommand[]): Due | undefined {
  return dueInCase(given(caseDecider, ...commands).state, usualDueSettings).find(one => one.kind === kind);
}
