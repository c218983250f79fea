import type { DeedKind } from '../expected-state.ts';
import type { Fields } from '../person.ts';
import type { Deal } from '../stage.ts';

const byForm =
  (kind: DeedKind & ('resolve' | 'close' | 'cancel'), fields: (word: string) => Fields): Deal =>
  (stage, { name }) =>
    stage.form(stage.begin(kind), () => stage.hands.asks(kind, name), fields);

/** How incidents end and reopen. */
export const endingActs = {
  resolve: byForm('resolve', (word) => ({ 'What fixed it': word })),
  close: byForm('close', (word) => ({ Summary: word })),
  cancel: byForm('cancel', (word) => ({ Reason: 'False alarm', Why: word })),
  async duplicate(stage, { name }) {
    await stage.hands.asks(`duplicate INC-${stage.random.between(1, 6)}`, name);
  },
  reopen: (stage, channel) => stage.types('reopen WORD', channel, /reopened/u, stage.begin('reopen')),
} satisfies Record<string, Deal>;
