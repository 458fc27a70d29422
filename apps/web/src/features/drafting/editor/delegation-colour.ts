/** Colours of delegations there are; each has a light and a dark form in who.css, both readable on their ground. */
export const COLOURS = 12;

/** The number of the colour of a delegation or office: the same for everybody, whatever the theme. */
export const delegationColour = (delegation: string): number => {
  let sum = 7;
  for (const character of delegation) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % COLOURS;
};
