/** A one-use link into the service, for the eyes of whoever starts it. */
export interface DoorLink {
  /** Whose door it is. */
  readonly name: string;
  readonly path: string;
}

const EXERCISE =
  'The demonstration is an exercise; its positions are drawn by chance. Doors, each link for one use:';
const FIRST =
  'Nobody of the secretariat can come in yet. A link for one use, with which a password can be chosen:';

/** What is printed once the service answers: where it is, how to get in, and what is promised of the data. */
export const greeting = ({
  address,
  engine,
  survivesMachineCrash,
  isExercise,
  links,
}: {
  readonly address: string;
  readonly engine: string;
  readonly survivesMachineCrash: boolean;
  readonly isExercise: boolean;
  readonly links: readonly DoorLink[];
}): string => {
  const widest = Math.max(0, ...links.map(({ name }) => name.length));
  return [
    `Plenary answers at ${address}`,
    ...(links.length === 0
      ? []
      : [
          '',
          isExercise ? EXERCISE : FIRST,
          ...links.map(({ name, path }) => `  ${name.padEnd(widest)}  ${address}${path}`),
          '',
        ]),
    ...(survivesMachineCrash
      ? []
      : [
          `The data (${engine}) survives a crash of the program, not of the machine; set DATABASE_URL for more.`,
        ]),
    'Stop with Ctrl-C.',
    '',
  ].join('\n');
};
