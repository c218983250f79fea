import { useCallback, useState } from 'react';
import type { Act, ActAnswer } from '../../server/actions.ts';
import type { Send } from '../send.ts';

/** A sentence about what was last done: why it was refused, or what there is to say beside it. */
export type Remark = { readonly kind: 'refused' | 'note'; readonly text: string };

/**
 * One control's acts: whether one is under way, and what was said of the last one. A button that must not act twice is
 * `aria-disabled` meanwhile: `disabled` would take the focus from it.
 */
export type ActionState = {
  readonly busy: boolean;
  readonly remark: Remark | null;
  /** Does it; the answer is also given back, for what else depends on it. */
  readonly run: (act: Act) => Promise<ActAnswer>;
};

/** What there is to say of an answer; null when it speaks for itself. */
export function remarkOn(answer: ActAnswer): Remark | null {
  if (!answer.ok) return { kind: 'refused', text: answer.error };
  return answer.note === undefined ? null : { kind: 'note', text: answer.note };
}

/** Keeps what became of the acts of one control or group of controls, so that it is said next to them. */
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
