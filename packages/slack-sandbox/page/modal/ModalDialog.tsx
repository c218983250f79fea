import type { ReactNode } from 'react';
import type { ShownView } from '../../server/screen.ts';
import { useWindow } from '../client-window.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Icon } from '../parts/Icon.tsx';
import { labelOf } from '../read.ts';
import { ModalForm } from './ModalForm.tsx';

/** The top modal: Back returns to the one below, Escape or Close to the workspace. */
export function ModalDialog({ view }: { readonly view: ShownView }): ReactNode {
  const { quietly } = useWindow();
  const dismiss = () => void quietly({ do: 'dismiss', viewId: view.id });
  const isStacked = view.depth > 1;
  return (
    <Dialog
      title={labelOf(view.definition.title)}
      className="modal"
      onClose={dismiss}
      head={
        <>
          {isStacked && <span className="quiet">{view.depth} of 3 open</span>}
          <button type="button" className={isStacked ? 'button' : 'icon-button'} onClick={dismiss}>
            {isStacked ? 'Back' : <CloseSign />}
          </button>
        </>
      }
    >
      <ModalForm key={view.id} view={view} onDismiss={dismiss} />
    </Dialog>
  );
}

function CloseSign(): ReactNode {
  return (
    <>
      <span className="sr-only">Dismiss</span>
      <Icon name="close" />
    </>
  );
}
