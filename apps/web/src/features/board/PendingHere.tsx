import type { AmendmentId, BodyState, DeliberationState, ParagraphId } from '@plenary/consensus';
import { shownChanges } from '@plenary/tabling';
import { Link } from '@tanstack/react-router';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords, type PendingOrder } from '../../lib/amendment-order.ts';
import { cutSegments } from '../../lib/cut-words.ts';
import { MarkedWords } from '../../ui/MarkedWords.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useRowWords } from './row-words.ts';
import './pending.css';

/** So many are shown with their words; the page of amendments has them all. */
const SHOWN = 6;

const Proposed = memo(
  ({
    amendment: id,
    paragraph,
    words,
    body,
    place,
    of,
  }: {
    readonly amendment: AmendmentId;
    readonly paragraph: ParagraphId;
    readonly words: DeliberationState;
    readonly body: BodyState;
    /** Its place among those that are decided together with it, from 1. */
    readonly place: number;
    readonly of: number;
  }) => {
    const { t } = useTranslation('board');
    const say = useRowWords(body);
    const changes = useMemo(
      () =>
        shownChanges(words, id).filter((change) =>
          change.type === 'insert' ? change.after === paragraph : change.paragraph === paragraph,
        ),
      [words, id, paragraph],
    );
    const lang = words.revision?.lang ?? 'en';
    return (
      <li>
        <p className="row">
          <Link to="/deliberations/$id/amendments/$amendment" params={{ id: words.id, amendment: id }}>
            <b>
              <bdi>{id}</bdi>
            </b>
          </Link>
          <bdi className="small">
            {words.amendments[id]?.sponsors.slice(0, 3).map(say.member).join(' · ')}
          </bdi>
          {place === 1 ? <Tag tone="accent">{t('amendments.next')}</Tag> : null}
          {of > 1 ? <span className="soft small">{t('amendments.place', { place, of })}</span> : null}
        </p>
        {changes.map((change, at) => (
          <p key={at}>
            {change.type === 'words' ? (
              <MarkedWords segments={cutSegments(change.segments)} lang={lang} />
            ) : change.type === 'move' ? (
              <span className="soft small">{t('amendments.moves')}</span>
            ) : (
              <MarkedWords
                segments={[{ type: change.type === 'insert' ? 'added' : 'removed', text: change.text }]}
                lang={lang}
              />
            )}
          </p>
        ))}
      </li>
    );
  },
);
Proposed.displayName = 'Proposed';

/** What is proposed to a paragraph and not decided yet, in the order in which it is put, with the words. */
export const PendingHere = ({
  pending: { components, byParagraph },
  body,
  paragraph,
}: {
  readonly pending: PendingOrder;
  readonly body: BodyState;
  readonly paragraph: ParagraphId;
}) => {
  const { t } = useTranslation('board');
  const words = useWords();
  const here = byParagraph.get(paragraph) ?? [];
  const placeOf = (id: AmendmentId): { readonly place: number; readonly of: number } => {
    const order = components.find((one) => one.order.some((placed) => placed.id === id))?.order ?? [];
    return { place: order.findIndex((placed) => placed.id === id) + 1, of: order.length };
  };
  if (here.length === 0) return <p className="soft">{t('amendments.noneHere')}</p>;
  return (
    <>
      <ol className="pending-here">
        {here.slice(0, SHOWN).map((id) => (
          <Proposed
            key={id}
            amendment={id}
            paragraph={paragraph}
            words={words}
            body={body}
            {...placeOf(id)}
          />
        ))}
      </ol>
      <p className="row small no-print">
        <Link to="/deliberations/$id/amendments" params={{ id: words.id }} search={{ paragraph }}>
          {t('amendments.allHere', { count: here.length })}
        </Link>
        <Link to="/deliberations/$id/amendments/order" params={{ id: words.id }}>
          {t('amendments.toOrder')}
        </Link>
      </p>
    </>
  );
};
