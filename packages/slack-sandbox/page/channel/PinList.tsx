import type { ReactNode } from 'react';
import type { ShownMessage } from '../../server/screen.ts';
import { MessageItem } from '../message/MessageItem.tsx';
import { Dialog } from '../parts/Dialog.tsx';

type Props = { readonly pins: readonly ShownMessage[]; readonly onClose: () => void };

/** The messages pinned to the channel. */
export function PinList({ pins, onClose }: Props): ReactNode {
  return (
    <Dialog title="Pinned messages" className="wide" onClose={onClose}>
      <div className="dialog-body">
        {pins.length === 0 && <p className="quiet">No pinned messages. Pin one from its menu.</p>}
        {pins.map((pin) => (
          <MessageItem key={pin.ts} message={pin} follows={false} inThread={false} />
        ))}
      </div>
    </Dialog>
  );
}
