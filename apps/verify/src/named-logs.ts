/** Logs of conversations as they are named in a call, with the paths of their files; or what is wrong with the words. */
export type NamedLogs = { readonly paths: ReadonlyMap<string, string> } | { readonly wrong: string };

/** Reads `c1=FILE,c2=FILE`. */
export const logsNamed = (words: string): NamedLogs => {
  const paths = new Map<string, string>();
  for (const word of words.split(',')) {
    const [, id, path] = /^(c[1-9][0-9]*)=(.+)$/u.exec(word) ?? [];
    if (id === undefined || path === undefined || paths.has(id))
      return { wrong: '--logs: expected c1=FILE, several with commas, each conversation once' };
    paths.set(id, path);
  }
  return { paths };
};
