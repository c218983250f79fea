import type { EntryEvent, Recorded } from '../incident/events/events.ts';

/** People's corrections here; an edit in Slack was visible where it was made. */
export const isTold = (event: EntryEvent, by: Recorded['by']): boolean =>
  by.kind === 'person' &&
  !(event.type === 'entry_edited' && event.editedAt !== undefined) &&
  !(event.type === 'entry_restored' && event.markedAgain);
