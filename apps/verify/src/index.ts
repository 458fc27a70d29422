export {
  CHECKS,
  verifyRecord,
  type Check,
  type CheckCode,
  type VerificationReport,
} from './verify-record.ts';
