import type { Draft } from '../model/reader.ts';
import type { Recorder } from '../model/recorder.ts';
import { OVERLAY_NAMES, SUGGESTION_LIMITS, type SuggestionState } from '../model/registers.ts';

/**
 * Decides one suggestion: one register for all its words. What it would do to paragraphs is written into their
 * registers when it is accepted. Called inside `record`; deciding a suggestion that does not exist does nothing.
 */
export const decideSuggestion = (
  recorder: Recorder,
  draft: Draft,
  id: string,
  state: SuggestionState,
): void => {
  const suggestion = draft.suggestions.get(id);
  if (suggestion === undefined || suggestion.state === state) return;
  recorder.set('suggestions', `${id}/state`, state);
  if (state !== 'accepted') return;
  for (const [paragraph, props] of suggestion.overlay) {
    const follower = draft.naturalAfter(paragraph);
    const place = draft.placeOf(paragraph);
    const anchorJoins = (stretch: string): void => {
      for (const { segment, target } of draft.continuingThrough(stretch))
        recorder.set('props', `${segment}/cont`, target);
    };
    // What follows a paragraph only because it was split off from it stays where it is when that one moves.
    if (props.place !== undefined && follower !== undefined && place !== undefined) {
      anchorJoins(follower);
      recorder.set('props', `${follower}/rest`, place);
    }
    if (props.place !== undefined || props.cont !== undefined) anchorJoins(paragraph);
    for (const name of OVERLAY_NAMES) {
      const value = props[name];
      if (value !== undefined) recorder.set('props', `${paragraph}/${name}`, value);
    }
  }
};

/** Says why, for one's own suggestion. Called inside `record`. */
export const explainSuggestion = (recorder: Recorder, id: string, reason: string): void =>
  recorder.set('suggestions', `${id}/reason`, reason.slice(0, SUGGESTION_LIMITS.REASON_CHARACTERS_MAX));

/** Says that a delegation supports the suggestion of another, or no longer does. Called inside `record`. */
export const supportSuggestion = (
  recorder: Recorder,
  id: string,
  delegation: string,
  supports: boolean,
): void => recorder.set('suggestions', `${id}/for:${delegation}`, supports ? true : null);
