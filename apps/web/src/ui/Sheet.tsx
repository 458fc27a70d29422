import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import './reason-dialog.css';
import './sheet.css';

/** What is asked before the words of a sheet go; the focus is on the answer that keeps them. */
const DiscardQuestion = ({
  onKeep,
  onDiscard,
}: {
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}) => {
  const { t } = useTranslation('shell');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <Notice tone="warn" live>
      <p>{t('dialog.unsent')}</p>
      <div ref={place} className="row">
        <Button tone="primary" onClick={onKeep}>
          {t('dialog.keepWriting')}
        </Button>
        <Button tone="danger" onClick={onDiscard}>
          {t('dialog.discard')}
        </Button>
      </div>
    </Notice>
  );
};

/** Whether an event comes of what somebody writes or chooses, and not of looking something up. */
const isWriting = ({ target }: FormEvent): boolean =>
  !(target instanceof HTMLInputElement && target.type === 'search');

/**
 * A sheet above the page; focus goes into it and comes back. Once something was written in it, every way of closing it asks
 * first, and a click beside it does nothing. What is written lives in the children: it goes with them, and only then.
 */
export const Sheet = ({
  title,
  isOpen,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  /** Called when the sheet is to go; whoever draws it drops what was written with it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => {
  const { t } = useTranslation('shell');
  const [isWritten, setWritten] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const written = useRef<EventTarget>(null);
  if (!isOpen && isWritten) {
    setWritten(false);
    setAsked(false);
  }
  const close = (): void => {
    if (isWritten) setAsked(true);
    else onClose();
  };
  return (
    <ModalOverlay
      className="reason-overlay"
      isDismissable={!isWritten}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) close();
      }}
    >
      <Modal>
        <Dialog className="card sheet">
          <div className="sheet-head">
            <Heading slot="title">{title}</Heading>
            <Button tone="quiet" onClick={close}>
              {t('dialog.close')}
            </Button>
          </div>
          {isAsked ? (
            <DiscardQuestion
              onKeep={() => {
                setAsked(false);
                if (written.current instanceof HTMLElement) written.current.focus();
              }}
              onDiscard={onClose}
            />
          ) : null}
          <div
            className="sheet-body"
            onInput={(event) => {
              if (!isWriting(event)) return;
              written.current = event.target;
              setWritten(true);
            }}
          >
            {children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
