import { type RefObject, useEffect, useRef } from 'react';

/**
 * Scrolls the next response into view after each command, and as much of what follows as there is room for. `answer`:
 * the latest one that only this person sees.
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
