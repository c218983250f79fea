import { type ReactNode, useState } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import type { JsonObject } from '../../slack/json.ts';
import { Blocks } from '../blocks/Blocks.tsx';
import { type PostedEntry, shownEntry } from '../blocks/entry.ts';
import { type InteractiveSurface, type Spot, SurfaceProvider, spotKey } from '../blocks/surface.ts';
import { usePresses } from '../blocks/use-presses.ts';
import { useWindow } from '../client-window.ts';
import { objectsOf, stringOf } from '../read.ts';
import { Mrkdwn } from '../text/Mrkdwn.tsx';
import { Files } from './Files.tsx';

/** What a message says: its blocks, or its text if it has none; attachments and files below. */
export function MessageBody({ message }: { readonly message: ShownMessage }): ReactNode {
  const surface = useMessageSurface(message);
  const isBlocks = message.blocks.length > 0;
  return (
    <SurfaceProvider value={surface}>
      {isBlocks ? <Blocks blocks={message.blocks} /> : <Mrkdwn text={message.text} />}
      {message.attachments.map((attachment) => (
        <Attachment key={JSON.stringify(attachment)} attachment={attachment} />
      ))}
      <Files files={message.files} />
    </SurfaceProvider>
  );
}

function useMessageSurface({ channel, ts, entered }: ShownMessage): InteractiveSurface {
  const { act } = useWindow();
  const [typed, setTyped] = useState<Readonly<Record<string, PostedEntry>>>({});
  const presses = usePresses(act, { kind: 'message', channel, ts });
  const entry = (spot: Spot, element: JsonObject) => {
    const local = typed[spotKey(spot)];
    return local === undefined ? shownEntry(element, entered[spot.blockId]?.[spot.actionId]) : local;
  };
  const enter = (spot: Spot, value: PostedEntry) =>
    setTyped((before) => ({ ...before, [spotKey(spot)]: value }));
  return { kind: 'message', channel, entry, enter, error: () => null, ...presses };
}

function Attachment({ attachment }: { readonly attachment: JsonObject }): ReactNode {
  const blocks = objectsOf(attachment.blocks);
  const text = stringOf(attachment.text) || stringOf(attachment.fallback);
  return (
    <div className="attachment">
      <Mrkdwn text={stringOf(attachment.pretext)} />
      <strong>{stringOf(attachment.title)}</strong>
      {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn text={text} />}
    </div>
  );
}
