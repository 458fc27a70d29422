/** The files of messages of each language, `messages/<language>/<namespace>.json`. */
export const NAMESPACES = [
  'account',
  'acts',
  'adoption',
  'amendments',
  'board',
  'desk',
  'documents',
  'drafting',
  'errors',
  'history',
  'import',
  'members',
  'missing',
  'notices',
  'reader',
  'record',
  'shell',
  'text',
  'vocabulary',
] as const;
export type Namespace = (typeof NAMESPACES)[number];
