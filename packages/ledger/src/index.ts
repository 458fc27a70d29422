export { bytesToHex, equalBytes, fromBase64, hexToBytes, toBase64, utf8 } from './bytes.ts';
export { canonicalJson, CanonicalJsonError } from './canonical-json.ts';
export * from './checkpoint.ts';
export * from './envelope.ts';
export * from './export.ts';
export * from './merkle.ts';
export * from './receipt.ts';
