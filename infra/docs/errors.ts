// Prints docs/errors.md from the codes of the rules and of the service, with the English sentences.
import { readFileSync, writeFileSync } from 'node:fs';
import { REFUSAL_CODES } from '@plenary/consensus';
import { SERVICE_ERRORS } from '@plenary/protocol';

const english = JSON.parse(readFileSync('packages/i18n/messages/en/errors.json', 'utf8')) as Record<
  string,
  string
>;
const row = (code: string, status: number, facts: readonly string[]): string =>
  `| \`${code}\` | ${status} | ${facts.join(', ') || '—'} | ${english[code] ?? ''} |`;

/** The page as it must be; a test compares. */
export const errorsPage = (): string =>
  [
    '# Errors',
    '',
    'Printed by `infra/docs/errors.ts`; do not edit by hand. Every answer that is no success is `{error: {code, facts}}`. Codes of the',
    'rules come with status 422: the act was understood, well-formed, and not in order. Nothing has changed.',
    '',
    '| code | status | facts | in English |',
    '| --- | --- | --- | --- |',
    ...Object.entries(SERVICE_ERRORS).map(([code, { status, facts }]) => row(code, status, facts)),
    ...Object.entries(REFUSAL_CODES).map(([code, facts]) => row(code, 422, facts)),
    '',
  ].join('\n');

if (process.argv[1]?.endsWith('errors.ts') === true) writeFileSync('docs/errors.md', errorsPage());
