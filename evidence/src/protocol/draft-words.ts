const SIMPLE = /^[a-z][a-z0-9_.-]*(?: [a-z0-9_.-]+)*$/i;
const MEANS_SOMETHING = /^(?:true|false|yes|no|null|on|off|y|n)$/i;

/** A text as YAML writes it, in one line and in quotation marks where it could be taken for something else. */
export function word(text: string): string {
  if (SIMPLE.test(text) && !MEANS_SOMETHING.test(text)) return text;
  return /[\p{C}\p{Zl}\p{Zp}\\]/u.test(text) ? escaped(text) : `'${text.replaceAll("'", "''")}'`;
}

export function wordList(texts: readonly string[]): string {
  return texts.map(word).join(', ');
}

/** Names for keys of a protocol: letters, digits, spaces, - and _, no two the same. */
export function keysFor(texts: readonly string[], otherwise: string): string[] {
  const taken = new Set<string>();
  return texts.map(text => {
    const plain = text.replace(/[^a-z0-9_-]+/gi, ' ').trim();
    const begins =
      /^[a-z]/i.test(plain) && !MEANS_SOMETHING.test(plain) ? plain : `${otherwise} ${plain}`.trim();
    let key = begins;
    for (let number = 2; taken.has(key); number++) key = `${begins} ${number}`;
    taken.add(key);
    return key;
  });
}

/** How a draft calls a file: its name without what tells its kind. */
export function fileKey(file: string): string {
  return keysFor([file.replace(/\.[^.]*$/, '')], 'file')[0];
}

function escaped(text: string): string {
  return JSON.stringify(text).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, letter =>
    letter
      .split('')
      .map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
