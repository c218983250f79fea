import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const nearPx = 120;

/** Keeps a list that grows at its end scrolled there, unless the reader scrolled away from it. */
export function useStayAtEnd(content: unknown): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useEffect(() => {
    const list = box.current;
    if (list === null) return;
    const look = () => {
      atEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < nearPx;
    };
    const grown = new ResizeObserver(() => {
      if (atEnd.current) list.scrollTop = list.scrollHeight;
    });
    list.addEventListener('scroll', look);
    for (const child of list.children) grown.observe(child);
    return () => {
      list.removeEventListener('scroll', look);
      grown.disconnect();
    };
  }, [content]);
  useLayoutEffect(() => {
    const list = box.current;
    if (list !== null && atEnd.current) list.scrollTop = list.scrollHeight;
  }, [content]);
  return box;
}
