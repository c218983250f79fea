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
    const scrollToEnd = () => {
      if (atEnd.current) list.scrollTop = list.scrollHeight;
    };
    const noteScroll = () => {
      atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
    };
    const resizes = new ResizeObserver(scrollToEnd);
    for (const child of list.children) resizes.observe(child);
    resizes.observe(list);
    list.addEventListener('scroll', noteScroll);
    scrollToEnd();
    return () => {
      list.removeEventListener('scroll', noteScroll);
      resizes.disconnect();
    };
  }, []);
  useEffect(() => {
    if (own === undefined || box.current === null) return;
    atEnd.current = true;
    box.current.scrollTop = box.current.scrollHeight;
  }, [own]);
  return box;
}
