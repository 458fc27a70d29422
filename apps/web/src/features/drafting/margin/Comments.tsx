import type { AnchoredPart } from '@plenary/drafting';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { showInstant } from '../../../ui/instant.ts';
import { COMMENT_VISIBILITIES, type CommentThread, type CommentVisibility } from '../live-api.ts';
import type { EditorSnapshot } from '../editor/live-editor.ts';
import type { PersonName } from '../use-people.ts';
import { CardList, type CardPlaces } from './CardList.tsx';
import { Who } from './Who.tsx';

/** What is said in one go, and which delegations are called to look. */
export interface Said {
  readonly words: string;
  readonly mentions: readonly string[];
}

/** What can be done with comments; each resolves when the service has answered. */
export interface CommentActs {
  readonly begin: (said: Said, visibility: CommentVisibility) => Promise<boolean>;
  readonly reply: (thread: string, said: Said) => Promise<boolean>;
  readonly settle: (thread: string, isResolved: boolean) => Promise<boolean>;
}

export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** What is being written in the margin: something new, or an answer, with who is to see it where that is chosen. */
export interface SayingDraft extends Said {
  readonly visibility?: CommentVisibility;
}

/** What is being written, by the card in which it is; who shows the margin keeps it, whatever part of it is shown. */
export interface SayingDrafts {
  readonly of: Readonly<Record<string, SayingDraft>>;
  /** Undefined: it is said, or given up. */
  readonly onDraft: (card: string, draft: SayingDraft | undefined) => void;
}

const NOTHING_SAID: SayingDraft = { words: '', mentions: [] };

/** Words to be said, with the delegations mentioned. Escape leaves the form only while nothing is written. */
const SayForm = ({
  label,
  act,
  draft,
  mentionable,
  children,
  onDraft,
  onSay,
  onCancel,
}: {
  readonly label: string;
  readonly act: string;
  readonly draft: SayingDraft;
  readonly mentionable: readonly Mentionable[];
  readonly children?: React.ReactNode;
  readonly onDraft: (draft: SayingDraft) => void;
  readonly onSay: (said: Said) => Promise<boolean>;
  readonly onCancel: () => void;
}) => {
  const { t } = useTranslation('drafting');
  const { words, mentions } = draft;
  const [isBusy, setBusy] = useState(false);
  const say = async (): Promise<void> => {
    setBusy(true);
    await onSay({ words: words.trim(), mentions });
    setBusy(false);
  };
  return (
    <form
      className="margin-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '') void say();
      }}
    >
      <textarea
        className="input"
        dir="auto"
        rows={2}
        required
        autoFocus={words === ''}
        aria-label={label}
        placeholder={label}
        value={words}
        onChange={(event) => onDraft({ ...draft, words: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && words.trim() === '') onCancel();
        }}
      />
      {mentionable.length === 0 ? null : (
        <div className="row">
          {mentions.map((mentioned) => (
            <button
              key={mentioned}
              type="button"
              className="margin-mention"
              onClick={() => onDraft({ ...draft, mentions: mentions.filter((other) => other !== mentioned) })}
            >
              <bdi>@{mentionable.find(({ id }) => id === mentioned)?.name ?? mentioned}</bdi> ×
              <span className="visually-hidden"> {t('comments.mentionNot')}</span>
            </button>
          ))}
          <select
            className="input input-small"
            aria-label={t('comments.mention')}
            value=""
            onChange={(event) => {
              if (event.target.value !== '')
                onDraft({ ...draft, mentions: [...mentions, event.target.value] });
            }}
          >
            <option value="">{t('comments.mention')}</option>
            {mentionable
              .filter(({ id }) => !mentions.includes(id))
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </select>
        </div>
      )}
      {children}
      <div className="row">
        <Button type="submit" tone="primary" className="button-small" busy={isBusy}>
          {act}
        </Button>
        <Button tone="quiet" className="button-small" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
};

/** Name of the card in which something new is said. */
export const NEW_COMMENT = 'new';

/** Says something new about the words that are selected. */
export const NewComment = ({
  quote,
  drafts,
  canChooseOwn,
  mentionable,
  onSay,
  onCancel,
}: {
  readonly quote: string;
  readonly drafts: SayingDrafts;
  /** Whether the one who writes speaks for a delegation, which may keep a comment to itself. */
  readonly canChooseOwn: boolean;
  readonly mentionable: readonly Mentionable[];
  readonly onSay: CommentActs['begin'];
  readonly onCancel: () => void;
}) => {
  const { t } = useTranslation('drafting');
  const choices = COMMENT_VISIBILITIES.filter((value) => value !== 'delegation' || canChooseOwn);
  const draft = drafts.of[NEW_COMMENT] ?? NOTHING_SAID;
  const visibility = choices.find((choice) => choice === draft.visibility) ?? choices[0] ?? 'group';
  return (
    <li className="margin-card is-active" data-card={NEW_COMMENT}>
      <blockquote className="margin-quote" dir="auto">
        {quote}
      </blockquote>
      <SayForm
        label={t('comments.new')}
        act={t('comments.say')}
        draft={draft}
        mentionable={mentionable}
        onDraft={(next) => drafts.onDraft(NEW_COMMENT, next)}
        onSay={(said) => onSay(said, visibility)}
        onCancel={onCancel}
      >
        <label className="row small">
          {t('comments.seenBy')}
          <select
            className="input input-small"
            value={visibility}
            onChange={(event) =>
              drafts.onDraft(NEW_COMMENT, {
                ...draft,
                visibility: choices.find((choice) => choice === event.target.value) ?? visibility,
              })
            }
          >
            {choices.map((choice) => (
              <option key={choice} value={choice}>
                {t(`comments.visibility.${choice}`)}
              </option>
            ))}
          </select>
        </label>
      </SayForm>
    </li>
  );
};

/** The comments of a document: those about words in the order of the text, then those whose words are gone. */
export const Comments = ({
  snapshot,
  threads,
  areAllHere,
  placed,
  places,
  acts,
  drafts,
  mentionable,
  nameOf,
  personName,
  onShow,
  children,
}: {
  readonly snapshot: EditorSnapshot;
  readonly threads: readonly CommentThread[];
  /** Not so while they are on their way. */
  readonly areAllHere: boolean;
  readonly placed: ReadonlyMap<string, readonly AnchoredPart[]>;
  readonly places: CardPlaces;
  /** Absent for those who only read. */
  readonly acts: CommentActs | undefined;
  readonly drafts: SayingDrafts;
  readonly mentionable: readonly Mentionable[];
  readonly nameOf: (delegation: string) => string;
  readonly personName: PersonName;
  readonly onShow: (id: string) => void;
  /** What is being said now, as a card. */
  readonly children?: React.ReactNode;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const { active } = places;
  const { draft, labels } = snapshot;
  const [showsResolved, setShowsResolved] = useState(false);
  const rank = new Map(draft.paragraphs.map(({ id }, index) => [id, index]));
  const placeOf = (id: string): number => {
    const [part] = placed.get(id) ?? [];
    return part === undefined ? Number.MAX_SAFE_INTEGER : (rank.get(part.paragraph) ?? 0) * 1e6 + part.from;
  };
  const isResolved = ({ resolvedAt }: CommentThread): boolean => resolvedAt !== undefined;
  const resolved = threads.filter(isResolved).length;
  const shown = threads
    .filter((thread) => showsResolved || !isResolved(thread))
    .toSorted((a, b) => placeOf(a.id) - placeOf(b.id));
  return (
    <>
      {resolved === 0 ? null : (
        <label className="row small">
          <input
            type="checkbox"
            checked={showsResolved}
            onChange={(event) => setShowsResolved(event.target.checked)}
          />
          {t('comments.resolvedToo', { count: resolved })}
        </label>
      )}
      {areAllHere && shown.length === 0 && children === undefined ? (
        <p className="soft margin-none">{t('comments.none')}</p>
      ) : null}
      <CardList places={places}>
        {children}
        {shown.map((thread) => {
          const { id, quote, visibility, messages } = thread;
          const [part] = placed.get(id) ?? [];
          return (
            <li
              key={id}
              id={`card-${id}`}
              className={`margin-card${active === id ? ' is-active' : ''}${isResolved(thread) ? ' is-resolved' : ''}`}
              data-thread={id}
              data-card={id}
            >
              <div className="margin-head">
                <Tag>{t(`comments.visibility.${visibility}`)}</Tag>
                {part === undefined ? (
                  <span className="small soft">{t('comments.wordsGone')}</span>
                ) : (
                  <button type="button" className="margin-place" onClick={() => onShow(id)}>
                    <bdi>{labels.get(part.paragraph) || t('show')}</bdi>
                  </button>
                )}
              </div>
              <blockquote className="margin-quote" dir="auto">
                {quote}
              </blockquote>
              {messages.map(({ number, delegation, person, words, mentions, at }) => (
                <div key={number} className="margin-message">
                  <p className="row">
                    <Who delegation={delegation} name={nameOf(delegation)} />
                    <span className="margin-when">
                      {personName(person) === undefined ||
                      personName(person) === nameOf(delegation) ? null : (
                        <>
                          <bdi>{personName(person)}</bdi> ·{' '}
                        </>
                      )}
                      {showInstant(at, i18n.language)}
                    </span>
                  </p>
                  <p dir="auto" className="margin-words">
                    {words}
                  </p>
                  {mentions.length === 0 ? null : (
                    <p className="small soft">{mentions.map((one) => `@${nameOf(one)}`).join(' ')}</p>
                  )}
                </div>
              ))}
              {acts === undefined ? null : drafts.of[id] !== undefined ? (
                <SayForm
                  label={t('comments.reply')}
                  act={t('comments.reply')}
                  draft={drafts.of[id]}
                  mentionable={mentionable}
                  onDraft={(next) => drafts.onDraft(id, next)}
                  onSay={async (said) => {
                    const done = await acts.reply(id, said);
                    if (done) drafts.onDraft(id, undefined);
                    return done;
                  }}
                  onCancel={() => drafts.onDraft(id, undefined)}
                />
              ) : (
                <div className="margin-acts">
                  {isResolved(thread) ? null : (
                    <Button className="button-small" onClick={() => drafts.onDraft(id, NOTHING_SAID)}>
                      {t('comments.reply')}
                    </Button>
                  )}
                  <Button
                    tone="quiet"
                    className="button-small"
                    onClick={() => void acts.settle(id, !isResolved(thread))}
                  >
                    {t(isResolved(thread) ? 'comments.reopen' : 'comments.resolve')}
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </CardList>
    </>
  );
};
