import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useWindow } from '../client-window.ts';
import { Icon } from '../parts/Icon.tsx';
import { keepDraft, readDraft } from './drafts.ts';
import { Suggestions } from './Suggestions.tsx';
import { readCommand, suggestionsFor } from './suggestions.ts';
import { UploadButton } from './UploadButton.tsx';

type Props = {
  readonly channel: string;
  readonly thread: string | null;
  readonly label: string;
  /** Called when a command is about to be sent. */
  readonly onCommand?: () => void;
};

/**
 * Where people write: Enter sends, Shift+Enter starts a new line; `/` offers commands and `@` people. Text that is
 * refused comes back, unless the person has started something else meanwhile.
 */
export function Composer({ channel, thread, label, onCommand }: Props): ReactNode {
  const window = useWindow();
  const draft = `${window.me.id} ${channel} ${thread ?? ''}`;
  const [text, setText] = useState(() => readDraft(draft));
  const [active, setActive] = useState(-1);
  const [hidden, setHidden] = useState(false);
  const [sending, setSending] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const offers = hidden ? [] : suggestionsFor(text, window.shell.commands, window.shell.people);
  const write = (next: string) => {
    setText(next);
    setActive(-1);
    setHidden(false);
    keepDraft(draft, next);
  };
  const send = async () => {
    if (text.trim() === '' || sending) return;
    setSending(true);
    write('');
    if (readCommand(text) !== null) onCommand?.();
    const refused = await sendText(window, channel, thread, text);
    setSending(false);
    if (refused !== null && readDraft(draft) === '') write(text);
    box.current?.focus();
  };
  const take = (index: number) => {
    const offer = offers[index];
    if (offer !== undefined) write(offer.text);
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && offers.length > 0) {
      setActive((Math.max(active, step > 0 ? -1 : 0) + step + offers.length) % offers.length);
    } else if (event.key === 'Tab' && !event.shiftKey && offers.length > 0 && text.trim() !== '') {
      take(Math.max(0, active));
    } else if (event.key === 'Escape' && offers.length > 0) {
      setHidden(true);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      if (active >= 0) take(active);
      else void send();
    } else return;
    event.preventDefault();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {offers.length > 0 && <Suggestions id={id} offers={offers} active={active} onTake={take} />}
      <textarea
        ref={box}
        aria-label={label}
        aria-controls={offers.length > 0 ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-busy={sending}
        placeholder={label}
        rows={Math.min(8, text.split('\n').length)}
        value={text}
        onChange={({ target }) => write(target.value)}
        onKeyDown={onKeyDown}
      />
      {thread === null && <UploadButton channel={channel} />}
      <button type="submit" className="send" aria-label="Send" disabled={text.trim() === '' || sending}>
        <Icon name="send" />
      </button>
    </form>
  );
}

type Acting = Pick<ReturnType<typeof useWindow>, 'act'>;

/** Sends a message or a command. Returns the refusal, already shown, or null. */
async function sendText(window: Acting, channel: string, thread: string | null, text: string) {
  const command = readCommand(text);
  const answer =
    command === null
      ? await window.act({ do: 'say', channel, text, thread })
      : await window.act({ do: 'command', channel, ...command });
  return answer.ok ? null : answer.error;
}
