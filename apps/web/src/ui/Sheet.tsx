import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import './reason-dialog.css';
import './sheet.css';

/** A sheet above the page; focus goes into it and comes back. */
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
  return (
    <ModalOverlay
      className="reason-overlay"
      isDismissable
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
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
