import { type RefObject, useEffect, useRef } from 'react';

const nearPx = 120;

/**
 * Keeps a box scrolled to its end while its single child grows, unless the reader scrolled away; returns to the end
 * when `own`, the latest of the reader's own messages, changes.
 */
export function useStayAtEnd(own: string | undefined): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const list = box.current;
    if (list === null) return;
    const toEnd = () => {
      if (atEnd.current) list.scrollTop = list.scrollHeight;
    };
    const look = () => {
      atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
    };
    const grown = new ResizeObserver(toEnd);
    for (const child of list.children) grown.observe(child);
    grown.observe(list);
    list.addEventListener('scroll', look);
    toEnd();
    return () => {
      list.removeEventListener('scroll', look);
      grown.disconnect();
    };
  }, []);
  useEffect(() => {
    if (own === undefined || box.current === null) return;
    atEnd.current = true;
    box.current.scrollTop = box.current.scrollHeight;
  }, [own]);
  return box;
}
