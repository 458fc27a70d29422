import { useState, type ReactNode } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Heading,
  Label,
  Modal,
  ModalOverlay,
  TextArea,
  TextField,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import './field.css';
import './reason-dialog.css';

/** A button that asks for a reason before it acts; focus goes into the question and comes back. */
export const ReasonDialog = ({
  open,
  question,
  children,
  onReason,
}: {
  readonly open: string;
  readonly question: string;
  /** What else is asked for. */
  readonly children?: ReactNode;
  readonly onReason: (reason: string) => void;
}) => {
  const { t } = useTranslation('shell');
  const [reason, setReason] = useState('');
  return (
    <DialogTrigger>
      <AriaButton className="button button-plain">{open}</AriaButton>
      <ModalOverlay className="reason-overlay" isDismissable>
        <Modal>
          <Dialog className="card reason-dialog">
            {({ close }) => (
              <form
                className="stack"
                onSubmit={(event) => {
                  event.preventDefault();
                  close();
                  onReason(reason);
                }}
              >
                <Heading slot="title">{open}</Heading>
                <TextField className="field" value={reason} onChange={setReason} isRequired autoFocus>
                  <Label>{question}</Label>
                  <TextArea dir="auto" rows={4} />
                </TextField>
                {children}
                <div className="row">
                  <Button type="submit" tone="primary">
                    {t('dialog.ok')}
                  </Button>
                  <Button tone="quiet" onClick={close}>
                    {t('dialog.cancel')}
                  </Button>
                </div>
              </form>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
};
