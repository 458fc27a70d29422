import {
  contentOf,
  DOCUMENT_LANGUAGES,
  paragraphOf,
  renditionOf,
  type Decision,
  type DeliberationState,
  type DocumentContent,
  type RegisterEntry,
} from '@plenary/consensus';
import type { RegisteredDocumentInfo } from '@plenary/protocol';

/** Translations of a document that were filed, into all languages. */
export const translationsOf = ({ translations = {} }: RegisterEntry): number =>
  Object.values(translations).reduce((count, filed) => count + filed.length, 0);

/**
 * What the words of a document are of. Of an amendment the hash of its words: of the version that is in force a division may
 * leave fewer, and before earlier words were kept it was registered with the present ones. Each translation adds words to
 * every document.
 */
export const contentName = (state: DeliberationState | undefined, entry: RegisterEntry): string => {
  const content = contentOf(state, entry);
  const own = 'amendment' in content ? content.amendment.hash : entry.reference;
  const translations = translationsOf(entry);
  return translations === 0 ? own : `${own}+${translations}`;
};

/** Words of a document and of what it belongs to, as people would search for them. */
export const wordsOf = (state: DeliberationState | undefined, content: DocumentContent): string => {
  const title = Object.values(state?.title ?? {});
  if ('revision' in content)
    return [...title, ...content.revision.paragraphs.map(({ text }) => text)].join('\n');
  if ('resolution' in content)
    return [...title, ...content.resolution.paragraphs.map(({ text }) => text)].join('\n');
  if ('statement' in content) return [...title, content.statement.member, content.statement.text].join('\n');
  if ('groupStatement' in content) {
    const { group, speaker, item, reason } = content.groupStatement;
    return [...title, group, speaker, item, reason].join('\n');
  }
  if ('amendment' in content) {
    const { id, sponsors, reason, changes } = content.amendment;
    const words = changes.map((change) =>
      'new' in change ? change.new : 'insert' in change ? change.insert : '',
    );
    return [...title, id, ...sponsors, reason, ...words].join('\n');
  }
  if ('issued' in content) return [...title, content.issued.title].join('\n');
  const { rule, note } = content.decision;
  return [...title, rule.id, ...Object.values(rule.names ?? {}), note ?? ''].join('\n');
};

/** Whose an amendment is: the delegation that gave it these words. */
const memberOf = ({
  amendment: { sponsors },
  given: { by },
}: Extract<DocumentContent, { readonly amendment: unknown }>): { readonly member?: string } => {
  const member = by ?? sponsors[0];
  return member === undefined ? {} : { member };
};

/** A paragraph by its label in the text, where it has one; anything else by its name. */
const labelOf = (state: DeliberationState | undefined, item: string): string =>
  (state === undefined ? undefined : paragraphOf(state, item)?.label) || item;

/** REG-155: a report tells what became of the proposal; one that was withdrawn has none. */
const outcomeOf = ({ outcome }: Decision): Pick<RegisteredDocumentInfo, 'outcome'> =>
  outcome === undefined || outcome === 'withdrawn' ? {} : { outcome };

/** An entry as it is listed. */
export const documentInfo = (
  state: DeliberationState | undefined,
  entry: RegisterEntry,
): RegisteredDocumentInfo => {
  const { symbol, kind, deliberation, reference, lang, at } = entry;
  const content = contentOf(state, entry);
  const [en, fr, es, ru, zh, ar] = DOCUMENT_LANGUAGES.map((language) => renditionOf(entry, language));
  const status = (value: typeof en) => value ?? 'missing';
  return {
    symbol,
    kind,
    deliberation,
    reference,
    lang,
    at,
    title: state?.title ?? {},
    ...('statement' in content
      ? { member: content.statement.member, explanation: content.statement.kind }
      : {}),
    ...('groupStatement' in content
      ? {
          member: content.groupStatement.speaker,
          group: content.groupStatement.group,
          stance: content.groupStatement.stance,
          item: labelOf(state, content.groupStatement.item),
        }
      : {}),
    ...('amendment' in content ? memberOf(content) : {}),
    ...('decision' in content ? outcomeOf(content.decision) : {}),
    ...('issued' in content
      ? {
          issued: {
            title: content.issued.title,
            about: content.issued.about,
            corrects: [...content.issued.corrects],
          },
        }
      : {}),
    renditions: {
      en: status(en),
      fr: status(fr),
      es: status(es),
      ru: status(ru),
      zh: status(zh),
      ar: status(ar),
    },
  };
};
