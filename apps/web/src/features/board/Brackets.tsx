import type { DeliberationState, Paragraph } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/Tag.tsx';
import { paragraphBrackets } from './paragraph-brackets.ts';
import { listed } from '../../lib/lists.ts';

/** Working texts that are being written, with how many of their brackets somebody stands behind. */
const heldInWork = ({ documents, brackets }: DeliberationState) =>
  Object.values(documents).flatMap(({ id, title, kind, closedAt }) => {
    const held = Object.values(brackets[id] ?? {}).filter((by) => Object.keys(by).length > 0).length;
    return kind === 'workingText' && closedAt === undefined && held > 0 ? [{ id, title, held }] : [];
  });

/**
 * Where delegations stand behind brackets of a text that is being written: which paragraph each stands in is known there
 * alone, until the text is issued with their names.
 */
export const BracketsInWork = ({ state }: { readonly state: DeliberationState }) => {
  const { t } = useTranslation('board');
  const texts = heldInWork(state);
  if (texts.length === 0) return null;
  return (
    <ul className="small">
      {texts.map(({ id, title, held }) => (
        <li key={id}>
          <Link to="/deliberations/$id/drafts/$document" params={{ id: state.id, document: id }}>
            <bdi>{title}</bdi>
          </Link>{' '}
          {t('heldInWork', { count: held })}
        </li>
      ))}
    </ul>
  );
};

/** Every bracket of a paragraph, with who holds it, who supports that, and what they ask: as the text in force names them. */
export const Brackets = ({ paragraph, lang }: { readonly paragraph: Paragraph; readonly lang: string }) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const names = (parties: readonly string[]): string => listed(i18n.language, parties);
  const asked = (action: string): string =>
    action === 'delete' || action === 'retain' || action === 'reserve'
      ? t(`vocabulary:bracketAction.${action}`)
      : action;
  const brackets = paragraphBrackets(paragraph.text);
  if (brackets.length === 0) return <p className="soft">{t('board:noBrackets')}</p>;
  return (
    <ul className="board-brackets">
      {brackets.map(({ words, depth, attribution }, at) => (
        <li key={at} style={{ marginInlineStart: `${depth - 1}rem` }}>
          <p lang={lang} dir="auto" className="board-bracket">
            [{words}]
          </p>
          <p className="small">
            {attribution?.alternative === undefined ? null : (
              <>
                <Tag>{t('board:alternative', { number: attribution.alternative })}</Tag>{' '}
              </>
            )}
            {attribution === undefined || attribution.by.length === 0 ? (
              <span className="soft">{t('board:heldByNobody')}</span>
            ) : (
              t('board:heldBy', { members: names(attribution.by) })
            )}
            {attribution === undefined || attribution.supportedBy.length === 0 ? null : (
              <> {t('board:supportedBy', { members: names(attribution.supportedBy) })}</>
            )}
            {attribution?.action === undefined ? null : (
              <>
                {' '}
                <Tag tone="warn">{asked(attribution.action)}</Tag>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
};
