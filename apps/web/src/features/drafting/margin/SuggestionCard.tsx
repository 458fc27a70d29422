import type { SuggestionCard as Suggestion } from '@plenary/drafting';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { showInstant } from '../../../ui/instant.ts';
import type { PersonName } from '../use-people.ts';
import { Who } from './Who.tsx';
import { listed } from '../../../lib/lists.ts';

const OFFICES: readonly string[] = ['chair', 'facilitator', 'secretariat'];

/** Who of a delegation wrote, as far as the one who looks may know; what the head of the card says is not said again. */
const Person = ({
  name,
  delegation,
  shown,
}: {
  readonly name: string | undefined;
  readonly delegation: string;
  /** The name of the delegation or office, as it is shown already. */
  readonly shown: string;
}) => {
  const { t } = useTranslation('vocabulary');
  if (name !== undefined && name !== shown)
    return (
      <>
        <bdi>{name}</bdi> ·{' '}
      </>
    );
  return OFFICES.includes(delegation) ? null : <>{t('actor.delegate')} · </>;
};

/** What can be done with a suggestion by the one who looks; absent where it may not. */
export interface SuggestionActs {
  readonly decide?: (ids: readonly string[], state: 'accepted' | 'rejected') => void;
  readonly withdraw?: (id: string) => void;
  readonly support?: (id: string, supports: boolean) => void;
  readonly explain?: (id: string, reason: string) => void;
  readonly discuss?: (id: string) => void;
  readonly amend?: (ids: readonly string[]) => void;
}

const Reason = ({
  card,
  onExplain,
}: {
  readonly card: Suggestion;
  readonly onExplain: ((id: string, reason: string) => void) | undefined;
}) => {
  const { t } = useTranslation('drafting');
  const [draft, setDraft] = useState<string>();
  if (draft === undefined)
    return (
      <>
        {card.reason === '' ? null : (
          <p className="margin-reason" dir="auto">
            {card.reason}
          </p>
        )}
        {onExplain === undefined ? null : (
          <Button tone="quiet" className="button-small" onClick={() => setDraft(card.reason)}>
            {t(card.reason === '' ? 'suggestions.giveReason' : 'suggestions.changeReason')}
          </Button>
        )}
      </>
    );
  return (
    <form
      className="margin-form"
      onSubmit={(event) => {
        event.preventDefault();
        onExplain?.(card.id, draft.trim());
        setDraft(undefined);
      }}
    >
      <textarea
        className="input"
        dir="auto"
        rows={3}
        autoFocus
        aria-label={t('suggestions.reason')}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <div className="row">
        <Button type="submit">{t('save')}</Button>
        <Button tone="quiet" onClick={() => setDraft(undefined)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
};

/** What a suggestion would change, in words and signs. */
const Changes = ({
  card,
  labels,
}: {
  readonly card: Suggestion;
  /** The label of each paragraph that the suggestion would treat otherwise, in their order. */
  readonly labels: readonly string[];
}) => {
  const { t } = useTranslation(['drafting', 'vocabulary']);
  const { inserted, deleted, added, proposed } = card;
  return (
    <div className="margin-changes">
      {deleted === '' ? null : (
        <p>
          <span className="visually-hidden">{t('drafting:suggestions.deletes')} </span>
          <del dir="auto">{deleted}</del>
        </p>
      )}
      {inserted === '' ? null : (
        <p>
          <span className="visually-hidden">{t('drafting:suggestions.inserts')} </span>
          <ins dir="auto">{inserted}</ins>
        </p>
      )}
      {added.length === 0 ? null : (
        <p className="soft">{t('drafting:suggestions.newParagraphs', { count: added.length })}</p>
      )}
      {proposed.map(({ paragraph, props }, at) => {
        const label = labels[at] ?? '';
        const words =
          props.state === 'gone'
            ? t('drafting:suggestions.would.go', { label })
            : props.cont !== undefined
              ? t('drafting:suggestions.would.join', { label })
              : props.place !== undefined
                ? t('drafting:suggestions.would.move', { label })
                : t('drafting:suggestions.would.become', {
                    label,
                    kind: t(`vocabulary:kind.${props.kind ?? 'statement'}`),
                  });
        return (
          <p key={paragraph} className="soft">
            {words}
          </p>
        );
      })}
    </div>
  );
};

interface CardProps {
  readonly card: Suggestion;
  /** Labels of the paragraphs it touches, in one line. */
  readonly where: string;
  readonly labels: readonly string[];
  /** The open suggestions that cannot stand beside it. */
  readonly opposed: readonly { readonly id: string; readonly delegation: string }[];
  /** The delegation, or office, of the one who looks. */
  readonly own: string | undefined;
  readonly isActive: boolean;
  /** Whether it is among those to be decided together; undefined where the one who looks decides nothing. */
  readonly isChosen: boolean | undefined;
  readonly acts: SuggestionActs;
  readonly nameOf: (delegation: string) => string;
  readonly personName: PersonName;
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onShow: (id: string) => void;
}

/** What a card says is read out of the text anew after every key; it is drawn anew when it says something else. */
const saysTheSame = (before: CardProps, after: CardProps): boolean => {
  const said = ({ card, labels, opposed }: CardProps): string => JSON.stringify([card, labels, opposed]);
  return (
    before.where === after.where &&
    before.own === after.own &&
    before.isActive === after.isActive &&
    before.isChosen === after.isChosen &&
    before.acts === after.acts &&
    before.nameOf === after.nameOf &&
    before.personName === after.personName &&
    before.onChoose === after.onChoose &&
    before.onShow === after.onShow &&
    said(before) === said(after)
  );
};

/** One open suggestion with all that is said and done about it. */
export const SuggestionCard = memo(function SuggestionCard(props: CardProps) {
  const { card, where, labels, opposed, own, isActive, isChosen } = props;
  const { acts, nameOf, personName, onChoose, onShow } = props;
  const { decide, withdraw, support, explain, discuss } = acts;
  const { t, i18n } = useTranslation(['drafting', 'vocabulary']);
  const { id, delegation, person, at, supporters } = card;
  const isOwn = delegation === own;
  const supports = own !== undefined && supporters.includes(own);
  return (
    <li
      id={`card-${id}`}
      className={`margin-card${isActive ? ' is-active' : ''}`}
      data-suggestion={id}
      data-card={id}
    >
      <div className="margin-head">
        {isChosen === undefined ? null : (
          <input
            type="checkbox"
            aria-label={t('drafting:suggestions.choose', { name: nameOf(delegation) })}
            checked={isChosen}
            onChange={(event) => onChoose(id, event.target.checked)}
          />
        )}
        <Who delegation={delegation} name={nameOf(delegation)} />
        <button type="button" className="margin-place" onClick={() => onShow(id)}>
          {where === '' ? t('drafting:show') : <bdi>{where}</bdi>}
        </button>
      </div>
      <p className="margin-when">
        <Person name={personName(person)} delegation={delegation} shown={nameOf(delegation)} />
        {showInstant(new Date(at).toISOString(), i18n.language)}
      </p>
      <Changes card={card} labels={labels} />
      <Reason card={card} onExplain={isOwn ? explain : undefined} />
      {opposed.length === 0 ? null : (
        <p className="row">
          <Tag tone="warn">{t('drafting:suggestions.conflict')}</Tag>
          {opposed.map((other) => (
            <button key={other.id} type="button" className="margin-place" onClick={() => onShow(other.id)}>
              <bdi>{nameOf(other.delegation)}</bdi>
            </button>
          ))}
        </p>
      )}
      {supporters.length === 0 ? null : (
        <p className="small">
          {t('drafting:suggestions.supported', { names: listed(i18n.language, supporters.map(nameOf)) })}
        </p>
      )}
      <div className="margin-acts">
        {decide === undefined ? null : (
          <>
            <Button className="button-small" onClick={() => decide([id], 'accepted')}>
              {t('drafting:suggestions.accept')}
            </Button>
            <Button className="button-small" onClick={() => decide([id], 'rejected')}>
              {t('drafting:suggestions.reject')}
            </Button>
          </>
        )}
        {isOwn && withdraw !== undefined ? (
          <Button className="button-small" onClick={() => withdraw(id)}>
            {t('drafting:suggestions.withdraw')}
          </Button>
        ) : null}
        {!isOwn && support !== undefined ? (
          <Button className="button-small" aria-pressed={supports} onClick={() => support(id, !supports)}>
            {t(supports ? 'drafting:suggestions.supportNoMore' : 'drafting:suggestions.support')}
          </Button>
        ) : null}
        {discuss === undefined ? null : (
          <Button tone="quiet" className="button-small" onClick={() => discuss(id)}>
            {t('drafting:suggestions.discuss')}
          </Button>
        )}
      </div>
    </li>
  );
}, saysTheSame);
