import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';

type Props = {
  /** The element it opens next to. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  /** Whether it's as wide as its anchor. */
  readonly fit?: boolean;
  readonly children: ReactNode;
};

const gap = 4;

/** A small layer above everything, including dialogs, next to its anchor; a click elsewhere closes it. */
export function Popup({ anchor, onClose, fit = false, children }: Props): ReactNode {
  const layer = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = layer.current;
    if (box === null) return;
    if (!box.matches(':popover-open')) box.showPopover();
    const place = () => placeAt(box, anchor.current, fit);
    const outside = (event: PointerEvent) => {
      const on = event.target instanceof Node ? event.target : null;
      if (!box.contains(on) && anchor.current?.contains(on) !== true) onClose();
    };
    place();
    document.addEventListener('pointerdown', outside);
    window.addEventListener('resize', place);
    document.addEventListener('scroll', place, true);
    return () => {
      document.removeEventListener('pointerdown', outside);
      window.removeEventListener('resize', place);
      document.removeEventListener('scroll', place, true);
    };
  });
  return (
    <div ref={layer} popover="manual" className="popup">
      {children}
    </div>
  );
}

function placeAt(box: HTMLElement, anchor: HTMLElement | null, fit: boolean): void {
  if (anchor === null) return;
  const at = anchor.getBoundingClientRect();
  if (fit) box.style.minWidth = `${at.width}px`;
  const below = window.innerHeight - at.bottom - gap;
  const up = below < box.offsetHeight && at.top > below;
  const top = up ? at.top - box.offsetHeight - gap : at.bottom + gap;
  const left = Math.min(at.left, window.innerWidth - box.offsetWidth - gap);
  box.style.top = `${Math.max(gap, top)}px`;
  box.style.left = `${Math.max(gap, left)}px`;
}
