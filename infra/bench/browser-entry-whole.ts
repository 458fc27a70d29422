/** Everything of both packages: see browser-size.ts. */
export * as consensus from '@plenary/consensus';
export * as text from '@plenary/text';
