import {
  cellsOf,
  type BoardRow,
  type BodyState,
  type DeliberationState,
  type Stance,
} from '@plenary/consensus';
import { cleanShare } from '@plenary/text';
import { useTranslation } from 'react-i18next';
import { useAct } from '../../lib/act.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/Button.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { StanceMark } from '../../ui/StanceMark.tsx';
import { localised } from '../../ui/localised.ts';

const HOLDING: readonly Stance[] = ['object', 'oppose', 'reserve'];

const share = (value: number | null, lang: string): string =>
  value === null
    ? '—'
    : new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 1 }).format(value);

/** Every figure of a row with what it is made of, the reasons of those who hold up agreement, and what can be done. */
export const RowDetail = ({
  row,
  body,
  state,
}: {
  readonly row: BoardRow;
  readonly body: BodyState;
  readonly state: DeliberationState;
}) => {
  const { t, i18n } = useTranslation(['board', 'vocabulary']);
  const lang = i18n.language;
  const kind = useSession()?.account?.kind;
  const act = useAct(`deliberation:${state.id}`);
  const name = (id: string): string => localised(body.members[id]?.names ?? { en: id }, lang);
  const { counts } = row;
  const inFavour = counts.support + counts.accept;
  const spoken = row.members - counts.silent;
  const clean =
    row.item === 'text'
      ? null
      : cleanShare(state.revision?.paragraphs.find(({ pid }) => pid === row.item)?.text ?? '');
  const figures: readonly (readonly [string, string, string])[] = [
    ['support', share(row.support, lang), `${inFavour} / ${spoken}`],
    ['coverage', share(row.coverage, lang), `${spoken} / ${row.members}`],
    [
      'bounds',
      row.bounds === null ? '—' : `${share(row.bounds[0], lang)} – ${share(row.bounds[1], lang)}`,
      `${inFavour} … ${inFavour + counts.silent} / ${row.members}`,
    ],
    ['agreement', row.agreement === null ? '—' : row.agreement.toFixed(3), '(max − (S − max)/2) / S'],
    ['leik', row.leik === null ? '—' : row.leik.toFixed(3), '1 − 2·Σ min(c, S − c) / (4·S)'],
    [
      'groupFloor',
      row.groupFloor === null ? '—' : share(row.groupFloor.favour, lang),
      row.groupFloor === null ? '' : localised(body.groups[row.groupFloor.group]?.names ?? { en: '' }, lang),
    ],
    ['clean', share(clean, lang), t('board:cleanFormula')],
    [
      'robustness',
      row.robustness === null ? '—' : t(`board:robust.${row.robustness}`),
      t('board:robustFormula'),
    ],
  ];
  // Those who hold up agreement most come first.
  const holding = HOLDING.flatMap((held) =>
    cellsOf(body, state, row.item).filter(({ stance }) => stance === held),
  );
  const mayMark =
    (kind === 'chair' || kind === 'secretariat') && row.item !== 'text' && state.phase === 'open';
  return (
    <div className="board-detail">
      <dl className="board-detail-figures">
        {figures.map(([key, value, made]) => (
          <div key={key}>
            <dt>{t(`board:detail.${key}`)}</dt>
            <dd>
              {value} <span className="soft small">{made}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="board-groups">
        {row.groups.map((figures2) => (
          <div key={figures2.group} className="board-group">
            <span>{localised(body.groups[figures2.group]?.names ?? { en: figures2.group }, lang)}</span>
            <StanceBar counts={figures2.counts} members={figures2.members} />
          </div>
        ))}
      </div>
      {holding.length === 0 ? null : (
        <ul className="board-reasons">
          {holding.map(({ member, stance }) => (
            <li key={member}>
              <StanceMark stance={stance} size={13} /> <b>{name(member)}</b>{' '}
              <span dir="auto">{state.positions[row.item]?.[member]?.reason ?? ''}</span>
            </li>
          ))}
        </ul>
      )}
      {row.silent.length === 0 ? null : (
        <details>
          <summary>{t('board:silentMembers', { count: row.silent.length })}</summary>
          <p className="soft small">{row.silent.map(name).join(' · ')}</p>
        </details>
      )}
      {row.stale.length === 0 ? null : (
        <details>
          <summary>{t('board:stale', { count: row.stale.length })}</summary>
          <p className="soft small">{row.stale.map(name).join(' · ')}</p>
        </details>
      )}
      {row.pivotal.length === 0 ? null : (
        <details>
          <summary>{t('board:pivotal', { count: row.pivotal.length })}</summary>
          <p className="soft small">{row.pivotal.map(name).join(' · ')}</p>
        </details>
      )}
      {mayMark ? (
        <div className="row">
          {row.state === 'agreedAdRef' ? (
            <ReasonDialog
              open={t('board:reopen')}
              question={t('board:reopenReason')}
              onReason={(reason) => void act.perform({ type: 'reopenParagraph', pid: row.item, reason })}
            />
          ) : (
            <Button
              busy={act.pending}
              onClick={() => void act.perform({ type: 'agreeAdRef', pid: row.item })}
            >
              {t('board:agreeAdRef')}
            </Button>
          )}
        </div>
      ) : null}
      <RefusalNote refusal={act.refusal} />
    </div>
  );
};
