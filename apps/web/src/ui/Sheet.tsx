import { useState, type ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import './reason-dialog.css';
import './sheet.css';

/**
 * A sheet above the page; focus goes into it and comes back. Once something was written in it, only its button closes it: a
 * click beside it or Escape would take the words with them.
 */
export const Sheet = ({
  title,
  isOpen,
  onClose,
  children,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => {
  const { t } = useTranslation('shell');
  const [isWritten, setWritten] = useState(false);
  if (!isOpen && isWritten) setWritten(false);
  return (
    <ModalOverlay
      className="reason-overlay"
      isDismissable={!isWritten}
      isKeyboardDismissDisabled={isWritten}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal>
        <Dialog className="card sheet">
          <div className="sheet-head">
            <Heading slot="title">{title}</Heading>
            <Button tone="quiet" onClick={onClose}>
              {t('dialog.close')}
            </Button>
          </div>
          <div className="sheet-body" onInput={() => setWritten(true)}>
            {children}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
