import type { Recorded } from '../incident/events/events.ts';
import type { Incident } from '../incident/incident.ts';
import { peopleIn, writtenToFor } from '../incident/people/people-in.ts';

/** Who is named in the record, and whom the bot may have written to, each by the seq that was the first to say so. */
export const peopleAfter = (
  { people, writtenTo }: Pick<Incident, 'people' | 'writtenTo'>,
  recorded: Recorded,
): Pick<Incident, 'people' | 'writtenTo'> => ({
  people: peopleIn(recorded).reduce((known, user) => known.with(user, recorded.seq), people),
  writtenTo: writtenToFor(recorded).reduce((known, user) => known.with(user, recorded.seq), writtenTo),
});
