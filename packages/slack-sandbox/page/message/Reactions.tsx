import type { ReactNode } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { personOf, useWindow } from '../client-window.ts';
import { EmojiSign } from '../text/EmojiSign.tsx';

/** The reactions below a message; a click adds or removes one's own. */
export function Reactions({ message }: { readonly message: ShownMessage }): ReactNode {
  const { shell, me, act } = useWindow();
  if (message.reactions.length === 0) return null;
  const { channel, ts } = message;
  return (
    <ul className="reactions" aria-label="Reactions">
      {message.reactions.map(({ name, users }) => {
        const mine = users.includes(me.id);
        const who = users.map((id) => personOf(shell, id).name).join(', ');
        return (
          <li key={name}>
            <button
              type="button"
              className="reaction"
              aria-pressed={mine}
              aria-label={`${name}, ${users.length}: ${who}`}
              title={`${who} reacted with :${name}:`}
              onClick={() => void act({ do: 'react', channel, ts, name, on: !mine })}
            >
              <span aria-hidden="true">
                <EmojiSign name={name} />
              </span>{' '}
              {users.length}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
