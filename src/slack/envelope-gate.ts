import type { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../app/log.ts';
import { eventNames } from './ids.ts';
import { isReadable } from './incoming.ts';

type Hear = (data: unknown, isBinary: boolean) => void;

/**
 * Stands before the Socket Mode client, which ends the process on an envelope without an event in it, and raises
 * what an event is called as an event of its own, `disconnected` too (measured, socket-mode 3.1). Such an envelope
 * is emptied, so that it is acknowledged and does nothing.
 */
export function gateEnvelopes(client: SocketModeReceiver['client'], log: Log): void {
  const heard = client.listeners('ws_message') as Hear[];
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    if (isBinary) return;
    const text = typeof data === 'string' ? data : new TextDecoder().decode(data as Uint8Array);
    const safe = emptied(text);
    if (safe !== text) log.warn('An envelope was ignored: it is not as Slack sends them.');
    for (const hear of heard) hear(safe, false);
  });
}

/** The envelope as it is, or without what is in it; what is no envelope at all becomes no JSON, which is not heard. */
function emptied(text: string): string {
  const envelope = parsed(text);
  if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope)) return '';
  const { type, payload } = envelope as Record<string, unknown>;
  if (type === 'hello' || type === 'disconnect') return text;
  const known =
    type === 'interactive' || type === 'slash_commands' || (type === 'events_api' && isHeard(payload));
  return known && isReadable(payload)
    ? text
    : JSON.stringify({ ...envelope, type: 'interactive', payload: {} });
}

const names: ReadonlySet<unknown> = new Set(eventNames);

function isHeard(payload: unknown): boolean {
  const event: unknown = Object(payload).event;
  return names.has(Object(event).type);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
