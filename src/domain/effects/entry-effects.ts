import type { EntryEvent, ItemEvent, Recorded } from '../incident/events/events.ts';

/**
 * People's corrections and action items here; an edit in Slack was visible where it was made, and a close posts its file.
 * Who has to review that isn't in it.
 */
export const isTold = (event: EntryEvent | ItemEvent, by: Recorded['by']): boolean =>
  by.kind === 'person' &&
  !('atClose' in event && event.atClose && !event.about) &&
  !(event.type === 'entry_edited' && event.editedAt !== undefined) &&
  !(event.type === 'entry_restored' && event.markedAgain);
