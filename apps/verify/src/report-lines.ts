import type { Check, Summary, VerificationReport } from './report.ts';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

const checkLine = ({ code, ok, facts }: Check): string =>
  [ok ? 'ok  ' : 'FAIL', code.padEnd(13), ...Object.entries(facts).map(([name, value]) => `${name}=${value}`)]
    .join(' ')
    .trimEnd();

const summaryLine = (summary: Summary): string => {
  const { paragraphs, positions, groupStatements, explanations, decisions, outcome } = summary;
  return [
    count(paragraphs, 'paragraph', 'paragraphs'),
    count(positions, 'position', 'positions'),
    count(groupStatements, 'group statement', 'group statements'),
    count(explanations, 'explanation', 'explanations'),
    count(decisions, 'decision', 'decisions'),
    outcome === undefined ? 'no outcome' : `last outcome: ${outcome}`,
  ].join(', ');
};

/** What is said of conversations whose logs were not brought. */
const unreadLine = (checks: readonly Check[]): readonly string[] => {
  const facts = checks.find(({ code, ok }) => code === 'conversations' && ok)?.facts;
  const unread = Number(facts?.['conversations'] ?? 0) - Number(facts?.['logs'] ?? 0);
  return unread > 0
    ? [`${count(unread, 'conversation', 'conversations')} without its log: give it with --logs c1=log.jsonl`]
    : [];
};

/** A report as lines in English: one a check, the figures, whose key was believed, whether it holds. */
export const reportLines = ({ ok, checks, summary }: VerificationReport): readonly string[] => [
  ...checks.map(checkLine),
  ...(summary === undefined ? [] : [summaryLine(summary)]),
  ...unreadLine(checks),
  ...(checks.some(({ facts }) => facts['key'] === 'ofRecord')
    ? ['the key is the one in the record: compare it with one from elsewhere, or give that with --key']
    : []),
  ok ? 'the record holds' : 'the record does not hold',
];
