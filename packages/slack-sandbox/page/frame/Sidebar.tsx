import { type ReactNode, useState } from 'react';
import type { ChannelEntry } from '../../server/screen.ts';
import { useOpenMessages } from '../channel/open-messages.ts';
import { personOf, useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';
import { ChannelLink } from './ChannelLink.tsx';
import { CreateChannel } from './CreateChannel.tsx';

type Props = { readonly channel: string | null; readonly home: boolean };

const byName = (one: ChannelEntry, other: ChannelEntry) => one.name.localeCompare(other.name);

/** The channels this person is in, those to join, and the app. */
export function Sidebar({ channel, home }: Props): ReactNode {
  const { shell, go } = useWindow();
  const openMessages = useOpenMessages();
  const [creating, setCreating] = useState(false);
  const all = [...shell.channels].sort(byName);
  const joined = all.filter(({ kind, member, archived }) => kind !== 'im' && member && !archived);
  const others = all.filter(({ kind, member, archived }) => kind !== 'im' && !(member && !archived));
  const direct = all.find(({ kind }) => kind === 'im');
  const app = personOf(shell, shell.botUserId);
  const isApp = home || (direct !== undefined && direct.id === channel);
  const unread = direct?.unread ?? 0;
  return (
    <nav id="sidebar" className="sidebar" aria-label="Channels and apps">
      <Group title="Channels">
        {joined.map((entry) => (
          <ChannelLink key={entry.id} entry={entry} current={entry.id === channel} />
        ))}
        <li>
          <button type="button" className="channel-link" onClick={() => setCreating(true)}>
            <Icon name="plus" />
            <span className="channel-name">Create a channel</span>
          </button>
        </li>
      </Group>
      {creating && <CreateChannel onClose={() => setCreating(false)} />}
      <Group title="Apps">
        <li>
          <button
            type="button"
            className={unread > 0 ? 'channel-link unread' : 'channel-link'}
            aria-current={isApp ? 'page' : undefined}
            onClick={() =>
              unread > 0 || !shell.hasHome ? openMessages() : go({ channel: null, thread: null, home: true })
            }
          >
            <Icon name="app" />
            <span className="channel-name">{app.realName || app.name}</span>
            {unread > 0 && <span className="count">{unread}</span>}
          </button>
        </li>
      </Group>
      {others.length > 0 && (
        <Group title="More channels">
          {others.map((entry) => (
            <ChannelLink key={entry.id} entry={entry} current={entry.id === channel} />
          ))}
        </Group>
      )}
    </nav>
  );
}

type GroupProps = { readonly title: string; readonly children: ReactNode };

function Group({ title, children }: GroupProps): ReactNode {
  return (
    <details open className="group">
      <summary>{title}</summary>
      <ul>{children}</ul>
    </details>
  );
}
