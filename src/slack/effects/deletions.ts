import type { WebClient } from '@slack/web-api';
import type { PostedMessage } from '../../domain/incident/incident.ts';
import { slackError } from '../api/failures.ts';

/** Deletes one of the bot's own messages; does nothing if it's already gone. */
export async function deleteIfThere(client: WebClient, place: PostedMessage): Promise<void> {
  try {
    await client.chat.delete({ channel: place.channel, ts: place.ts });
  } catch (error) {
    if (slackError(error) !== 'message_not_found') throw error;
  }
}

/** Deletes one of the bot's own files; one that is already gone counts as deleted. */
export async function deleteFileIfThere(client: WebClient, file: string): Promise<void> {
  try {
    await client.files.delete({ file });
  } catch (error) {
    const why = slackError(error);
    if (why !== 'file_not_found' && why !== 'file_deleted') throw error;
  }
}
