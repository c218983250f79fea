import type { Harness } from '../../../demo/harness.ts';
import { eventRows, outbox } from './record.ts';

/**
 * Everything that a refused act must leave as it is: the record, what is owed, and what everybody can see in every
 * channel. What one person sees alone is left out, for that is where a refusal is told.
 */
export function picture(stage: Harness): unknown {
  return {
    events: eventRows(stage),
    owed: outbox(stage).map(({ key, due, dead }) => ({ key, due, dead })),
    channels: stage.workspace.channels.map(
      ({ name, topic, archived, members, messages, pins, files, ...channel }) => ({
        name,
        topic,
        archived,
        members,
        messages: messages.map(({ ts, text, blocks }) => ({
          text,
          blocks,
          replies: channel.thread(ts).map((reply) => reply.text),
        })),
        pins: pins.map(({ ts }) => ts),
        files: files.map((file) => file.name),
      }),
    ),
  };
}
