import { hashedDrafts } from '../hashed-drafts.ts';
import { parseText, TEXT_FORMAT } from '@plenary/text';
import { optionAt, subjectAt, type Call, type Print } from '../call.ts';
import { InputError, readText } from '../input.ts';

/** What was expected of a text that is refused. */
const EXPECTED: Readonly<Record<string, (facts: Readonly<Record<string, string | number>>) => string>> = {
  'text.empty': () => 'words',
  'text.tooLong': ({ max }) => `at most ${max} characters`,
  'text.undecodable': ({ column }) => `characters that can be read (column ${column})`,
  'text.controlCharacter': ({ column }) => `no control characters (column ${column})`,
  'text.tooManyParagraphs': ({ max }) => `at most ${max} paragraphs`,
  'text.lineTooLong': ({ max }) => `a paragraph of at most ${max} characters`,
};

const run = (path: string, format: string, language: string, print: Print): number => {
  if (format !== 'json' && format !== 'md') throw new InputError(`--format ${format}: expected json or md`);
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language))
    throw new InputError(`--language ${language}: expected a language tag such as en`);
  const parsed = parseText(readText(path));
  if (!parsed.ok) {
    const { code, facts } = parsed.refusal;
    const place = facts['line'] === undefined ? path : `${path}:${facts['line']}`;
    throw new InputError(`${place}: expected ${EXPECTED[code]?.(facts) ?? 'a text'} (${code})`);
  }
  const { paragraphs, hash } = hashedDrafts(parsed.paragraphs);
  if (format === 'json') print(JSON.stringify({ format: TEXT_FORMAT, language, hash, paragraphs }, null, 2));
  else
    for (const { kind, level, label, text: words } of paragraphs)
      print(
        kind === 'title'
          ? `# ${words}\n`
          : kind === 'heading' || kind === 'annex'
            ? `## ${words}\n`
            : `${'  '.repeat(level)}${label === '' ? '' : `**${label}** `}${words}\n`,
      );
  return 0;
};

export const text: Call = {
  takes: 'FILE [--format json|md] [--language TAG]',
  subjects: 1,
  help: `Plain text of a resolution, a treaty or a letter → its paragraphs with kind, degree and label (format plenary-text/1,
which plenary amend reads), or Markdown. --language is the tag of its language, en unless given. A text that cannot be read is refused with its line.`,
  options: { format: { type: 'string', default: 'json' }, language: { type: 'string', default: 'en' } },
  run: (given, print) =>
    run(subjectAt(given, 0), optionAt(given, 'format') ?? 'json', optionAt(given, 'language') ?? 'en', print),
};
