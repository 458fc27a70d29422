import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './field.css';

/** Choosing a file in the reader's language: the browser's own control speaks the language of the browser. */
export const FileField = ({
  label,
  hint,
  accept,
  disabled = false,
  onFile,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}) => {
  const { t } = useTranslation('shell');
  const id = useId();
  const [name, setName] = useState('');
  return (
    <div className="field field-file">
      <span className="field-name" id={`${id}-name`}>
        {label}
      </span>
      {hint === undefined ? null : (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div className="row">
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept={accept}
          disabled={disabled}
          aria-labelledby={`${id}-name`}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file === undefined) return;
            setName(file.name);
            onFile(file);
            event.target.value = ''; // the same file may be chosen again after it was corrected
          }}
        />
        <label htmlFor={id} className="button" aria-hidden="true">
          {t('file.choose')}
        </label>
        <span className="soft small" dir="auto">
          {name === '' ? t('file.none') : name}
        </span>
      </div>
    </div>
  );
};
