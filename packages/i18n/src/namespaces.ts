/** The files of messages of each language, `messages/<language>/<namespace>.json`. */
export const NAMESPACES = [
  'account',
  'acts',
  'adoption',
  'amending',
  'amendments',
  'board',
  'composer',
  'desk',
  'drafting',
  'errors',
  'history',
  'import',
  'members',
  'missing',
  'reader',
  'record',
  'shell',
  'text',
  'vocabulary',
] as const;
export type Namespace = (typeof NAMESPACES)[number];
