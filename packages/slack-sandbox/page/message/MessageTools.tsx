import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';
import { Menu, type MenuItem } from '../parts/Menu.tsx';
import { ReactionPicker } from './ReactionPicker.tsx';

type Props = {
  readonly message: ShownMessage;
  /** Opens the thread; null inside a thread. */
  readonly onReply: (() => void) | null;
  readonly onEdit: () => void;
};

/** What can be done with a message. One stop for the Tab key; arrows move inside (WAI-ARIA toolbar). */
export function MessageTools({ message, onReply, onEdit }: Props): ReactNode {
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const items = useMessageItems(message, onEdit);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...(bar.current?.querySelectorAll<HTMLElement>(':scope > button') ?? [])];
    const next = (current + step + buttons.length) % buttons.length;
    setCurrent(next);
    buttons[next]?.focus();
    event.preventDefault();
  };
  const stop = (index: number) => (index === current ? 0 : -1);
  return (
    <div ref={bar} role="toolbar" aria-label="Message actions" className="tools" onKeyDown={onKeyDown}>
      <ReactionPicker message={message} tabIndex={stop(0)} />
      {onReply && (
        <button
          type="button"
          className="icon-button"
          aria-label="Reply in thread"
          title="Reply in thread"
          tabIndex={stop(1)}
          onClick={onReply}
        >
          <Icon name="reply" />
        </button>
      )}
      <Menu label="More actions" items={items} tabIndex={stop(onReply ? 2 : 1)}>
        <Icon name="more" />
      </Menu>
    </div>
  );
}

function useMessageItems(message: ShownMessage, onEdit: () => void): MenuItem[] {
  const { shell, me, act } = useWindow();
  const on = { channel: message.channel, ts: message.ts };
  const pin = {
    label: message.pinned ? 'Unpin from channel' : 'Pin to channel',
    onChoose: () => void act({ do: 'pin', ...on, on: !message.pinned }),
  };
  const own = [
    { label: 'Edit message', onChoose: onEdit },
    { label: 'Delete message', danger: true, onChoose: () => void act({ do: 'delete', ...on }) },
  ];
  const shortcuts = shell.shortcuts
    .filter((shortcut) => shortcut.on === 'message')
    .map(({ name, callbackId }) => ({
      label: name,
      about: 'App shortcut',
      onChoose: () => void act({ do: 'shortcut', callbackId, on }),
    }));
  return [pin, ...(message.author === me.id ? own : []), ...shortcuts];
}
