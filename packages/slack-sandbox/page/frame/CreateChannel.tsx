import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useWindow } from '../client-window.ts';
import { Dialog } from '../parts/Dialog.tsx';

/** Creates a channel as this person, public or private, and goes there. */
export function CreateChannel({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { quietly, go } = useWindow();
  const [name, setName] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const id = useId();
  const create = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await quietly({ do: 'createChannel', name: name.trim(), isPrivate });
    if (!answer.ok) return setWrong(answer.error);
    onClose();
    go({ channel: answer.channel ?? null, thread: null, home: false });
  };
  return (
    <Dialog title="Create a channel" onClose={onClose}>
      <form className="dialog-body" onSubmit={(event) => void create(event)}>
        <div className={wrong === null ? 'input-block' : 'input-block wrong'}>
          <label htmlFor={id} className="label">
            Name
          </label>
          <input
            id={id}
            className="field"
            value={name}
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : `${id}-error`}
            onChange={({ target }) => setName(target.value)}
          />
          {wrong !== null && (
            <p id={`${id}-error`} className="field-error">
              {wrong}
            </p>
          )}
        </div>
        <label className="tick">
          <input type="checkbox" checked={isPrivate} onChange={({ target }) => setPrivate(target.checked)} />
          Private
        </label>
        <button type="submit" className="button primary">
          Create
        </button>
      </form>
    </Dialog>
  );
}
