import { hash, verify } from '@node-rs/argon2';
import { LIMITS } from '@plenary/protocol';
import type { Refusal } from '@plenary/consensus';

/** argon2id (the library's standard) with 19 MiB and two passes: OWASP Password Storage Cheat Sheet, first choice. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hash of a password that nobody knows; verified in place of a missing one, so that both take the same time. */
let decoy: Promise<string> | undefined;

/** What is wrong with a new password, or nothing. Length is what counts; composition is not prescribed. */
export const passwordRefusal = (password: string): Refusal | undefined => {
  if (password.length < LIMITS.PASSWORD_CHARACTERS_MIN)
    return { code: 'password.tooShort', facts: { min: LIMITS.PASSWORD_CHARACTERS_MIN } };
  if (password.length > LIMITS.PASSWORD_CHARACTERS_MAX)
    return { code: 'password.tooLong', facts: { max: LIMITS.PASSWORD_CHARACTERS_MAX } };
  return undefined;
};

/** The same password typed on two keyboards is the same text: NFC before hashing. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS);

/**
 * Whether the password is the one hashed. Without a hash (no such login, or one without password) the answer is
 * no, after as long as a wrong password takes.
 */
export const verifyPassword = async (
  passwordHash: string | undefined,
  password: string,
  random: (bytes: number) => Uint8Array,
): Promise<boolean> => {
  decoy ??= hashPassword(Buffer.from(random(24)).toString('base64url'));
  const matches = await verify(passwordHash ?? (await decoy), password.normalize('NFC'));
  return passwordHash !== undefined && matches;
};
