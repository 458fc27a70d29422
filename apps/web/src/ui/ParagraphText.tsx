import type { Paragraph } from '@plenary/consensus';
import { Fragment } from 'react';
import './paragraph.css';

/** Words with their brackets set apart quietly; the brackets stay in the text for whoever copies or listens. */
const Bracketed = ({ text }: { readonly text: string }) => {
  const parts = text.split(/(\[[^[\]]*\])/);
  return parts.map((part, index) =>
    part.startsWith('[') ? (
      <span key={index} className="bracket">
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
};

/** One paragraph of the text in its own language and direction. */
export const ParagraphText = ({
  paragraph,
  lang,
}: {
  readonly paragraph: Paragraph;
  readonly lang: string;
}) => {
  const { kind, text } = paragraph;
  if (kind === 'title')
    return (
      <h2 className="text-title" lang={lang} dir="auto">
        {text}
      </h2>
    );
  if (kind === 'heading' || kind === 'annex')
    return (
      <h3 className="text-heading" lang={lang} dir="auto">
        {text}
      </h3>
    );
  return (
    <p className={`text-words text-${kind}`} lang={lang} dir="auto">
      <Bracketed text={text} />
    </p>
  );
};
