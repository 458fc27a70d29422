import type { BodyState, DeliberationState } from '@plenary/consensus';
import { formatList, LANGS } from '@plenary/i18n';
import type { DocumentHistoryAnswer } from '@plenary/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { issuedNamed } from '../issued-named.ts';
import type { DocumentApi } from '../live-api.ts';
import { useNames } from '../names.ts';

export type Sitting = DocumentHistoryAnswer['sittings'][number];

/** Pages of the history that are read at most; what is older is reached by its moment. */
const PAGES_MAX = 40;

const readAll = async (
  api: DocumentApi,
): Promise<{ readonly seq: number; readonly sittings: readonly Sitting[] }> => {
  const sittings: Sitting[] = [];
  let after = 0;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const answer = await api.history(after);
    sittings.push(...answer.sittings);
    if (answer.next === undefined) return { seq: answer.seq, sittings };
    after = answer.next;
  }
  return { seq: sittings.at(-1)?.to ?? 0, sittings };
};

/** Who wrote in a document and when, oldest first. */
export const useSittings = (api: DocumentApi) =>
  useQuery({ queryKey: ['sittings', api.base], queryFn: () => readAll(api), staleTime: 10_000 });

/** Who wrote in a sitting: a delegation, the record with what was adopted, or nobody where the text began. */
export const useSittingName = (body: BodyState, state: DeliberationState): ((sitting: Sitting) => string) => {
  const { t, i18n } = useTranslation('drafting');
  const nameOf = useNames(body);
  const lang = LANGS.find((candidate) => candidate === i18n.language) ?? 'en';
  return ({ delegation, decisions = [] }) => {
    if (delegation !== '') return nameOf(delegation);
    const issued = decisions.flatMap((name) => issuedNamed(state, name) ?? []);
    if (issued.length > 0) return t('adopted.issuedSitting', { symbols: formatList(lang, issued) });
    return decisions.length === 0
      ? t('writers.first')
      : t('adopted.sitting', { amendments: formatList(lang, decisions) });
  };
};
