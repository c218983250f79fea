import type { ReactNode } from 'react';
import { Icon } from '../parts/Icon.tsx';

type Props = { readonly text: string | null; readonly onClose: () => void };

/** A sentence that only this person sees, such as why a command did nothing; it stays until closed. */
export function Notice({ text, onClose }: Props): ReactNode {
  return (
    <div role="status" className="notice-place">
      {text !== null && (
        <div className="notice">
          <div>
            <p className="quiet">Only visible to you</p>
            <p>{text}</p>
          </div>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
