import { delegationColour } from '../editor/delegation-colour.ts';

/** A delegation by its name, with the mark of the colour it has in the text. */
export const Who = ({ delegation, name }: { readonly delegation: string; readonly name: string }) => (
  <span className={`who-name who-${delegationColour(delegation)}`}>
    <span className="who-mark" aria-hidden="true" />
    <bdi>{name}</bdi>
  </span>
);
