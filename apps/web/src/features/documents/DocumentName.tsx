import { WHOLE_TEXT, type BodyState } from '@plenary/consensus';
import { isolate } from '@plenary/i18n';
import type { RegisteredDocumentInfo } from '@plenary/protocol';
import { useTranslation } from 'react-i18next';
import { localised } from '../../ui/localised.ts';

/** What a document is, in the reader's words: its kind, whose it is, and what it is about. */
export const DocumentName = ({
  document,
  body,
}: {
  readonly document: RegisteredDocumentInfo;
  readonly body: BodyState;
}) => {
  const { t, i18n } = useTranslation(['documents', 'vocabulary']);
  const { kind, member, explanation, outcome, title, issued, group, stance, item } = document;
  const whose =
    member === undefined
      ? undefined
      : localised(body.members[member]?.names ?? { en: member }, i18n.language);
  const onBehalfOf =
    group === undefined
      ? undefined
      : t('documents:onBehalfOf', {
          group: isolate(localised(body.groups[group]?.names ?? { en: group }, i18n.language)),
        });
  const what =
    explanation === undefined
      ? t(`vocabulary:documentKind.${kind}`)
      : t(`vocabulary:explanation.${explanation}`);
  return (
    <>
      <span dir="auto">{issued?.title ?? localised(title, i18n.language)}</span>
      <span className="soft small">
        {[
          what,
          whose,
          onBehalfOf,
          item === WHOLE_TEXT ? undefined : item,
          stance === undefined ? undefined : t(`vocabulary:stance.${stance}`),
          outcome === undefined ? undefined : t(`vocabulary:outcome.${outcome}`),
        ]
          .filter((part) => part !== undefined)
          .map((part, at) => (
            <span key={part}>
              {at === 0 ? null : ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
      </span>
    </>
  );
};
