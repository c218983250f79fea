import { type ReactNode, useEffect, useState } from 'react';
import type { OpenChannel } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { MessageList } from '../message/MessageList.tsx';
import { Bookmarks } from './Bookmarks.tsx';
import { CanvasTab } from './CanvasTab.tsx';
import { ChannelHeader } from './ChannelHeader.tsx';
import { Composer } from './Composer.tsx';
import { FirstSteps } from './FirstSteps.tsx';

/** The open channel: its header, its messages, and the composer. */
export function ChannelPane({ channel }: { readonly channel: OpenChannel }): ReactNode {
  const [asked, setAsked] = useState(0);
  const isDirect = channel.kind === 'im';
  const isNew = !isDirect && channel.member && channel.messages.every(({ kind }) => kind === 'event');
  useReadWhileOpen(channel);
  return (
    <>
      {!isDirect && <ChannelHeader channel={channel} />}
      <Bookmarks bookmarks={channel.bookmarks} />
      <CanvasTab canvas={channel.canvas} />
      <MessageList
        key={channel.id}
        label={`Messages in ${channel.name}`}
        messages={channel.messages}
        newSince={channel.newSince}
        asked={asked}
      >
        <Beginning channel={channel} />
        {isNew && <FirstSteps channel={channel} />}
      </MessageList>
      <Foot channel={channel} onCommand={() => setAsked((times) => times + 1)} />
    </>
  );
}

/* Marks the channel as read when it opens and as messages arrive, while someone is looking at the window. */
function useReadWhileOpen({ id, messages }: OpenChannel): void {
  const { quietly } = useWindow();
  const last = messages.at(-1)?.ts;
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible') void quietly({ do: 'read', channel: id });
    };
    if (last !== undefined) read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [id, last, quietly]);
}

function Beginning({ channel }: { readonly channel: OpenChannel }): ReactNode {
  const isDirect = channel.kind === 'im';
  return (
    <div className="beginning">
      <h2>{isDirect ? channel.name : `#${channel.name}`}</h2>
      <p className="quiet">
        {isDirect
          ? 'Only you and the app can see this.'
          : channel.purpose || 'This is the beginning of the channel.'}
      </p>
    </div>
  );
}

type FootProps = { readonly channel: OpenChannel; readonly onCommand: () => void };

function Foot({ channel, onCommand }: FootProps): ReactNode {
  const { act, me } = useWindow();
  if (channel.archived)
    return <p className="closed">This channel is archived. You can read it but not post.</p>;
  if (!channel.member) {
    return (
      <div className="closed">
        <p>You are looking at #{channel.name}.</p>
        <button
          type="button"
          className="button primary"
          onClick={() => void act({ do: 'join', channel: channel.id })}
        >
          Join channel
        </button>
      </div>
    );
  }
  const label = channel.kind === 'im' ? `Message ${channel.name}` : `Message #${channel.name}`;
  return (
    <Composer
      key={`${me.id} ${channel.id}`}
      channel={channel.id}
      thread={null}
      label={label}
      onCommand={onCommand}
    />
  );
}
