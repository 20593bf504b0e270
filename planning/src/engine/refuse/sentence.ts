/** @throws RangeError always, with the sentence: what is wrong, and the mend */
export function refuse(sentence: string): never {
  throw new RangeError(sentence);
}
