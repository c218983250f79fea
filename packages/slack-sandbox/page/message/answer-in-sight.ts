import { type RefObject, useEffect, useRef } from 'react';

/**
 * Scrolls the next answer into sight after each command, and what follows it as far as there is room. `answer`: the latest
 * that only this person sees.
 */
export function useAnswerInSight(
  box: RefObject<HTMLDivElement | null>,
  asked: number,
  answer: string | undefined,
): void {
  const waits = useRef(false);
  useEffect(() => {
    if (asked > 0) waits.current = true;
  }, [asked]);
  useEffect(() => {
    if (answer === undefined || !waits.current) return;
    waits.current = false;
    const list = box.current;
    const shown = [...(list?.querySelectorAll('.ephemeral') ?? [])].at(-1);
    if (list && shown) list.scrollTop += shown.getBoundingClientRect().top - list.getBoundingClientRect().top;
  }, [answer, box]);
}
