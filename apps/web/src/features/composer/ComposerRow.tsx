import { ACT_LIMITS, type Paragraph } from '@plenary/consensus';
import { compareWords } from '@plenary/text';
import { memo, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ParagraphText } from '../../ui/ParagraphText.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { ChangedWords } from './ChangedWords.tsx';
import { ShapeChoice } from './ShapeChoice.tsx';
import { segmentsOf } from './alterations.ts';
import type { Step } from './composition.ts';
import { isChanged, type Row } from './rows.ts';

/** Places to which a paragraph can be moved: behind these. */
export interface Place {
  readonly id: string;
  readonly name: string;
}

export interface ComposerRowProps {
  readonly row: Row;
  /** How the row is called: its label, or what it is. */
  readonly name: string;
  readonly lang: string;
  readonly isOpen: boolean;
  /** Agreed ad referendum: nobody amends it until it is reopened. */
  readonly isAgreed: boolean;
  /** The words that the paragraph had when this was written, where others changed them since. */
  readonly changedMeanwhile: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly onStep: (step: Step) => void;
  readonly onAdd: (behind: string) => void;
  readonly children?: ReactNode;
}

/** Moves a paragraph behind another one, chosen by its label. */
const MoveChoice = ({
  row,
  places,
  onMove,
}: {
  readonly row: Row;
  readonly places: readonly Place[];
  readonly onMove: (behind: string | null) => void;
}) => {
  const { t } = useTranslation('composer');
  return (
    <select
      className="input composer-move"
      aria-label={t('row.move')}
      value=""
      onChange={(event) => {
        const { value } = event.target;
        if (value !== '') onMove(value === '^' ? null : value);
      }}
    >
      <option value="">{t('row.move')}</option>
      <option value="^">{t('row.toStart')}</option>
      {places.map(({ id, name }) =>
        id === row.id ? null : (
          <option key={id} value={id}>
            {t('row.behind', { paragraph: name })}
          </option>
        ),
      )}
    </select>
  );
};

/** What can be done with the paragraph that is open. */
const OpenRow = ({
  row,
  name,
  lang,
  places,
  onOpen,
  onStep,
  onAdd,
}: Pick<ComposerRowProps, 'row' | 'name' | 'lang' | 'onOpen' | 'onStep' | 'onAdd'> & {
  readonly places: readonly Place[];
}) => {
  const { t } = useTranslation('composer');
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.focus();
  }, []);
  return (
    <div className="composer-open">
      {row.place === 'new' ? (
        <ShapeChoice
          kind={row.kind}
          level={row.level}
          onChoose={(kind, level) => onStep({ type: 'shape', row: row.id, kind, level })}
        />
      ) : null}
      {row.isGone ? null : (
        <textarea
          ref={area}
          className="input composer-area"
          dir="auto"
          lang={lang}
          rows={4}
          maxLength={ACT_LIMITS.PARAGRAPH_CHARACTERS_MAX}
          aria-label={t('row.words', { paragraph: name })}
          placeholder={row.place === 'new' ? t('row.newWords') : undefined}
          value={row.text}
          onChange={(event) => onStep({ type: 'write', row: row.id, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onOpen(undefined);
          }}
        />
      )}
      <div className="row composer-acts">
        <Button className="composer-small" onClick={() => onAdd(row.id)}>
          {t('row.add')}
        </Button>
        {row.isGone ? null : (
          <>
            <MoveChoice
              row={row}
              places={places}
              onMove={(behind) => onStep({ type: 'move', row: row.id, behind })}
            />
            <Button className="composer-small" onClick={() => onStep({ type: 'takeOut', row: row.id })}>
              {t(row.place === 'new' ? 'row.drop' : 'row.takeOut')}
            </Button>
          </>
        )}
        {isChanged(row) && row.place !== 'new' ? (
          <Button className="composer-small" onClick={() => onStep({ type: 'restore', row: row.id })}>
            {t('row.restore')}
          </Button>
        ) : null}
        <Button tone="quiet" className="composer-small" onClick={() => onOpen(undefined)}>
          {t('row.done')}
        </Button>
      </div>
    </div>
  );
};

const CHANGE_TAGS = {
  new: { tone: 'good', key: 'row.isNew' },
  moved: { tone: 'accent', key: 'row.isMoved' },
} as const;

/** One paragraph of the text with what is done to it; open, it is written in. */
const ComposerRowView = ({
  row,
  name,
  lang,
  isOpen,
  isAgreed,
  changedMeanwhile,
  places,
  onOpen,
  onStep,
  onAdd,
  children,
}: ComposerRowProps & { readonly places: readonly Place[] }) => {
  const { t } = useTranslation('composer');
  const { id, place, label, kind, level, text, isGone } = row;
  if (place === 'left')
    return (
      <div className="composer-row is-left">
        <div className="composer-margin">{label === '' ? null : <bdi>{label}</bdi>}</div>
        <p className="small soft">{t('row.left')}</p>
      </div>
    );
  const changed = isChanged(row);
  const tag = place === 'stays' ? undefined : CHANGE_TAGS[place];
  const paragraph: Paragraph = { pid: id, kind, level, label, text, hash: '' };
  const segments = segmentsOf(row);
  const hasWords = row.before !== '' || text !== '';
  return (
    <section
      id={`row-${id}`}
      className={`composer-row composer-level-${level}${changed ? ' is-changed' : ''}${isOpen ? ' is-open' : ''}`}
      aria-label={name}
    >
      <div className="composer-margin">{label === '' ? null : <bdi>{label}</bdi>}</div>
      <div className="composer-body">
        {tag === undefined && !isGone && !isAgreed ? null : (
          <p className="row composer-tags">
            {tag === undefined ? null : <Tag tone={tag.tone}>{t(tag.key)}</Tag>}
            {isGone ? <Tag tone="bad">{t('row.isGone')}</Tag> : null}
            {isAgreed ? <Tag tone="good">{t('row.agreed')}</Tag> : null}
          </p>
        )}
        {isOpen ? <OpenRow {...{ row, name, lang, places, onOpen, onStep, onAdd }} /> : null}
        {changed ? (
          hasWords ? (
            <>
              {isOpen ? <p className="small soft composer-reads">{t('row.reads')}</p> : null}
              <ChangedWords segments={segments} lang={lang} />
            </>
          ) : isOpen ? null : (
            <p className="soft">{t('row.noWords')}</p>
          )
        ) : isOpen ? null : (
          <ParagraphText paragraph={paragraph} lang={lang} />
        )}
        {changedMeanwhile === undefined ? null : (
          <div className="composer-meanwhile">
            <p className="small">{t('row.changedMeanwhile')}</p>
            <ChangedWords segments={compareWords(changedMeanwhile, row.before)} lang={lang} />
          </div>
        )}
        {children}
      </div>
      {isOpen || isAgreed ? null : (
        <Button
          tone="quiet"
          className="composer-small composer-amend"
          aria-label={t('row.amendNamed', { paragraph: name })}
          onClick={() => onOpen(id)}
        >
          {t('row.amend')}
        </Button>
      )}
    </section>
  );
};

type RowProps = Parameters<typeof ComposerRowView>[0];

const isSameRow = ({ row: one, ...before }: RowProps, { row: other, ...after }: RowProps): boolean =>
  JSON.stringify(one) === JSON.stringify(other) &&
  before.name === after.name &&
  before.lang === after.lang &&
  before.isOpen === after.isOpen &&
  before.isAgreed === after.isAgreed &&
  before.changedMeanwhile === after.changedMeanwhile &&
  before.onOpen === after.onOpen &&
  before.onStep === after.onStep &&
  before.onAdd === after.onAdd &&
  before.children === after.children &&
  // Where one can move to is asked by the row that is open alone.
  (!after.isOpen || before.places === after.places);

/** A text has thousands of rows of which one is written in: the others are drawn once. */
export const ComposerRow = memo(ComposerRowView, isSameRow);
