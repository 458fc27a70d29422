export type { ConversationLogs } from './check-conversations.ts';
export {
  CHECKS,
  type Check,
  type CheckCode,
  type Facts,
  type Summary,
  type VerificationReport,
} from './report.ts';
export { logsNamed, type NamedLogs } from './named-logs.ts';
export { verifyRecord, type VerificationOptions } from './verify-record.ts';
export type { OnProgress, Progress } from './walk.ts';
