import type { DeliberationState, PackageChoice, SourcedParagraph } from '@plenary/consensus';
import { textToIssue } from '../../lib/text-to-issue.ts';

/** The text that a package would give, as a revision is issued: labels and hashes follow from the words. */
export const resultingText = (
  { revision }: DeliberationState,
  choices: readonly PackageChoice[],
): { readonly paragraphs: readonly SourcedParagraph[]; readonly hash: string } => {
  const by = new Map(choices.map((choice) => [choice.paragraph, choice]));
  const staying = (revision?.paragraphs ?? []).flatMap(({ pid, kind, level, text }) => {
    const choice = by.get(pid);
    if (choice?.outcome === 'leftOut') return [];
    return [{ source: pid, kind, level, text: choice?.words ?? text }];
  });
  return textToIssue(staying);
};

/** The same as plain text, for whoever takes the words to the working text. */
export const plainText = ({ paragraphs }: ReturnType<typeof resultingText>): string =>
  paragraphs.map(({ text }) => text).join('\n\n');
