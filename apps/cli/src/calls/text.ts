import { hashedDrafts } from '../hashed-drafts.ts';
import { parseText } from '@plenary/text';
import { InputError, readText } from '../input.ts';

/** `plenary text FILE`: plain text of a resolution → paragraphs as JSON, or Markdown with `--format md`. */
export const text = (path: string, format: string, print: (line: string) => void): number => {
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
