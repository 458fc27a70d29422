import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const hash = (tag: string, content: string): string =>
  bytesToHex(sha256(utf8ToBytes(`plenary/${tag}/1\n${content}`)));

/** Hash of the words of a paragraph in NFC, lower-case hexadecimal SHA-256 with a domain tag. */
export const textHash = (text: string): string => hash('paragraph', text.normalize('NFC'));

/** Hash of a revision: over the hashes of its paragraphs in order. */
export const revisionHash = (paragraphHashes: readonly string[]): string =>
  hash('revision', paragraphHashes.join('\n'));

/** Hash of what an amendment says, from one written form of it. */
export const amendmentHash = (content: string): string => hash('amendment', content);
