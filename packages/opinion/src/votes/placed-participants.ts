import { votesOf, type VoteTable } from './vote-table.ts';

/** Least number of votes with which a participant is placed, unless a body decides otherwise. */
export const VOTES_MIN = 7;

/**
 * OPI-2: places of the participants with enough votes to stand on the map, ascending: at least `votesMin`, or all
 * statements where there are fewer; never without a vote. Who stood there before stays.
 * @param stoodThere whether a participant stood on an earlier map
 */
export const placedParticipants = (
  table: VoteTable,
  votesMin = VOTES_MIN,
  stoodThere: (participant: number) => boolean = () => false,
): Int32Array => {
  const least = Math.max(1, Math.min(votesMin, table.statements.ids.length));
  const places = new Int32Array(table.participants.ids.length);
  let size = 0;
  for (let place = 0; place < places.length; place += 1)
    if (votesOf(table, place) >= least || stoodThere(place)) {
      places[size] = place;
      size += 1;
    }
  return places.slice(0, size);
};
