import { type RefObject, useEffect, useRef } from 'react';

/**
 * Scrolls the next answer into sight after each command; of one that is higher than the box, its beginning. `answer`: the
 * latest that only this person sees.
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
    const answers = box.current?.querySelectorAll('.ephemeral');
    answers?.item(answers.length - 1).scrollIntoView({ block: 'nearest' });
  }, [answer, box]);
}
