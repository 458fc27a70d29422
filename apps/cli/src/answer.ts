import { parseArgs } from 'node:util';
import { type Call, type Print } from './call.ts';
import { CALLS } from './calls.ts';
import { InputError } from './input.ts';

const overview = (): string => {
  const width = Math.max(...Object.keys(CALLS).map((name) => name.length));
  return [
    'plenary: check and move what a deliberation decided, outside the service',
    '',
    ...Object.entries(CALLS).map(([name, { does }]) => `  plenary ${name.padEnd(width)}  ${does}`),
    '',
    'plenary NAME --help says what a call takes and answers. Formats: docs/formats.md.',
    'Exit 0 done, 1 what was checked does not hold, 2 the input cannot be used: file, place and what was expected; nothing is written.',
  ].join('\n');
};

const usage = (name: string, { takes, help }: Call): string => `plenary ${name} ${takes}\n\n${help}`;

/** Options and words, strictly: what a call does not know is an input error. */
const given = (name: string, call: Call, words: readonly string[]) => {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { ...call.options },
    });
    return {
      options: values as Readonly<Record<string, string | boolean | undefined>>,
      subjects: positionals,
    };
  } catch (error) {
    if (error instanceof TypeError) throw new InputError(`plenary ${name}: ${error.message}`);
    throw error;
  }
};

/**
 * One line of the command answered: words behind `plenary` → exit status.
 * @throws InputError for what cannot be used
 */
export const answer = async (words: readonly string[], print: Print): Promise<number> => {
  // Those who run scripts put "--" before what is meant for the script.
  const [name, ...rest] = words[0] === '--' ? words.slice(1) : words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    print(overview());
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  if (entry === undefined)
    throw new InputError(`plenary ${name}: no such call; expected one of ${Object.keys(CALLS).join(', ')}`);
  const call = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    print(usage(name, call));
    return 0;
  }
  const what = given(name, call, rest);
  if (what.subjects.length !== call.subjects)
    throw new InputError(`plenary ${name}: expected plenary ${name} ${call.takes}`);
  return call.run(what, print);
};
