import { holdsPositions, WHOLE_TEXT, type BoardRow, type Decision } from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../lib/board.ts';
import { useHere } from '../../lib/deliberation.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { StanceBar } from '../../ui/StanceBar.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { showInstant } from '../../ui/instant.ts';
import { localised } from '../../ui/localised.ts';
import './text.css';

const TONES = {
  open: 'plain',
  bracketed: 'warn',
  pending: 'plain',
  contested: 'warn',
  acceptable: 'accent',
  agreedAdRef: 'good',
  adopted: 'good',
} as const;

/** What was decided and under which rule, above the text. */
const DecisionNotice = ({ decision }: { readonly decision: Decision | undefined }) => {
  const { t, i18n } = useTranslation(['text', 'vocabulary']);
  if (decision?.outcome === undefined || decision.decidedAt === undefined) return null;
  const facts = {
    rule: localised(decision.rule.names ?? { en: decision.rule.id }, i18n.language),
    date: showInstant(decision.decidedAt, i18n.language),
  };
  return (
    <Notice tone={decision.outcome === 'adopted' ? 'good' : 'warn'}>
      <p>{t(`text:decided.${decision.outcome}`, facts)}</p>
    </Notice>
  );
};

const StandLine = ({ row }: { readonly row: BoardRow }) => {
  const { t } = useTranslation(['text', 'vocabulary']);
  const inFavour = row.counts.support + row.counts.accept;
  return (
    <div className="text-stand">
      <Tag tone={TONES[row.state]}>{t(`vocabulary:itemState.${row.state}`)}</Tag>
      <StanceBar counts={row.counts} members={row.members} />
      <span className="text-figure">{t('text:inFavour', { count: inFavour, of: row.members })}</span>
      {row.objectors.length > 0 ? (
        <span className="text-figure text-objections">
          {t('text:objections', { count: row.objectors.length })}
        </span>
      ) : null}
    </div>
  );
};

/** The text with numbered paragraphs and where each stands. */
export const TextPage = () => {
  const { t, i18n } = useTranslation(['text', 'vocabulary']);
  const { body, state } = useHere();
  const rows = useBoard(body, state);
  const { revision } = state;
  if (revision === undefined) return <Empty title={t('text:none')} />;
  const byItem = new Map(rows.map((row) => [row.item, row]));
  const whole = byItem.get('text');
  return (
    <article className="text-page">
      <DecisionNotice
        decision={state.decisions.findLast(
          ({ item, outcome }) => item === WHOLE_TEXT && outcome !== undefined,
        )}
      />
      {whole === undefined ? null : (
        <section className="text-whole" aria-label={t('text:whole')}>
          <h2 className="small soft">{t('text:whole')}</h2>
          <StandLine row={whole} />
        </section>
      )}
      {revision.paragraphs.map((paragraph) => {
        const row = byItem.get(paragraph.pid);
        return (
          <section
            key={paragraph.pid}
            id={paragraph.pid}
            className={`text-row text-level-${paragraph.level}`}
          >
            <div className="text-margin">
              {paragraph.label === '' ? null : <bdi>{printedLabel(paragraph.label, revision.lang)}</bdi>}
            </div>
            <div className="text-body">
              <ParagraphText paragraph={paragraph} lang={revision.lang} />
            </div>
            {row !== undefined && holdsPositions(paragraph) ? <StandLine row={row} /> : null}
          </section>
        );
      })}
      {state.explanations.length === 0 ? null : (
        <section className="text-statements stack">
          <h2>{t('text:statements')}</h2>
          {state.explanations.map(({ id, member, kind, text, lang, paragraphs }) => (
            <blockquote key={id} className="text-statement">
              <p className="small soft">
                <bdi>{localised(body.members[member]?.names ?? { en: member }, i18n.language)}</bdi> ·{' '}
                {t(`vocabulary:explanation.${kind}`)}
                {paragraphs.length === 0
                  ? null
                  : ` · ${paragraphs.map((pid) => revision.paragraphs.find((paragraph) => paragraph.pid === pid)?.label ?? pid).join(', ')}`}
              </p>
              <p lang={lang} dir="auto">
                {text}
              </p>
            </blockquote>
          ))}
        </section>
      )}
    </article>
  );
};
