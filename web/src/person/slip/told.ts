import { agreedActions, contactStages, type Brought } from '@throughcare/pathway';

/** What somebody chose to bring on a slip, in words. Where they ticked nothing, that is said, and nothing is asked of it. */
export function sayBrought({ saidStage, actions }: Brought): string {
  const stands =
    saidStage === 'not_said' ? [] : [`Where they said they stood: ${lower(contactStages[saidStage])}.`];
  const decided = actions.map(action => lower(agreedActions[action]));
  const did = decided.length === 0 ? [] : [`What they had decided to do: ${decided.join('; ')}.`];
  return [...stands, ...did].join(' ') || 'They ticked nothing on it.';
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
