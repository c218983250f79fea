import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import type { JsonObject } from '../../slack/json.ts';
import { labelOf } from '../read.ts';
import { TextObject } from '../text/Mrkdwn.tsx';
import { Dialog } from './Dialog.tsx';

/** Asks "are you sure?" with one of Slack's confirm objects; true for yes. Without an object the answer is yes. */
export type Ask = (confirm: JsonObject | null) => Promise<boolean>;

type Question = { readonly confirm: JsonObject; readonly answer: (sure: boolean) => void };

const Context = createContext<Ask>(async () => true);

/** How to ask before an act. */
export const useAsk = (): Ask => useContext(Context);

/** Shows the questions asked by its children. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback<Ask>((confirm) => {
    if (confirm === null) return Promise.resolve(true);
    return new Promise((answer) => setQuestion({ confirm, answer }));
  }, []);
  const settle = (sure: boolean) => {
    question?.answer(sure);
    setQuestion(null);
  };
  return (
    <Context value={ask}>
      {children}
      {question && <ConfirmDialog confirm={question.confirm} onAnswer={settle} />}
    </Context>
  );
}

type Props = { readonly confirm: JsonObject; readonly onAnswer: (sure: boolean) => void };

function ConfirmDialog({ confirm, onAnswer }: Props): ReactNode {
  const style = confirm.style === 'danger' ? 'button danger' : 'button primary';
  return (
    <Dialog title={labelOf(confirm.title)} className="confirm" onClose={() => onAnswer(false)}>
      <div className="dialog-body">
        <TextObject value={confirm.text} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => onAnswer(false)}>
          {labelOf(confirm.deny)}
        </button>
        <button type="button" className={style} onClick={() => onAnswer(true)}>
          {labelOf(confirm.confirm)}
        </button>
      </footer>
    </Dialog>
  );
}
