import type { PersonCommand } from '../../incident/commands.ts';
import type { EventOf, SourceMessage } from '../../incident/events/events.ts';

/** The message that an incident is declared from. */
type From = NonNullable<Extract<PersonCommand, { type: 'open' }>['from']>;

/** Where the message is. */
export const sourceMessageOf = ({ channel, ts, thread }: From): SourceMessage => ({
  channel,
  ts,
  ...(thread && { thread }),
});

/** The message as a timeline entry: at its own time, it's the first. */
export const entryFrom = ({ ts, author, text, link }: From): EventOf<'message_captured'> => ({
  type: 'message_captured',
  ts,
  author,
  text,
  link,
});
