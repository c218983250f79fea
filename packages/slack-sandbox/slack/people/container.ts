import { type JsonObject, present } from '../json.ts';
import type { Channel, Ephemeral, Message } from '../model.ts';
import { wireMessage } from '../serializers/message.ts';
import { wireView } from '../views/make.ts';
import type { View } from '../views/views.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { payloadChannelName } from './payloads.ts';

/** What contains the element that a person acts on. */
export type Container =
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly kind: 'ephemeral'; readonly channel: Channel; readonly ephemeral: Ephemeral }
  | { readonly kind: 'view'; readonly view: View };

/** The blocks people see in it. */
export function blocksOf(container: Container): readonly JsonObject[] {
  switch (container.kind) {
    case 'message':
      return container.message.blocks;
    case 'ephemeral':
      return container.ephemeral.blocks;
    case 'view':
      return container.view.blocks;
  }
}

/** The container as payloads describe it. */
export function containerFields(state: WorkspaceState, container: Container): JsonObject {
  if (container.kind === 'view') {
    const { view } = container;
    return { container: { type: 'view', view_id: view.id }, view: wireView(state, view) };
  }
  const { channel } = container;
  const ephemeral = container.kind === 'ephemeral';
  const message = ephemeral ? container.ephemeral : container.message;
  return present({
    container: present({
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      thread_ts: message.threadTs ?? undefined,
    }),
    channel: { id: channel.id, name: payloadChannelName(channel) },
    // Slack sends no message for an ephemeral one.
    message: container.kind === 'message' ? wireMessage(state, container.message) : undefined,
  });
}
