import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import './reason-dialog.css';

/** A button that says what an act does before it is done; focus goes into the question and comes back. */
export const ConfirmDialog = ({
  open,
  tone = 'plain',
  busy = false,
  disabled = false,
  isIncomplete = false,
  children,
  onConfirm,
}: {
  readonly open: string;
  readonly tone?: 'primary' | 'plain' | 'danger';
  readonly busy?: boolean;
  /** While something is still missing for the act. */
  readonly disabled?: boolean;
  /** While something that is asked for in the dialog is missing: it cannot be confirmed. */
  readonly isIncomplete?: boolean;
  /** What the act does, in words. */
  readonly children: ReactNode;
  readonly onConfirm: () => void;
}) => {
  const { t } = useTranslation('shell');
  return (
    <DialogTrigger>
      <AriaButton className={`button button-${tone}`} isDisabled={busy || disabled}>
        {open}
      </AriaButton>
      <ModalOverlay className="reason-overlay" isDismissable>
        <Modal>
          <Dialog className="card reason-dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{open}</Heading>
                <div className="stack">{children}</div>
                <div className="row">
                  <Button
                    tone={tone === 'danger' ? 'danger' : 'primary'}
                    disabled={isIncomplete}
                    onClick={() => {
                      close();
                      onConfirm();
                    }}
                  >
                    {t('dialog.ok')}
                  </Button>
                  <Button tone="quiet" onClick={close}>
                    {t('dialog.cancel')}
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
};
