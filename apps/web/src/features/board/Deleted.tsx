import type { DeliberationState } from '@plenary/consensus';
import { printedLabel } from '@plenary/text';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { showInstant } from '../../ui/instant.ts';
import { Tag } from '../../ui/Tag.tsx';
import { BracketCourse } from './Course.tsx';
import { deletedParagraphs, type DeletedParagraph } from './deleted-paragraphs.ts';

const useDeletion = (lang: string | undefined) => {
  const { t, i18n } = useTranslation('board');
  return {
    label: ({ label }: DeletedParagraph): string =>
      label === '' ? t('unlabelled') : printedLabel(label, lang ?? 'en'),
    by: ({ by: { name, at }, reason }: DeletedParagraph): string =>
      reason !== undefined && at !== undefined
        ? t('deleted.agreed', { date: showInstant(at, i18n.language), reason: `\u2068${reason}\u2069` })
        : at === undefined
          ? t('deleted.by', { name: `\u2068${name}\u2069` })
          : t('deleted.byOn', { name: `\u2068${name}\u2069`, date: showInstant(at, i18n.language) }),
  };
};

/** The paragraphs that were taken out of the text, in a fold below the board; nothing where there are none. */
export const DeletedList = ({ state }: { readonly state: DeliberationState }) => {
  const { t } = useTranslation('board');
  const deleted = deletedParagraphs(state);
  const say = useDeletion(state.revision?.lang);
  if (deleted.length === 0) return null;
  return (
    <details className="card">
      <summary>{t('deleted.title', { count: deleted.length })}</summary>
      <ul className="board-brackets">
        {deleted.map((one) => (
          <li key={one.pid}>
            <Link to="/deliberations/$id/board/$item" params={{ id: state.id, item: one.pid }}>
              <bdi>{say.label(one)}</bdi>
            </Link>{' '}
            <span className="soft small">{say.by(one)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** One paragraph that was taken out: its last words, what took it out and when, and its course until then. */
export const DeletedItem = ({
  item,
  state,
}: {
  readonly item: string;
  readonly state: DeliberationState;
}) => {
  const { t } = useTranslation('board');
  const deleted = deletedParagraphs(state).find(({ pid }) => pid === item);
  const say = useDeletion(state.revision?.lang);
  if (deleted === undefined) return null;
  return (
    <div className="stack board-detail">
      <section className="card item-head" aria-labelledby="item">
        <header className="row">
          <h2 id="item">
            <bdi>{say.label(deleted)}</bdi>
          </h2>
          <Tag>{t('deleted.state')}</Tag>
        </header>
        <p lang={state.revision?.lang} dir="auto" className="board-bracket">
          <del>{deleted.text}</del>
        </p>
        <p>{say.by(deleted)}</p>
      </section>
      <section className="card" aria-labelledby="course">
        <h3 id="course">{t('bracketsOverTime')}</h3>
        <BracketCourse item={item} state={state} />
      </section>
    </div>
  );
};
