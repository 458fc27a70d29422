import type { BodyState, DraftingDocument } from '@plenary/consensus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Performing } from '../../../lib/act.ts';
import { Button } from '../../../ui/Button.tsx';
import { useNames } from '../names.ts';

/** Who has access to a document, and what the one who looks may change about it. */
export const DraftAccess = ({
  document,
  body,
  member,
  mayBind,
  isConducting,
  act,
}: {
  readonly document: DraftingDocument;
  readonly body: BodyState;
  readonly member: string | undefined;
  readonly mayBind: boolean;
  readonly isConducting: boolean;
  readonly act: Performing;
}) => {
  const { t, i18n } = useTranslation('drafting');
  const name = useNames(body);
  const [invited, setInvited] = useState('');
  const [isClosing, setClosing] = useState(false);
  const { owner, sharedWith } = document;
  const isOwner = owner !== undefined && owner === member && mayBind;
  const mayClose = owner === undefined ? isConducting : isOwner;
  const order = new Intl.Collator(i18n.language);
  const others = Object.values(body.members)
    .filter(({ id, role }) => role === 'member' && id !== owner && !sharedWith.includes(id))
    .map(({ id }) => ({ id, shown: name(id) }))
    .toSorted((a, b) => order.compare(a.shown, b.shown));
  const partners = sharedWith.map((partner) => (
    <li key={partner}>
      <bdi>{name(partner)}</bdi>
      {isOwner || (partner === member && mayBind) ? (
        <Button
          tone="quiet"
          disabled={act.pending}
          onClick={() =>
            void act.perform({ type: 'unshareDocument', document: document.id, member: partner })
          }
        >
          {t(isOwner ? 'documents.takeBack' : 'documents.leave')}
        </Button>
      ) : null}
    </li>
  ));
  if (partners.length === 0 && !isOwner && !mayClose) return null;
  return (
    <div className="drafts-access">
      {partners.length === 0 ? null : (
        <>
          <p className="small soft">{t('documents.sharedWith')}</p>
          <ul className="drafts-partners">{partners}</ul>
        </>
      )}
      <div className="row">
        {isOwner ? (
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault();
              if (invited === '') return;
              void act.perform({ type: 'shareDocument', document: document.id, member: invited });
              setInvited('');
            }}
          >
            <select
              className="input drafts-invite"
              aria-label={t('documents.invited')}
              value={invited}
              onChange={(event) => setInvited(event.target.value)}
            >
              <option value="">{t('documents.invited')}</option>
              {others.map(({ id, shown }) => (
                <option key={id} value={id}>
                  {shown}
                </option>
              ))}
            </select>
            <Button type="submit" disabled={invited === '' || act.pending}>
              {t('documents.share')}
            </Button>
          </form>
        ) : null}
        {mayClose && !isClosing ? (
          <Button tone="quiet" onClick={() => setClosing(true)}>
            {t('documents.close')}
          </Button>
        ) : null}
        {mayClose && isClosing ? (
          <>
            <span className="small">{t('documents.closeAsk')}</span>
            <Button
              tone="danger"
              busy={act.pending}
              onClick={() => void act.perform({ type: 'closeDocument', document: document.id })}
            >
              {t('documents.closeNow')}
            </Button>
            <Button tone="quiet" onClick={() => setClosing(false)}>
              {t('documents.keepOpen')}
            </Button>
          </>
        ) : null}
      </div>
    </div>
  );
};
