import { concatBytes, equalBytes, fromBase64, toBase64, utf8 } from './bytes.ts';
import { keyHash, parseVerifierKey, verifySignature, type Signer } from './verifier-key.ts';

/** A signed statement of the size and root of the log, as a C2SP tlog-checkpoint note. */
export interface Checkpoint {
  /** Name of the log, which is the name of its key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Instant of signing, from the extension line `Timestamp: …`; empty when there is none. */
  readonly at: string;
}

const ROOT_BYTES = 32;
/** Signature lines of a note: the log's own and those of witnesses. */
export const NOTE_SIGNATURES_MAX = 64;
const TIMESTAMP = 'Timestamp: ';

const body = ({ origin, size, root, at }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n${at === '' ? '' : `${TIMESTAMP}${at}\n`}`;

/** The note: body, empty line, one signature line. Throws when what it would say could not be opened again. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: Signer): string => {
  const { origin, size, root, at } = checkpoint;
  if (origin !== signer.name) throw new RangeError('the origin is the name of the key');
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${size} is no size of a log`);
  if (root.length !== ROOT_BYTES) throw new RangeError(`a root has ${ROOT_BYTES} bytes`);
  if (/\s/.test(at)) throw new RangeError('an instant has no white space');
  const text = body(checkpoint);
  const signature = concatBytes(keyHash(signer.name, signer.publicKey), signer.sign(utf8(text)));
  return `${text}\n— ${signer.name} ${toBase64(signature)}\n`;
};

/** Signature lines as (name, key hash ‖ signature); undefined when one is malformed or there are none or too many. */
const signatureLines = (
  text: string,
): readonly { readonly name: string; readonly bytes: Uint8Array }[] | undefined => {
  if (!text.endsWith('\n')) return undefined;
  const lines = text.slice(0, -1).split('\n', NOTE_SIGNATURES_MAX + 1);
  if (lines.length > NOTE_SIGNATURES_MAX) return undefined;
  const read: { name: string; bytes: Uint8Array }[] = [];
  for (const line of lines) {
    const [, name = '', base64 = ''] = /^— ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = fromBase64(base64);
    if (name === '' || bytes === undefined || bytes.length < 5) return undefined;
    read.push({ name, bytes });
  }
  return read;
};

/** The body of a note, whose text ends with a line feed; undefined when it is not that of a checkpoint. */
const parseBody = (text: string): Checkpoint | undefined => {
  const [origin = '', sizeText = '', rootText = '', ...extensions] = text.slice(0, -1).split('\n');
  const size = /^(0|[1-9]\d{0,15})$/.test(sizeText) ? Number(sizeText) : Number.NaN;
  const root = fromBase64(rootText);
  if (origin === '' || !Number.isSafeInteger(size) || root?.length !== ROOT_BYTES) return undefined;
  const instants = extensions.filter((line) => line.startsWith(TIMESTAMP));
  if (instants.length > 1) return undefined;
  return { origin, size, root, at: instants[0]?.slice(TIMESTAMP.length) ?? '' };
};

/**
 * Opens a note; undefined unless it is well-formed, of the log that the key names, and signed by the key. Lines of
 * other keys are left to those who know them; a line of this key that does not fit spoils the note.
 */
export const openCheckpoint = (note: string, verifierKey: string): Checkpoint | undefined => {
  const key = parseVerifierKey(verifierKey);
  const cut = note.indexOf('\n\n');
  if (key === undefined || cut < 0) return undefined;
  const text = note.slice(0, cut + 1);
  const id = keyHash(key.name, key.publicKey);
  const own = signatureLines(note.slice(cut + 2))?.filter(
    ({ name, bytes }) => name === key.name && equalBytes(bytes.slice(0, 4), id),
  );
  if (own === undefined || own.length === 0) return undefined;
  if (!own.every(({ bytes }) => verifySignature(key.publicKey, utf8(text), bytes.slice(4)))) return undefined;
  const checkpoint = parseBody(text);
  return checkpoint?.origin === key.name ? checkpoint : undefined;
};
