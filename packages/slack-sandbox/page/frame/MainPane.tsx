import { type ReactNode, useEffect } from 'react';
import type { OpenChannel } from '../../server/screen.ts';
import type { Address } from '../address.ts';
import { AppPane } from '../channel/AppPane.tsx';
import { ChannelPane } from '../channel/ChannelPane.tsx';
import { ThreadPane } from '../channel/ThreadPane.tsx';
import type { Live } from '../live.ts';

type Props = {
  readonly live: Live;
  readonly address: Address;
  /** What is shown above the composer. */
  readonly children: ReactNode;
};

/** The channel or the app's Home tab, and the open thread next to it. */
export function MainPane({ live, address, children }: Props): ReactNode {
  const { channel = null, thread = null, home = null } = live.screen;
  const open = channel !== null && channel.id === address.channel ? channel : null;
  const isThread = thread !== null && thread[0]?.ts === address.thread;
  const name = address.home ? 'Home' : open === null ? 'Sandbox' : `#${open.name}`;
  useEffect(() => {
    document.title = `${name} · Sandbox`;
  }, [name]);
  return (
    <>
      <main id="main" className="main" tabIndex={-1}>
        {address.home ? (
          <AppPane direct={null} home={home} />
        ) : (
          <Place channel={open} unseen={live.screen.channel === null} home={home} />
        )}
        {children}
      </main>
      {open !== null && address.thread !== null && (
        <ThreadPane channel={open} ts={address.thread} messages={isThread ? thread : []} />
      )}
    </>
  );
}

type PlaceProps = {
  readonly channel: OpenChannel | null;
  /** The server said that this person has none. */
  readonly unseen: boolean;
} & Pick<Parameters<typeof AppPane>[0], 'home'>;

function Place({ channel, unseen, home }: PlaceProps): ReactNode {
  if (channel === null) {
    const words = unseen ? "This channel doesn't exist, or you're not in it." : 'Opening the channel …';
    return <p className="waiting quiet">{words}</p>;
  }
  return channel.kind === 'im' ? <AppPane direct={channel} home={home} /> : <ChannelPane channel={channel} />;
}
