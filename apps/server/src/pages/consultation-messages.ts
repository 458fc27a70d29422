import { plainMessages, type PlainMessages } from './plain-messages.ts';

/** Sentences of consultations for readers without script. */
export type ConsultationMessages = PlainMessages;

/** The sentences of all six languages, read once. */
export const consultationMessages = (): ConsultationMessages => plainMessages('consultation');
