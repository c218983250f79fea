import { useCallback, useState } from 'react';
import type { Act, ActAnswer } from '../../server/actions.ts';
import type { Send } from '../send.ts';

/** A sentence about the last action: why it was refused, or what else there is to say. */
export type Remark = { readonly kind: 'refused' | 'note'; readonly text: string };

/**
 * One control's actions: whether one is in progress, and what was said about the last one. A button that must not act
 * twice is `aria-disabled` meanwhile: `disabled` would take the focus from it.
 */
export type ActionState = {
  readonly busy: boolean;
  readonly remark: Remark | null;
  /** Runs the action; also returns the answer, for whatever else depends on it. */
  readonly run: (act: Act) => Promise<ActAnswer>;
};

/** What to say about a response; null if it speaks for itself. */
export function remarkOn(answer: ActAnswer): Remark | null {
  if (!answer.ok) return { kind: 'refused', text: answer.error };
  return answer.note === undefined ? null : { kind: 'note', text: answer.note };
}

/** Tracks the actions of one control or group of controls, so that their result is shown next to them. */
export function useAction(send: Send): ActionState {
  const [underWay, setUnderWay] = useState(0);
  const [remark, setRemark] = useState<Remark | null>(null);
  const run = useCallback(
    async (act: Act) => {
      setUnderWay((count) => count + 1);
      setRemark(null);
      const answer = await send(act);
      setRemark(remarkOn(answer));
      setUnderWay((count) => count - 1);
      return answer;
    },
    [send],
  );
  return { busy: underWay > 0, remark, run };
}
