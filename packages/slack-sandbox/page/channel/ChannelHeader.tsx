import { type ReactNode, useState } from 'react';
import type { OpenChannel } from '../../server/screen.ts';
import { personOf, useWindow } from '../client-window.ts';
import { Avatar } from '../message/Avatar.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Menu } from '../parts/Menu.tsx';
import { Mrkdwn } from '../text/Mrkdwn.tsx';
import { PinList } from './PinList.tsx';

type Props = { readonly channel: OpenChannel };

/** Name, topic, members, pins, and the ways to leave the channel or make it private. */
export function ChannelHeader({ channel }: Props): ReactNode {
  const { act } = useWindow();
  const [open, setOpen] = useState<'members' | 'pins' | null>(null);
  const does = (label: string, what: 'join' | 'leave' | 'makePrivate', danger = true) => ({
    label,
    danger,
    onChoose: () => void act({ do: what, channel: channel.id }),
  });
  const conversion = channel.kind === 'public' ? [does('Make private', 'makePrivate')] : [];
  const items = channel.member
    ? [...conversion, does('Leave channel', 'leave')]
    : [does('Join channel', 'join', false)];
  const close = () => setOpen(null);
  return (
    <header className="pane-head">
      <h1>
        <Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
        {channel.name}
      </h1>
      <div className="topic">
        <Mrkdwn text={channel.topic} />
      </div>
      <button type="button" className="pill" onClick={() => setOpen('members')}>
        <Icon name="people" /> {channel.members.length}
        <span className="sr-only"> members</span>
      </button>
      <button type="button" className="pill" onClick={() => setOpen('pins')}>
        <Icon name="pin" /> {channel.pins.length}
        <span className="sr-only"> pinned</span>
      </button>
      {!channel.archived && (
        <Menu label="Channel actions" items={items}>
          <Icon name="more" />
        </Menu>
      )}
      {open === 'members' && <Members channel={channel} onClose={close} />}
      {open === 'pins' && <PinList pins={channel.pins} onClose={close} />}
    </header>
  );
}

function Members({ channel, onClose }: Props & { readonly onClose: () => void }): ReactNode {
  const { shell } = useWindow();
  return (
    <Dialog title={`Members of #${channel.name}`} onClose={onClose}>
      <ul className="dialog-body members">
        {channel.members.map((id) => {
          const person = personOf(shell, id);
          return (
            <li key={id}>
              <Avatar person={person} />
              <span>{person.realName}</span>
              <span className="quiet">
                @{person.name} · {person.zone.replaceAll('_', ' ')}
              </span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
