import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { Icon } from './Icon.tsx';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly className?: string;
  /** What is in the header next to the title. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
};

/** A modal dialog: the focus stays inside, Escape closes, and the focus returns to where it was. */
export function Dialog({ title, onClose, className = '', head, children }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  const titleId = useId();
  useEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const box = dialog.current;
    if (box === null) return;
    const cancelled = (event: Event) => {
      if (event.target !== box) return;
      event.preventDefault();
      close.current();
    };
    box.addEventListener('cancel', cancelled);
    if (!box.open) box.showModal();
    return () => {
      box.removeEventListener('cancel', cancelled);
      box.close();
    };
  }, []);
  return (
    <dialog ref={dialog} className={`dialog ${className}`} aria-labelledby={titleId}>
      <header className="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {head ?? (
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
