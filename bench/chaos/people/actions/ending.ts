import type { Fields } from '../driver.ts';
import type { OperationKind } from '../expected-state.ts';
import type { ActionHandler } from '../session.ts';

const byForm =
  (kind: OperationKind & ('resolve' | 'close' | 'cancel'), fields: (word: string) => Fields): ActionHandler =>
  (session, { name }) =>
    session.submitForm(session.begin(kind), () => session.driver.ask(kind, name), fields);

/** How incidents end and reopen. */
export const endingActions = {
  resolve: byForm('resolve', (word) => ({ 'What fixed it': word })),
  close: byForm('close', (word) => ({ Summary: word })),
  cancel: byForm('cancel', (word) => ({ Reason: 'False alarm', Why: word })),
  async duplicate(session, { name }) {
    await session.driver.ask(`duplicate INC-${session.random.between(1, 6)}`, name);
  },
  reopen: (session, channel) =>
    session.runCommand('reopen WORD', channel, /reopened/u, session.begin('reopen')),
} satisfies Record<string, ActionHandler>;
