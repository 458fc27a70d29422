import { hashedDrafts } from '../hashed-drafts.ts';
import { parseText } from '@plenary/text';
import { optionAt, subjectAt, type Call, type Print } from '../call.ts';
import { InputError, readText } from '../input.ts';

const run = (path: string, format: string, print: Print): number => {
  if (format !== 'json' && format !== 'md') throw new InputError(`--format ${format}: expected json or md`);
  const parsed = parseText(readText(path));
  if (!parsed.ok) {
    const { line, ...facts } = parsed.refusal.facts;
    throw new InputError(
      `${path}${line === undefined ? '' : `:${line}`}: ${parsed.refusal.code} ${JSON.stringify(facts)}`,
    );
  }
  const { paragraphs, hash } = hashedDrafts(parsed.paragraphs);
  if (format === 'json') print(JSON.stringify({ format: 'plenary-text/1', hash, paragraphs }, null, 2));
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
  takes: 'FILE [--format json|md]',
  subjects: 1,
  help: `Plain text of a resolution, a treaty or a letter → its paragraphs with kind, degree and label (format plenary-text/1),
or Markdown. A text that cannot be read is refused with its line.`,
  options: { format: { type: 'string', default: 'json' } },
  run: (given, print) => run(subjectAt(given, 0), optionAt(given, 'format') ?? 'json', print),
};
