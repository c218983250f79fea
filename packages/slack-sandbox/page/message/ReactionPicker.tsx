import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';
import { Popup } from '../parts/Popup.tsx';
import { EmojiSign } from '../text/EmojiSign.tsx';
import { offeredEmoji } from '../text/emoji.ts';

type Props = { readonly message: ShownMessage; readonly tabIndex: number };

/** A button that offers a few emoji to react with. */
export function ReactionPicker({ message, tabIndex }: Props): ReactNode {
  const { act } = useWindow();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (name: string) => {
    close();
    void act({ do: 'react', channel: message.channel, ts: message.ts, name, on: true });
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button"
        tabIndex={tabIndex}
        aria-label="Add reaction"
        title="Add reaction"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="smile" />
      </button>
      {open && (
        <Popup anchor={button} onClose={() => setOpen(false)}>
          <Choices onChoose={choose} onClose={close} />
        </Popup>
      )}
    </>
  );
}

type ChoicesProps = { readonly onChoose: (name: string) => void; readonly onClose: () => void };

function Choices({ onChoose, onClose }: ChoicesProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('button')?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  return (
    <div ref={box} role="dialog" aria-label="Reactions to add" className="picker" onKeyDown={onKeyDown}>
      {offeredEmoji.map((name) => (
        <button key={name} type="button" aria-label={name} title={`:${name}:`} onClick={() => onChoose(name)}>
          <EmojiSign name={name} />
        </button>
      ))}
    </div>
  );
}
