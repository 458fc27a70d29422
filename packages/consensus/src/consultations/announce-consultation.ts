import {
  admitPublic,
  conductRefusal,
  idRefusal,
  limitRefusal,
  reasonRefusal,
  refuse,
  type Refused,
} from '../acts/admission.ts';
import { ACT_LIMITS } from '../acts/limits.ts';
import { addSeconds, formatInstant, parseInstant } from '../rules/instant.ts';
import type { Admission, BodyState, Instant, LocalisedText } from '../types.ts';
import type { AdmitConsultationAct, ConsultationCircumstances } from './consultation-answer.ts';
import { processedRefusal } from './consultation-answer.ts';
import type { ConsultationAct, ConsultationEvent, ConsultationState } from './types.ts';
import { ASKED_PROOFS } from './vocabulary.ts';

type Announced = Extract<ConsultationAct, { readonly type: 'announceConsultation' }>;

const isInstant = (text: Instant): boolean => {
  const parsed = parseInstant(text);
  return parsed !== undefined && formatInstant(parsed) === text;
};

const LANGUAGE = /^[a-z]{2,3}$/u;

/** CSL-2: instants that are instants, a closing ahead and after the opening, languages each once, questions within bounds. */
const planRefusal = (plan: Announced, at: Instant): Refused | undefined => {
  const { opensAt, closesAt, languages, questions, charactersMin, proof } = plan;
  if (!isInstant(opensAt) || !isInstant(closesAt) || closesAt <= opensAt || closesAt <= at)
    return refuse('consultation.badTimes', { opensAt, closesAt });
  const fits = languages.length > 0 && languages.length <= ACT_LIMITS.CONSULTATION_LANGUAGES_MAX;
  if (!fits || new Set(languages).size < languages.length || !languages.every((lang) => LANGUAGE.test(lang)))
    return refuse('consultation.badPlan', { field: 'languages' });
  // CSL-135: where neither is asked for, whoever comments chooses.
  if (proof !== undefined && !ASKED_PROOFS.includes(proof))
    return refuse('consultation.badPlan', { field: 'proof' });
  if (questions.length > ACT_LIMITS.CONSULTATION_QUESTIONS_MAX)
    return limitRefusal('CONSULTATION_QUESTIONS_MAX');
  return Number.isSafeInteger(charactersMin) &&
    charactersMin >= 1 &&
    charactersMin <= ACT_LIMITS.CONSULTED_CHARACTERS_MAX
    ? undefined
    : refuse('consultation.badPlan', { field: 'charactersMin' });
};

/** CSL-61: words in any of the languages, at least in one, none of them blank or longer than `max`. */
const isSaid = (words: LocalisedText, max: number): boolean => {
  const said = Object.entries(words);
  return (
    said.length > 0 &&
    said.every(([lang, text]) => LANGUAGE.test(lang) && text.trim() !== '' && text.length <= max)
  );
};

/** CSL-61: a title, and where there are some a description and questions, in any of the languages. */
const wordsRefusal = ({ title, description, questions }: Announced): Refused | undefined => {
  const { CONSULTATION_TITLE_CHARACTERS_MAX: short, CONSULTATION_DESCRIPTION_CHARACTERS_MAX: long } =
    ACT_LIMITS;
  if (!isSaid(title, short)) return refuse('consultation.badPlan', { field: 'title' });
  if (description !== undefined && !isSaid(description, long))
    return refuse('consultation.badPlan', { field: 'description' });
  return questions.every((question) => isSaid(question, short))
    ? undefined
    : refuse('consultation.badPlan', { field: 'questions' });
};

const DAY_SECONDS = 86_400;

/** CSL-60: whether a window that opens or is announced at `opensAt` or now, whichever is later, is open for long enough. */
const briefRefusal = (
  { opensAt, closesAt }: Announced,
  at: Instant,
  { windowDaysMin = 0 }: BodyState,
): Refused | undefined =>
  closesAt < addSeconds(opensAt > at ? opensAt : at, windowDaysMin * DAY_SECONDS)
    ? refuse('consultation.tooBrief', { days: windowDaysMin })
    : undefined;

/** CSL-1: a consultation is announced once, by the secretariat, on the words in force, which it keeps. */
export const announceConsultation = (
  state: ConsultationState | undefined,
  act: Announced,
  { actor, at, body, deliberation }: ConsultationCircumstances,
): Admission<ConsultationEvent> => {
  const { type: _, textHash, ...plan } = act;
  if (state !== undefined || body.consultations.includes(act.id))
    return refuse('consultation.exists', { consultation: act.id });
  const refused =
    conductRefusal(actor, 'secretariat') ??
    idRefusal(act.id) ??
    planRefusal(act, at) ??
    wordsRefusal(act) ??
    briefRefusal(act, at, body);
  if (refused !== undefined) return refused;
  if (deliberation === undefined || deliberation.id !== act.deliberation)
    return refuse('deliberation.unknown');
  const { revision } = deliberation;
  if (revision === undefined) return refuse('text.none');
  const { symbol, lang, hash, paragraphs } = revision;
  if (hash !== textHash) return refuse('position.staleText', { item: 'text', expected: hash });
  return admitPublic({
    type: 'consultationAnnounced',
    payload: { ...plan, text: { symbol, lang, hash, paragraphs } },
  });
};

/** CSL-18: the secretariat lets a consultation run longer, with a reason, also after it closed. */
export const extendConsultation: AdmitConsultationAct<'extendConsultation'> = (
  state,
  { until, reason },
  { actor, at },
) => {
  const refused = conductRefusal(actor, 'secretariat') ?? processedRefusal(state) ?? reasonRefusal(reason);
  if (refused !== undefined) return refused;
  if (!isInstant(until) || until <= state.closesAt || until <= at)
    return refuse('consultation.badTimes', { opensAt: state.opensAt, closesAt: until });
  if (state.extensions.length >= ACT_LIMITS.CONSULTATION_EXTENSIONS_MAX)
    return limitRefusal('CONSULTATION_EXTENSIONS_MAX');
  return admitPublic({ type: 'consultationExtended', payload: { until, reason } });
};
