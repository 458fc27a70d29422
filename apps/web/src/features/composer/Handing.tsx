import {
  ACT_LIMITS,
  groupsSpokenFor,
  type BodyState,
  type DeliberationState,
  type MemberId,
} from '@plenary/consensus';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusalNote } from '../../ui/RefusalNote.tsx';
import { localised } from '../../ui/localised.ts';
import { ChosenList, Relations } from './Relations.tsx';
import { SubmissionClock } from './SubmissionClock.tsx';
import type { Alteration } from './alterations.ts';
import type { Outlook } from './outlook.ts';
import type { FoundTask, Task } from './task.ts';
import type { Drafting } from './use-draft.ts';
import { listed } from '../../lib/lists.ts';

/** What one alteration is, in a line that leads to it. */
const AlterationLine = ({
  alteration,
  onShow,
}: {
  readonly alteration: Alteration;
  readonly onShow: () => void;
}) => {
  const { t } = useTranslation('composer');
  const { type, label } = alteration;
  const at = label === '' ? t('row.unlabelled') : label;
  return (
    <li>
      <button type="button" className="composer-line" onClick={onShow}>
        {type === 'added' && alteration.behind === null
          ? t('does.addedAtStart')
          : t(`does.${type}`, { paragraph: at })}
      </button>
    </li>
  );
};

/** Refusals that the page says in its own words, beside what is to be done about them. */
const SAID_ELSEWHERE: readonly string[] = ['amendment.noSponsor', 'actor.mayNotBind', 'text.paragraphEmpty'];

interface HandingProps {
  readonly task: Task;
  readonly found: Extract<FoundTask, { readonly ok: true }>;
  readonly drafting: Drafting;
  readonly alterations: readonly Alteration[];
  readonly outlook: Outlook | undefined;
  /** Something that was added has no words yet. */
  readonly isUnfinished: boolean;
  readonly isBusy: boolean;
  readonly body: BodyState;
  readonly state: DeliberationState;
  /** The deliberation as of its last words. */
  readonly words: DeliberationState;
  readonly member: MemberId | undefined;
  readonly nameOf: (member: MemberId) => string;
  readonly onShow: (alteration: Alteration) => void;
  readonly onJoin: (amendment: string) => void;
  readonly onHandIn: () => void;
  readonly onTogether: (() => void) | undefined;
}

/** What the amendment does, what stands in its way, what is said with it, and the press that hands it in. */
export const Handing = ({
  task,
  found,
  drafting,
  alterations,
  outlook,
  isUnfinished,
  isBusy,
  body,
  state,
  words,
  member,
  nameOf,
  onShow,
  onJoin,
  onHandIn,
  onTogether,
}: HandingProps) => {
  const { t, i18n } = useTranslation('composer');
  const [isDropping, setDropping] = useState(false);
  const { draft, isKept, undo, redo, write, forget } = drafting;
  const { composition, reason, needs, excludes, sponsors, onBehalfOf = '' } = draft;
  const speaker = task.oral ? sponsors[0] : member;
  const groups = speaker === undefined ? [] : groupsSpokenFor(body, speaker);
  // A group that the speaker no longer speaks for stays in sight, so that it can be taken back.
  const isLost = onBehalfOf !== '' && groups.every(({ id }) => id !== onBehalfOf);
  const { twin, refusal, collisions } = outlook ?? { collisions: [], twin: undefined, refusal: undefined };
  const { members: seats } = body;
  const members = useMemo(() => {
    const order = new Intl.Collator(i18n.language);
    return Object.values(seats)
      .filter(({ role }) => role === 'member')
      .map(({ id }) => ({ id, name: nameOf(id) }))
      .toSorted((a, b) => order.compare(a.name, b.name));
  }, [seats, nameOf, i18n.language]);
  const hard = collisions.filter((one) => one.hard).length;
  const isEmpty = alterations.length === 0;
  const isReady = !isEmpty && !isUnfinished && refusal === undefined && (!task.oral || sponsors.length > 0);
  const kind = found.revised !== undefined ? 'revise' : task.oral ? 'oral' : 'table';
  const joinable =
    twin !== undefined &&
    member !== undefined &&
    !(state.amendments[twin]?.sponsors.includes(member) ?? false);
  return (
    <aside id="composer-side" className="card composer-side" aria-label={t('handing.label')}>
      {task.oral ? (
        <p className="small soft">{t('deadline.oral')}</p>
      ) : (
        <SubmissionClock until={state.submissionUntil} />
      )}
      <section className="stack">
        <h2>{t('does.title')}</h2>
        {isEmpty ? (
          <p className="soft">{t('does.nothing')}</p>
        ) : (
          <ul className="composer-lines">
            {alterations.map((alteration) => (
              <AlterationLine
                key={alteration.paragraph}
                alteration={alteration}
                onShow={() => onShow(alteration)}
              />
            ))}
          </ul>
        )}
        <div className="row">
          <Button className="composer-small" disabled={composition.past.length === 0} onClick={undo}>
            {t('undo')}
          </Button>
          <Button className="composer-small" disabled={composition.future.length === 0} onClick={redo}>
            {t('redo')}
          </Button>
        </div>
      </section>
      {twin === undefined ? null : (
        <Notice tone="info" live>
          <p>
            {t('twin.same', {
              amendment: twin,
              members: state.amendments[twin]?.sponsors.map(nameOf).join(' · ') ?? '',
            })}
          </p>
          {joinable ? (
            <Button tone="primary" busy={isBusy} onClick={() => onJoin(twin)}>
              {t('twin.join', { amendment: twin })}
            </Button>
          ) : null}
        </Notice>
      )}
      {isEmpty || twin !== undefined ? null : (
        <p className={hard > 0 ? 'composer-meets is-hard' : 'composer-meets'} role="status">
          {collisions.length === 0
            ? t('collisions.none')
            : t('collisions.count', {
                count: collisions.length,
                amendments: listed(
                  i18n.language,
                  collisions.map(({ amendment }) => amendment),
                ),
              })}
          {hard > 0 ? ` ${t('collisions.hardCount', { count: hard })}` : null}
        </p>
      )}
      {task.oral ? (
        <ChosenList
          label={t('oral.sponsors')}
          hint={t('oral.sponsorsHint')}
          chosen={sponsors}
          choices={members}
          onChange={(chosen) => write({ sponsors: chosen })}
        />
      ) : null}
      {found.revised === undefined && (groups.length > 0 || isLost) ? (
        <Field label={t('group.label')} hint={t('group.hint')}>
          {(control) => (
            <select
              {...control}
              value={onBehalfOf}
              onChange={(event) => write({ onBehalfOf: event.target.value })}
            >
              <option value="">{t('group.none')}</option>
              {groups.map(({ id, names }) => (
                <option key={id} value={id}>
                  {localised(names, i18n.language)}
                </option>
              ))}
              {isLost ? <option value={onBehalfOf}>{onBehalfOf}</option> : null}
            </select>
          )}
        </Field>
      ) : null}
      <Field label={t('reason.label')} hint={t('reason.hint')}>
        {(control) => (
          <textarea
            {...control}
            dir="auto"
            rows={3}
            maxLength={ACT_LIMITS.REASON_CHARACTERS_MAX}
            value={reason}
            onChange={(event) => write({ reason: event.target.value })}
          />
        )}
      </Field>
      {found.revised === undefined ? (
        <Relations
          words={words}
          amended={found.amended?.id}
          needs={needs}
          excludes={excludes}
          nameOf={nameOf}
          onChange={write}
        />
      ) : null}
      {isEmpty || twin !== undefined ? null : (
        <RefusalNote refusal={SAID_ELSEWHERE.includes(refusal?.code ?? '') ? undefined : refusal} />
      )}
      {isUnfinished ? (
        <Notice tone="warn">
          <p>{t('handing.unfinished')}</p>
        </Notice>
      ) : null}
      <div className="composer-hand">
        <Button tone="primary" disabled={!isReady} busy={isBusy} onClick={onHandIn}>
          {t(`handing.${kind}`)}
        </Button>
        {onTogether === undefined ? null : (
          <Button disabled={isBusy} onClick={onTogether}>
            {t('handing.together')}
          </Button>
        )}
        {isEmpty && reason === '' ? null : isDropping ? (
          <span className="row composer-confirm">
            <span className="small">{t('handing.dropAsk')}</span>
            <Button
              tone="danger"
              className="composer-small"
              onClick={() => {
                setDropping(false);
                forget();
              }}
            >
              {t('handing.dropNow')}
            </Button>
            <Button tone="quiet" className="composer-small" onClick={() => setDropping(false)}>
              {t('keep')}
            </Button>
          </span>
        ) : (
          <Button tone="quiet" onClick={() => setDropping(true)}>
            {t('handing.drop')}
          </Button>
        )}
      </div>
      <p className="small soft">{t(isKept ? 'handing.kept' : 'handing.notKept')}</p>
    </aside>
  );
};
