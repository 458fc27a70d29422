export { bytesToHex, equalBytes, fromBase64, hexToBytes, toBase64, utf8 } from './bytes.ts';
export { CANONICAL_DEPTH_MAX, canonicalJson, CanonicalJsonError } from './canonical-json.ts';
export * from './checkpoint.ts';
export * from './envelope.ts';
export * from './export.ts';
export * from './merkle.ts';
export * from './parse-export.ts';
export * from './receipt.ts';
export * from './verifier-key.ts';
