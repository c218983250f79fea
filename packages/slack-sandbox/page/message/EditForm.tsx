import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { typedText } from '../text/typed-text.ts';

type Props = { readonly message: ShownMessage; readonly onDone: () => void };

/** Edits a message of one's own: Enter saves, Escape leaves it as it was. */
export function EditForm({ message, onDone }: Props): ReactNode {
  const { shell, act } = useWindow();
  const [text, setText] = useState(() => typedText(message.text, shell));
  const save = async () => {
    if (text.trim() === '') return;
    const { ok } = await act({ do: 'edit', channel: message.channel, ts: message.ts, text });
    if (ok) onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void save();
  };
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <textarea
        className="field"
        aria-label="Edit message"
        rows={2}
        value={text}
        ref={(box) => box?.focus()}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="button" onClick={onDone}>
        Cancel
      </button>
      <button type="submit" className="button primary">
        Save
      </button>
    </form>
  );
}
