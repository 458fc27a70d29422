import type { AmendmentId, BoardRow, BodyState, ParagraphMark } from '@plenary/consensus';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { MissingSentence } from '../../ui/MissingSentence.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { showDeadline } from '../../ui/instant.ts';
import { Tag } from '../../ui/Tag.tsx';
import { stateTone, useRowWords } from './row-words.ts';

/** One item in the list: where it is, what it lacks, and the way to its sheet. Drawn anew only when its row is new. */
export const BoardLine = memo(
  ({
    row,
    body,
    words,
    lang,
    deliberation,
    pending,
    mark,
  }: {
    readonly row: BoardRow;
    readonly body: BodyState;
    readonly words: string;
    readonly lang: string | undefined;
    readonly deliberation: string;
    /** Amendments to it that are pending, in the order in which they are put. */
    readonly pending: readonly AmendmentId[] | undefined;
    /** What the record declares of it. */
    readonly mark: ParagraphMark | undefined;
  }) => {
    const { t, i18n } = useTranslation(['board', 'vocabulary']);
    const reason = `\u2068${mark?.reason ?? ''}\u2069`;
    const say = useRowWords(body);
    return (
      <li className="board-row" id={`row-${row.item}`}>
        <Link
          className="board-row-head"
          to="/deliberations/$id/board/$item"
          params={{ id: deliberation, item: row.item }}
          preload={false}
        >
          <span className="board-label">
            <bdi>{say.label(row, lang)}</bdi>
          </span>
          <span className="board-words" dir="auto" lang={lang}>
            {words}
          </span>
          <StanceBar counts={row.counts} members={row.members} />
          <span className="board-moves">{say.moves(row)}</span>
          <Tag tone={stateTone(row)}>{t(`vocabulary:itemState.${row.state}`)}</Tag>
        </Link>
        {mark?.status === 'deferred' ? (
          <p className="board-sentence board-parked">{t('board:waitsFor', { reason })}</p>
        ) : null}
        {mark?.status === 'deletionProposed' ? (
          <p className="board-sentence board-parked">
            {t('board:toBeDeleted', { reason })}{' '}
            {t('board:deletionUntil', { date: showDeadline(mark.objectionsUntil ?? '', i18n.language) })}
          </p>
        ) : null}
        {row.missing.length === 0 ? null : (
          <p className="board-sentence">
            <MissingSentence missing={row.missing} body={body} />{' '}
            {row.spread.length === 0
              ? null
              : t('board:spread', { groups: row.spread.map(say.group).join(' · ') })}
          </p>
        )}
        {pending === undefined ? null : (
          <p className="board-sentence">
            <Link
              to="/deliberations/$id/amendments"
              params={{ id: deliberation }}
              search={{ paragraph: row.item }}
              preload={false}
            >
              {t('board:amendments.pending', { count: pending.length })}
            </Link>{' '}
            {t('board:amendments.nextIs', { amendment: `\u2068${pending[0] ?? ''}\u2069` })}
          </p>
        )}
        {row.contradicted ? (
          <p className="board-sentence">
            <Tag tone="warn">{t('board:contradicted')}</Tag>
          </p>
        ) : null}
      </li>
    );
  },
);
BoardLine.displayName = 'BoardLine';
